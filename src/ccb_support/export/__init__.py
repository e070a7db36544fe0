"""Publish when the channels of a directory are attended, in the formats that others read.

- `to_opening_hours` writes the `opening_hours` syntax of OpenStreetMap.
- `to_schema_org` writes schema.org's `ContactPoint`, as JSON-LD.
- `to_icalendar` writes a calendar with an event for each time a channel is open; it needs the
  library `icalendar`, which the extra `export` installs.

What is published is what a router evaluates: special days, holidays and closures are worked in.
What a format can't say is refused with a `NotExpressibleError`, never left out.
"""

from .calendar_events import to_icalendar
from .linked_data import to_schema_org
from .osm_syntax import to_opening_hours

__all__ = ["to_icalendar", "to_opening_hours", "to_schema_org"]
