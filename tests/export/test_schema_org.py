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


def rows_of(point: dict[str, Any]) -> list[tuple[object, ...]]:
    """Return the items of a contact point: how many days of the week, the hours, and the dates."""
    return [
        (
            len(each.get("dayOfWeek", [])), each.get("opens"), each.get("closes"),
            each["validFrom"], each["validThrough"],
        )
        for each in point["hoursAvailable"]
    ]  # fmt: skip


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
    @example(router=SHIPPED, bounds=(at("2026-07-01"), at("2027-07-01")))
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
        assert {**point, "hoursAvailable": rows_of(point)} == {
            "@type": "ContactPoint",
            "identifier": "desk",
            "name": "desk",
            "contactType": "customer support",
            "description": "For every request: (601) 5550100 extensions 7, 8, desk@example.org, "
            "https://example.org/chat. The hours are in Bogotá time.",
            "telephone": ["+576015550100;ext=7", "+576015550100;ext=8"],
            "email": ["desk@example.org"],
            "url": ["https://example.org/chat"],
            "hoursAvailable": [
                (0, "07:00:00", "12:00:00", "2026-12-24", "2026-12-24"),
                (0, None, None, "2026-12-25", "2026-12-25"),
                (5, "07:00:00", "17:00:00", "2026-12-26", "2026-12-28"),
                (0, "07:00:00", "10:00:00", "2026-12-29", "2026-12-29"),
                (0, "11:00:00", "17:00:00", "2026-12-29", "2026-12-29"),
                (5, "07:00:00", "17:00:00", "2026-12-30", "2026-12-30"),
            ],
        }

    @pytest.mark.parametrize(
        ("written", "bounds", "rows"),
        [
            (
                directory(desk(), seasons=[season("12-15/01-15", "Mo-Fr 08:00-12:00")]),
                (at("2026-12-12"), at("2026-12-25")),
                [
                    (5, "07:00:00", "17:00:00", "2026-12-12", "2026-12-14"),
                    (5, "08:00:00", "12:00:00", "2026-12-15", "2026-12-24"),
                ],
            ),
            (
                directory(desk("Mo-Fr 07:00-17:00; Sa[1,3] 08:00-12:00")),
                (at("2026-11-09"), at("2026-11-29")),
                [
                    (5, "07:00:00", "17:00:00", "2026-11-09", "2026-11-15"),
                    (0, None, None, "2026-11-16", "2026-11-16"),
                    (5, "07:00:00", "17:00:00", "2026-11-17", "2026-11-20"),
                    (0, "08:00:00", "12:00:00", "2026-11-21", "2026-11-21"),
                    (5, "07:00:00", "17:00:00", "2026-11-22", "2026-11-28"),
                ],
            ),
            (
                directory(channel("desk")),
                DECEMBER,
                [
                    (7, "00:00:00", "12:00:00", "2026-12-01", "2026-12-31"),
                    (7, "12:00:00", "00:00:00", "2026-12-01", "2026-12-31"),
                ],
            ),
        ],
        ids=["a season has its weekly hours", "a week of the month is a date", "a whole day is two halves"],
    )  # fmt: skip
    def test_the_hours(
        self,
        written: Directory,
        bounds: tuple[datetime, datetime],
        rows: list[tuple[object, ...]],
    ) -> None:
        (point,) = to_schema_org(written, *bounds)["@graph"]
        assert rows_of(point) == rows

    @pytest.mark.parametrize(("language", "start"), [("es", "Para ninguna "), ("en", "For no ")])
    def test_a_channel_that_serves_nothing(self, language: str, start: str) -> None:
        idle = directory(channel(request_types=[]))
        (point,) = to_schema_org(idle, *DECEMBER, language=language)["@graph"]
        assert point["description"].startswith(start)
