"""Every set of hours that a directory states, with its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.model.hours import DayHours, WeeklyHours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.model.directory import Directory
    from ccb_support.model.hours import AlwaysOpen, NotStated, OpeningSpan
    from ccb_support.model.paths import KeyPath


def spans_in(directory: Directory) -> Iterator[tuple[KeyPath, OpeningSpan]]:
    """Yield each span of hours that a directory states, with its path."""
    for path, hours in _hours_in(directory):
        if isinstance(hours, WeeklyHours | DayHours):
            for index, span in enumerate(hours.root):
                yield (*path, index), span


def _hours_in(
    directory: Directory,
) -> Iterator[tuple[KeyPath, AlwaysOpen | NotStated | WeeklyHours | DayHours]]:
    for index, channel in enumerate(directory.channels):
        yield ("channels", index, "hours"), channel.hours
        yield ("channels", index, "holidays"), channel.holiday_hours
    for index, level in enumerate(directory.escalation):
        yield ("escalation", index, "hours"), level.hours
    for index, season in enumerate(directory.seasons):
        yield ("seasons", index, "hours"), season.hours
    for index, day in enumerate(directory.special_days):
        yield ("special_days", index, "hours"), day.hours
