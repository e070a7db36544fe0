"""The wall clock of a time zone: from instants to local times and back, transitions included."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ccb_support.errors import EmptyRangeError, ZoneDataError
from ccb_support.words import errors as phrases

from .instants import (
    DAY,
    EVERY_YEAR,
    MICROSECONDS,
    Instant,
    Moment,
    SupportedYears,
    WallTime,
    date_at,
    midnight_of,
    moment_of,
    moments_of,
    seconds_of,
    utc_at,
    whole_day,
)
from .intervals import Interval, edges_of, joined, within

_CELL = 2**19
"""The offset is looked up every 2 ** 19 seconds, some six days. Since 2017c, no zone of the IANA
data changes its offset twice in that time, or exactly when one of these stretches begins. Older
data had such zones: Windhoek in 1994, and Casablanca in 2022 and 2038."""

_MOST_CELLS = 21
"""How many of these stretches are looked at, at most, to find that a range has one offset."""


class WallClock:
    """The clock on a wall in `zone`.

    A wall-clock time that exists twice is two instants; one that does not exist is none. No offset
    from UTC reaches a day.

    Attributes:
        zone: its zone.
        years: the supported years.
        days: these years on the wall clock, from midnight to midnight.
        supported: the supported range, as instants. It may start within these years.
        supported_moments: the same range to the microsecond.
    """

    def __init__(self, zone: tzinfo, years: SupportedYears = EVERY_YEAR) -> None:
        self.zone = zone
        self.years = years
        self.days: Interval[WallTime] = years.days
        self._offset_of = cache(self._look_up)
        # All spans of a day or two around a change ask for it.
        self._change = cache(self._find_change)
        first = max(midnight_of(years.since), self.days.start)
        self.supported: Interval[Instant] = Interval(
            self.first_instant(first), self.first_instant(self.days.end)
        )
        self.supported_moments: Interval[Moment] = moments_of(self.supported)

    def moment(self, when: datetime) -> Moment:
        """Return the microsecond at which `when` lies.

        Raises:
            OutOfRangeError: it lies outside the supported range.
            CcbSupportError: what `since_epoch` raises.
        """
        moment = moment_of(when)
        if moment not in self.supported_moments:
            raise self.years.error(when)
        return moment

    def instant(self, when: datetime) -> Instant:
        """Return the second in which `when` lies. Raises what `moment` raises."""
        return Instant(self.moment(when) // MICROSECONDS)

    def moments(self, start: datetime, end: datetime) -> Interval[Moment]:
        """Return the range from `start` to `end`, to the microsecond; it may be empty.

        Raises:
            EmptyRangeError: `end` is before `start`.
            OutOfRangeError: `start` or `end` lies outside the supported range and is not its end.
            CcbSupportError: what `since_epoch` raises.
        """
        span = Interval(self._bound(start), self._bound(end))
        if span.end < span.start:
            raise EmptyRangeError(start=start, end=end)
        return span

    def range(self, start: datetime, end: datetime) -> Interval[Moment]:
        """Return the range from `start` to before `end`, which is not empty.

        Raises:
            EmptyRangeError: `start` is not before `end`.
            CcbSupportError: what `moments` raises.
        """
        span = self.moments(start, end)
        if span.start == span.end:
            raise EmptyRangeError(start=start, end=end)
        return span

    def bounds(self, start: datetime, end: datetime) -> Interval[Instant]:
        """Return a range in whole seconds, rounded outwards. Raises what `range` raises."""
        return seconds_of(self.range(start, end))

    def datetime_at(self, instant: Instant) -> datetime:
        """Return `instant` as a `datetime` in the zone."""
        # This takes half the time of `astimezone`, and is right for all supported years.
        return datetime.fromtimestamp(instant, self.zone)

    def datetime_at_moment(self, moment: Moment) -> datetime:
        """Return `moment` as a `datetime` in the zone, to the microsecond."""
        return utc_at(moment).astimezone(self.zone)

    def read(self, instant: Instant) -> WallTime:
        """Return what the clock shows at `instant`."""
        return WallTime(instant + _offset_at(instant, self.zone))

    def today(self, now: Instant) -> date:
        """Return the date that the clock shows at `now`.

        It takes a time before 1970 for the start of 1970, and one after 2199 for its end, in UTC.
        """
        # A program's clock may be wrong by ages. In 1970, no directory is old.
        return date_at(self.read(min(max(now, Instant(0)), Instant(EVERY_YEAR.days.end))))

    def readings(self, span: Interval[Instant]) -> Interval[WallTime]:
        """Return a stretch of wall-clock time with every time that the clock shows during `span`.

        If the clock may be set during `span`, the stretch is longer than `span`: it takes every
        possible offset from UTC.
        """
        offset = self.constant_offset(span.start, span.end)
        if offset is None:
            return Interval(WallTime(span.start - DAY), WallTime(span.end + DAY))
        return Interval(WallTime(span.start + offset), WallTime(span.end + offset))

    def constant_offset(self, start: Instant, end: Instant) -> int | None:
        """Return the one offset from UTC that holds from `start` to `end`.

        Return `None` if the clock is set meanwhile, or if the range is too long to look.
        """
        first, last = start // _CELL, -(-end // _CELL)
        if last - first >= _MOST_CELLS:
            return None
        offset = self._offset_of(first)
        # Each new answer comes here, and a set of the offsets would take longer.
        for cell in range(first + 1, last + 1):
            if self._offset_of(cell) != offset:
                return None
        return offset

    def instants(self, wall: Interval[WallTime]) -> list[Interval[Instant]]:
        """Return the stretches of time in which the clock shows a time that lies in `wall`.

        They come in order, all apart.
        """
        if wall.length <= 4 * DAY:
            return joined(self._instants_nearby(wall))
        # No offset reaches a day. So in the middle part the clock shows only times that lie in
        # `wall`, even if it is set there.
        stretches = [
            *self._instants_nearby(Interval(wall.start, WallTime(wall.start + 2 * DAY))),
            Interval(Instant(wall.start + DAY), Instant(wall.end - DAY)),
            *self._instants_nearby(Interval(WallTime(wall.end - 2 * DAY), wall.end)),
        ]
        return joined(sorted(stretches))

    def edges(
        self,
        wall_edges: list[WallTime],
        bounds: Interval[Instant],
        readings: Interval[WallTime],
    ) -> list[Instant]:
        """Return the instants at which something opens and closes, in turn.

        `wall_edges` are the times on the wall clock at which it does, in turn. The clock shows
        `readings` during `bounds`. An edge outside `bounds` may be wrong, and nobody reads it.
        """
        if readings.length == bounds.length:
            # The clock is not set meanwhile.
            offset = readings.start - bounds.start
            return cast("list[Instant]", [edge - offset for edge in wall_edges])
        walls = map(Interval, wall_edges[::2], wall_edges[1::2])
        # If the clock is set back, the times of that hour come twice, and out of order.
        stretches = sorted(each for wall in walls for each in self.instants(wall))
        return edges_of(joined(stretches))

    def day(self, midnight: WallTime) -> list[Interval[Instant]]:
        """Return the stretches of time in which the clock shows the day that starts at `midnight`.

        Most days are one stretch. A day is two if the clock is set back over its midnight, and none
        if the clock skips it.
        """
        return self.instants(whole_day(midnight))

    def first_instant(self, midnight: WallTime) -> Instant:
        """Return the first instant of a date, or of what comes after it if the zone skips it."""
        return self.instants(Interval(midnight, WallTime(midnight + 2 * DAY)))[0].start

    def _bound(self, when: datetime) -> Moment:
        """Return the moment of `when`, which starts or ends a range."""
        moment = moment_of(when)
        if self.supported_moments.start <= moment <= self.supported_moments.end:
            return moment
        raise self.years.error(when)

    def _instants_nearby(self, wall: Interval[WallTime]) -> Iterator[Interval[Instant]]:
        """Yield when the clock shows `wall`, for each offset that holds within a day of it."""
        for span, offset in self._pieces(wall.start - DAY, wall.end + DAY):
            shown = Interval(Instant(wall.start - offset), Instant(wall.end - offset))
            yield from within([shown], span)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[Interval[Instant], int]]:
        """Yield the stretches of the whole cells from `start` to `end`, each with its offset."""
        first, last = start // _CELL, -(-end // _CELL)
        since = Instant(first * _CELL)
        for cell in range(first, last):
            offset = self._offset_of(cell)
            if self._offset_of(cell + 1) != offset:
                change = self._change(cell)
                yield Interval(since, change), offset
                since = change
        yield Interval(since, Instant(last * _CELL)), self._offset_of(last)

    def _look_up(self, cell: int) -> int:
        """Return the offset from UTC with which a cell begins."""
        return _offset_at(cell * _CELL, self.zone)

    def _find_change(self, cell: int) -> Instant:
        """Return the first instant with the offset of the next cell, which has another offset."""
        offset = self._offset_of(cell + 1)
        seconds = range(cell * _CELL, (cell + 1) * _CELL)
        place = bisect_left(seconds, x=True, key=lambda each: _offset_at(each, self.zone) == offset)
        return Instant(seconds.start + place)


def _offset_at(second: int, zone: tzinfo) -> int:
    """Return the offset from UTC at an instant, in seconds."""
    offset = cast("timedelta", datetime.fromtimestamp(second, zone).utcoffset())
    return offset.days * DAY + offset.seconds


BOGOTA_NAME = "America/Bogota"
"""The name of the zone of the Bogotá Chamber of Commerce."""


# Summer time of 1992-93 distinguishes Bogotá from its neighbours, and January and July from places
# with summer time. Older data say otherwise about February and March of 1993.
KNOWN_OFFSETS = {
    datetime(1984, 1, 15, tzinfo=UTC): -5,
    datetime(1984, 7, 15, tzinfo=UTC): -5,
    datetime(1992, 1, 15, tzinfo=UTC): -5,
    datetime(1992, 7, 15, tzinfo=UTC): -4,
    datetime(1993, 1, 15, tzinfo=UTC): -4,
    datetime(1993, 7, 15, tzinfo=UTC): -5,
    datetime(2026, 1, 15, tzinfo=UTC): -5,
    datetime(2026, 7, 15, tzinfo=UTC): -5,
}
"""Offsets of Bogotá that are certain: by the instant, the hours from UTC."""


def zone_named(name: str) -> ZoneInfo:
    """Return the time zone with this IANA name.

    Raises:
        ZoneDataError: Python has no data of the zone, can't read them, or has wrong ones of Bogotá.
    """
    zone = _read(ZoneInfo, name)
    if name == BOGOTA_NAME:
        _require_bogota(zone)
    return zone


def differs_from_package(name: str) -> bool:
    """Return whether the data of a zone are other than those of the package tzdata.

    It compares two times of each supported year: in the middle of January and of July.

    Raises:
        ZoneDataError: there are no data of the zone, or they are wrong.
    """
    used, packaged = zone_named(name), _read(_from_package, name)
    samples = (
        datetime(year, month, 15, tzinfo=UTC)
        for year in range(EVERY_YEAR.first, EVERY_YEAR.last + 1)
        for month in (1, 7)
    )
    return any(
        each.astimezone(used).isoformat() != each.astimezone(packaged).isoformat()
        for each in samples
    )


def read_tzdata(name: str) -> str:
    """Return a text of the package tzdata, such as its list of zones.

    Raises:
        ZoneDataError: the package is missing, or lacks the text.
    """
    try:
        return files("tzdata").joinpath(name).read_text("utf-8")
    except (ImportError, OSError) as error:
        raise ZoneDataError(problem=phrases.NO_PACKAGED_DATA.fill(name=repr(name))) from error


def _from_package(name: str) -> ZoneInfo:
    """Return a time zone from the package tzdata, which Python may not use."""
    with files("tzdata.zoneinfo").joinpath(name).open("rb") as data:
        return ZoneInfo.from_file(data)


def _read(source: Callable[[str], ZoneInfo], name: str) -> ZoneInfo:
    """Return what a source of zones has under a name. Raises `ZoneDataError`."""
    try:
        return source(name)
    except (ZoneInfoNotFoundError, ImportError, OSError) as error:
        problem = phrases.NO_PACKAGED_DATA if source is _from_package else phrases.NO_ZONE_DATA
        raise ZoneDataError(problem=problem.fill(name=repr(name))) from error
    except Exception as error:
        # A broken file fails in many ways: `struct.error`, `IndexError`, `ValueError`.
        raise ZoneDataError(problem=phrases.BROKEN_ZONE_DATA.fill(name=repr(name))) from error


@cache
def _require_bogota(zone: ZoneInfo) -> None:
    """Raise a `ZoneDataError` if a zone can't be Bogotá's."""
    for when, hours in KNOWN_OFFSETS.items():
        if when.astimezone(zone).utcoffset() != timedelta(hours=hours):
            raise ZoneDataError(
                problem=phrases.OTHER_ZONE_DATA.fill(
                    name=repr(zone.key),
                    found=when.astimezone(zone).isoformat(),
                    right=when.astimezone(timezone(timedelta(hours=hours))).isoformat(),
                )
            )
