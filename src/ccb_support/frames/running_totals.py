"""The running total of a channel's open time, looked up for each instant of a column.

The total grows as fast as time while the channel is open, and not at all while it is closed. So on
each piece of time, it is a constant plus a rate times the instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from ccb_support.clock.instants import MICROSECONDS

from .answer_table import EARLIEST, MISSING, seconds_of
from .lookup import PlaceLookup

if TYPE_CHECKING:
    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval
    from ccb_support.schedule.channel_states import ChannelHours

    from .engines.protocol import Engine
    from .request_columns import Instants, Moments


class RunningTotals:
    """The running total of a channel's open time, over some pages of time."""

    def __init__(
        self, hours: ChannelHours, supported: Interval[Instant], pages: range, engine: Engine
    ) -> None:
        self.pages = pages
        # From each second to the next, the total is a constant plus a rate times the microseconds
        # since 1970.
        seconds, constants, rates, total = [EARLIEST], [0], [0], 0
        for run in hours.open_runs(seconds_of(pages).clipped(supported)):
            seconds += run
            constants += [
                total - run.start * MICROSECONDS,
                total + (run.end - run.start) * MICROSECONDS,
            ]
            rates += [1, 0]
            total = constants[-1]
        self._lookup = lookup = PlaceLookup([[*seconds, MISSING]], pages, engine)
        self._constants = lookup.series([*constants, 0], nw.Int64())
        self._rates = lookup.series([*rates, 0], nw.Int64())

    def at(self, instants: Instants, moments: Moments) -> nw.Series[Any]:
        """Return the total at each instant of a column; any number if the instant is not known."""
        places = self._lookup.places(self._lookup.begin(0), instants)
        rates = self._lookup.look_up(self._rates, places)
        return self._lookup.look_up(self._constants, places) + rates * moments.counts
