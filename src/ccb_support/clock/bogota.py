"""The zone of the Bogotá Chamber of Commerce. Its data are read when somebody first asks for it."""

from __future__ import annotations

from .zones import BOGOTA_NAME, zone_named

BOGOTA = zone_named(BOGOTA_NAME)
"""The zone of the Bogotá Chamber of Commerce. Its offset is not fixed: 1992-93 had summer time."""
