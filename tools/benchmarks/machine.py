"""What the benchmarks say of the machine that they ran on."""

import platform
import re
from pathlib import Path


def processor() -> str:
    """Return the model of the processor, if the system says it."""
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        text = ""
    found = re.search(r"^model name\s*: (.+)$", text, flags=re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()
