"""New processes: how long Python takes to start, do one thing and end."""

import os
import subprocess
import sys
from pathlib import Path

import ccb_support

FIRST_ANSWER = """
from datetime import datetime
import ccb_support
when = datetime(2026, 11, 24, 17, 30, tzinfo=ccb_support.BOGOTA)
ccb_support.recommend("complaint", 3, when)
"""
"""Import the library and ask once."""

ONE_MODEL = """
import pydantic

class Ticket(pydantic.BaseModel):
    number: int
    title: str
    hours: float
    closed: bool
    tags: list[str]

Ticket(number=1, title="a", hours=1.5, closed=False, tags=["a"])
"""
"""Import pydantic, and make one model of five fields."""


def run(program: str) -> None:
    """Run a program in a new Python, which finds the same library as this one."""
    path = str(Path(ccb_support.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": path}
    # Pydantic was compiled when it was installed. The first run compiles the library too.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(  # noqa: S603 - the two programs above
        [sys.executable, "-c", program], check=True, env=environment
    )
