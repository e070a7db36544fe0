"""The public names of what answers, and the module from which one imports each of them."""

from importlib import import_module
from typing import Any

MODULES = (
    "ccb_support",
    "ccb_support.errors",
    "ccb_support.model",
    "ccb_support.answer",
    "ccb_support.calendars.colombia",
    "ccb_support.routing.timetable",
    "ccb_support.routing.timetable_sql",
    "ccb_support.comparison",
    "ccb_support.verification",
)
HOMES = {name: module for module in reversed(MODULES) for name in import_module(module).__all__}
"""The module from which one imports each name: the first of those that have it."""

PUBLIC: dict[str, Any] = {
    name: getattr(import_module(module), name) for name, module in HOMES.items()
}
