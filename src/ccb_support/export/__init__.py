"""Publish when the channels of a directory are attended, in formats that other programs read.

- `to_opening_hours` writes the `opening_hours` syntax of OpenStreetMap.
- `to_schema_org` writes schema.org's `ContactPoint`, as JSON-LD.
- `to_icalendar` writes a calendar with an event for each time that a channel is open. It needs the
  library `icalendar`, which the extra `export` installs.

The published hours are a router's hours, with special days, holidays and closures. If a format
can't express them, the function raises `NotExpressibleError`: it leaves nothing out.
"""

from ccb_support.errors import LongOpeningHoursWarning

from .icalendar import to_icalendar
from .opening_hours import to_opening_hours
from .schema_org import to_schema_org

__all__ = [
    "LongOpeningHoursWarning",
    "to_icalendar",
    "to_opening_hours",
    "to_schema_org",
]
