"""The most memory that a command may take for one file. The limit is of the whole process."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

MOST_MEMORY = 2**29
"""The most bytes that the program may add to the memory that it has, used or in reserve."""


@contextmanager
def bounded_memory() -> Generator[None]:
    """Let the system refuse more than `MOST_MEMORY`: then Arrow and Python raise a `MemoryError`.

    A page of Parquet may be of any size, and few bytes of it may become a long text in each of many
    rows: no description of a file says so. Only Linux has this limit.
    """
    import resource  # noqa: PLC0415 - Windows has no such module

    limits = resource.getrlimit(resource.RLIMIT_DATA)
    in_use = int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
    least = [each for each in (in_use + MOST_MEMORY, *limits) if each != resource.RLIM_INFINITY]
    pool = pa.default_memory_pool()
    # What Arrow's own pool has in reserve counts already, so it would not be refused.
    pa.set_memory_pool(pa.system_memory_pool())
    resource.setrlimit(resource.RLIMIT_DATA, (min(least), limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, limits)
        pa.set_memory_pool(pool)
