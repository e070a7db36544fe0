"""What `verify` finds about hours: 5 p.m. that is written as 05:00."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import Directory, EscalationLevel, FindingCode, OpeningSpan, Severity
from tests.builders import (
    OFFICE,
    changed,
    channel,
    directory,
    mail,
    season,
    special_day,
    weekly_hours,
)
from tests.verification.proof import codes, findings, prove, the_only


def level(hours: str) -> EscalationLevel:
    return EscalationLevel.model_validate(
        {"level": 1, "name": "Jefe", "hours": weekly_hours(hours), "contacts": [mail()]}
    )


class TestLongSpan:
    """A span from the morning to after midnight, by 6 a.m., is a warning."""

    @pytest.mark.parametrize(
        ("desk", "path"),
        [
            (directory(channel(hours="Mo-Fr 07:00-05:00")), "channels[0].hours[0].closes"),
            (
                directory(channel(hours="Sa 08:00-12:00; Mo-Fr 07:00-05:00")),
                "channels[0].hours[1].closes",
            ),
            (
                directory(channel(), special_days=[special_day("2026-11-24", "07:00-05:00")]),
                "special_days[0].hours[0].closes",
            ),
            (
                changed(directory(channel()), escalation=(level("Mo-Fr 07:00-05:00"),)),
                "escalation[0].hours[0].closes",
            ),
            (
                directory(channel(), seasons=[season("11-20/12-20", "Mo-Fr 07:00-05:00")]),
                "seasons[0].hours[0].closes",
            ),
            (
                directory(channel(hours=OFFICE, holidays="07:00-05:00")),
                "channels[0].holidays[0].closes",
            ),
        ],
        ids=["a week", "the second span", "a special day", "a level", "a season", "holidays"],
    )
    def test_in_each_set_of_hours(self, desk: Directory, path: str) -> None:
        finding = the_only(prove(desk), FindingCode.LONG_SPAN)
        assert (finding.severity, finding.path) == (Severity.WARNING, path)
        assert finding.replacement == 'closes = "17:00"'
        assert finding.span == OpeningSpan(opens="07:00", closes="05:00")

    @pytest.mark.parametrize(
        ("span", "closes"),
        [
            ("04:00-03:59", "15:59"),
            ("11:59-00:01", "12:01"),
            ("11:59-06:00", "18:00"),
            ("08:00-00:30", "12:30"),
        ],
    )
    def test_its_bounds(self, span: str, closes: str) -> None:
        finding = the_only(prove(directory(channel(hours=f"Mo {span}"))), FindingCode.LONG_SPAN)
        assert finding.replacement == f'closes = "{closes}"'

    @pytest.mark.parametrize(
        "span",
        [
            "12:00-06:00",
            "03:59-03:00",
            "07:00-06:01",
            "07:00-24:00",
            "07:00-00:00",
            "05:00-06:00",
            "18:00-06:00",
            "00:00-24:00",
        ],
    )
    def test_near_misses(self, span: str) -> None:
        desk = directory(channel(hours=f"Mo {span}"), channel("rest"))
        assert FindingCode.LONG_SPAN not in codes(prove(desk))

    @given(st.integers(0, 1439), st.integers(1, 1439))
    def test_at_every_minute(self, opens: int, length: int) -> None:
        start, end = (
            f"{minute // 60:02}:{minute % 60:02}" for minute in (opens, (opens + length) % 1440)
        )
        report = prove(directory(channel(hours=f"Mo {start}-{end}")))
        is_long = 240 <= opens < 720 and 1440 < opens + length <= 1800
        assert len(findings(report, FindingCode.LONG_SPAN)) == is_long
