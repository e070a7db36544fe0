"""How much memory an object holds, with all that it alone can reach and all that it shares."""

import gc
import sys
from types import BuiltinFunctionType, FunctionType, ModuleType

_NOT_DATA = (type, ModuleType, FunctionType, BuiltinFunctionType)
"""What a walk does not enter: code, which is there whether anything is remembered or not."""


def bytes_held(root: object) -> int:
    """Return the size of everything that can be reached from `root`, each object counted once.

    The walk goes the way of the garbage collector, and asks each object for its own size.
    """
    seen: set[int] = set()
    left, size = [root], 0
    while left:
        item = left.pop()
        if id(item) not in seen and not isinstance(item, _NOT_DATA):
            seen.add(id(item))
            size += sys.getsizeof(item)
            left += gc.get_referents(item)
    return size
