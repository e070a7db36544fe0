"""Modules that a test imports again, as if the process had just started."""

import sys
from collections.abc import Iterable

import pytest


def modules_of(*rooms: str) -> list[str]:
    """Return the names of the modules of some rooms that are loaded."""
    return [name for name in sys.modules if name.startswith(rooms)]


def forget_modules(monkeypatch: pytest.MonkeyPatch, names: Iterable[str]) -> None:
    """Forget modules, which are loaded. After the test, they are the old ones again.

    Python also keeps a module as an attribute of its package, and a new import replaces it there.
    If it stayed replaced, later tests in this process would change another module than they use.
    """
    modules = {name: sys.modules[name] for name in names}
    packages = dict(sys.modules)
    for name, module in modules.items():
        package, _, last = name.rpartition(".")
        monkeypatch.setattr(packages[package], last, module)
        monkeypatch.delitem(sys.modules, name)
