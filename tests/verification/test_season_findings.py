"""What `verify` finds about seasons: channels that they cut by mistake, and years that are over."""

from __future__ import annotations

import pytest

from ccb_support import Channel, Directory, FindingCode, Season, Severity
from tests.builders import OFFICE, channel, directory, season
from tests.verification.proof import codes, prove, the_only

DESK, MAIL = channel("desk", OFFICE), channel("mail", OFFICE)
LINE = channel("line")
MORNINGS = "Mo-Fr 08:00-12:00"


def desk_with(entry: Season, *channels: Channel) -> Directory:
    return directory(*channels, seasons=[entry])


class TestSeasonCutsAlwaysOpen:
    """A season for all channels that has a channel beside them that is always open is a warning."""

    @pytest.mark.parametrize("hours", [MORNINGS, ""], ids=["mornings", "closed"])
    def test_it_names_the_channels_and_those_that_are_left(self, hours: str) -> None:
        report = prove(desk_with(season("11-20/12-20", hours), DESK, LINE, MAIL))
        finding = the_only(report, FindingCode.SEASON_CUTS_ALWAYS_OPEN)
        assert (finding.severity, finding.path) == (Severity.WARNING, "seasons[0]")
        assert finding.channels == ("line",)
        assert finding.cause
        assert finding.cause.kind == "season"
        assert finding.replacement == 'channels = ["desk", "mail"]'

    def test_what_it_says_to_write_has_no_such_finding(self) -> None:
        chosen = season("11-20/12-20", MORNINGS, channels=["desk", "mail"])
        report = prove(desk_with(chosen, DESK, LINE, MAIL))
        assert FindingCode.SEASON_CUTS_ALWAYS_OPEN not in codes(report)

    @pytest.mark.parametrize(
        ("entry", "channels"),
        [
            (season("11-20/12-20", "always"), (DESK, LINE)),
            (season("11-20/12-20", MORNINGS), (DESK, MAIL)),
            (season("11-20/12-20", MORNINGS), (LINE,)),
            (season("11-20/12-20", MORNINGS, channels=["line"]), (DESK, LINE)),
        ],
        ids=["it opens", "none is always open", "all are", "it names the line"],
    )
    def test_near_misses(self, entry: Season, channels: tuple[Channel, ...]) -> None:
        report = prove(desk_with(entry, *channels))
        assert FindingCode.SEASON_CUTS_ALWAYS_OPEN not in codes(report)


class TestSeasonsBeforeAsOf:
    """A season that was over when the directory was compared has a wrong year, probably."""

    def test_it_is_a_warning(self) -> None:
        report = prove(desk_with(season("2025-12-15/2026-01-15", MORNINGS), DESK))
        finding = the_only(report, FindingCode.EXCEPTION_BEFORE_AS_OF)
        assert (finding.severity, finding.path) == (Severity.WARNING, "seasons[0]")

    @pytest.mark.parametrize("days", ["12-15/01-15", "01-01/01-15", "2026-11-01/2026-11-24"])
    def test_near_misses(self, days: str) -> None:
        report = prove(desk_with(season(days, MORNINGS), DESK))
        assert FindingCode.EXCEPTION_BEFORE_AS_OF not in codes(report)
