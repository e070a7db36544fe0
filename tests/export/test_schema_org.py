"""Linked data, read back by a small reader that follows the text of schema.org."""

from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given

from ccb_support import Directory, Router
from ccb_support.export import to_schema_org
from tests.builders import at, channel, closure, directory, season, special_day
from tests.export.disagreements import (
    CLOCKS_SET,
    DAY,
    DECEMBER,
    EVE,
    EXAMPLES,
    IN_NEW_YORK,
    MINUTE,
    SHIPPED,
    Item,
    LinkedDataReader,
    desk,
    disagreements,
    local_time,
    ranges,
    routers,
)


def contact_points(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    assert document["@context"] == "https://schema.org"
    return {point["identifier"]: point for point in document["@graph"]}


def hours_of(
    written: Directory, start: datetime, end: datetime, language: str = "es"
) -> list[dict[str, Any]]:
    """Return the items of the first channel of a directory."""
    (point, *_) = to_schema_org(written, start, end, language=language)["@graph"]
    return list(point["hoursAvailable"])


class TestSchemaOrg:
    """Linked data says what the router says, whether special items replace others or add to them."""

    @pytest.mark.parametrize("replaces", [True, False])
    @EXAMPLES
    @example(router=SHIPPED, bounds=(at("2026-07-01"), at("2027-07-01")))
    @example(router=IN_NEW_YORK, bounds=CLOCKS_SET[0])
    @example(router=IN_NEW_YORK, bounds=CLOCKS_SET[1])
    @example(router=IN_NEW_YORK, bounds=CLOCKS_SET[2])
    @given(router=routers(), bounds=ranges())
    def test_any_directory(
        self, router: Router, bounds: tuple[datetime, datetime], *, replaces: bool
    ) -> None:
        for channel_id, point in contact_points(to_schema_org(router, *bounds)).items():
            reader = LinkedDataReader(point["hoursAvailable"], special_replaces=replaces)
            assert disagreements(router, channel_id, bounds, reader.changes(), reader.is_open) == []

    @EXAMPLES
    @given(router=routers(), bounds=ranges())
    def test_each_day_of_the_range_is_spoken_of_and_no_two_items_disagree(
        self, router: Router, bounds: tuple[datetime, datetime]
    ) -> None:
        for point in contact_points(to_schema_org(router, *bounds)).values():
            valid = sorted(
                {(item.first, item.last) for item in map(Item.of, point["hoursAvailable"])}
            )
            assert valid[0][0] <= local_time(bounds[0], router).date()
            assert valid[-1][1] >= local_time(bounds[1] - MINUTE, router).date()
            assert all(before[1] + DAY == after[0] for before, after in pairwise(valid))

    def test_a_channel(self) -> None:
        written = directory(
            desk(),
            special_days=[special_day("2026-12-24", "07:00-12:00", name=EVE)],
            closures=[closure("2026-12-29 10:00", "2026-12-29 11:00")],
        )
        document = to_schema_org(written, at("2026-12-24"), at("2026-12-31"), language="en")
        (point,) = document["@graph"]
        hours = point.pop("hoursAvailable")
        assert point == {
            "@type": "ContactPoint",
            "identifier": "desk",
            "name": "desk",
            "contactType": "customer support",
            "description": "For every request: (601) 5550100 extensions 7, 8, desk@example.org, "
            "https://example.org/chat. The hours are in Bogotá time.",
            "telephone": ["+576015550100;ext=7", "+576015550100;ext=8"],
            "email": "desk@example.org",
            "url": "https://example.org/chat",
        }
        assert [
            (
                len(each.get("dayOfWeek", [])), each.get("opens"), each.get("closes"),
                each["validFrom"][-2:], each["validThrough"][-2:],
            )
            for each in hours
        ] == [
            (0, "07:00:00", "12:00:00", "24", "24"),
            (0, None, None, "25", "25"),
            (5, "07:00:00", "17:00:00", "26", "28"),
            (0, "07:00:00", "10:00:00", "29", "29"),
            (0, "11:00:00", "17:00:00", "29", "29"),
            (5, "07:00:00", "17:00:00", "30", "30"),
        ]  # fmt: skip

    def test_a_season_has_its_weekly_hours(self) -> None:
        year_end = season("12-15/01-15", "Mo-Fr 08:00-12:00")
        written = directory(desk(), seasons=[year_end])
        hours = hours_of(written, at("2026-12-12"), at("2026-12-25"), "en")
        assert [
            (
                len(each.get("dayOfWeek", [])), each.get("closes"),
                each["validFrom"][-2:], each["validThrough"][-2:],
            )
            for each in hours
        ] == [
            (5, "17:00:00", "12", "14"),
            (5, "12:00:00", "15", "24"),
        ]  # fmt: skip

    def test_a_week_of_the_month_is_a_date(self) -> None:
        written = directory(desk("Mo-Fr 07:00-17:00; Sa[1,3] 08:00-12:00"))
        hours = hours_of(written, at("2026-11-09"), at("2026-11-29"))
        saturdays = [each for each in hours if each.get("closes") == "12:00:00"]
        assert [(each["validFrom"], each["validThrough"]) for each in saturdays] == [
            ("2026-11-21", "2026-11-21")
        ]

    def test_a_whole_day_is_two_halves(self) -> None:
        hours = hours_of(directory(channel("desk")), *DECEMBER)
        assert [(each["opens"], each["closes"]) for each in hours] == [
            ("00:00:00", "12:00:00"),
            ("12:00:00", "00:00:00"),
        ]

    @pytest.mark.parametrize(("language", "start"), [("es", "Para ninguna "), ("en", "For no ")])
    def test_a_channel_that_serves_nothing(self, language: str, start: str) -> None:
        idle = directory(channel(request_types=[]))
        (point,) = to_schema_org(idle, *DECEMBER, language=language)["@graph"]
        assert point["description"].startswith(start)
