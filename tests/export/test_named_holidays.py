"""Exports of directories that name their holidays: `PH` where the reader knows them, else dates."""

import pytest
from opening_hours import OpeningHours

from ccb_support import Router
from ccb_support.errors import NotExpressibleError
from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org
from tests.builders import OFFICE, at, channel, directory, holiday

pytest.importorskip("holidays", reason="holidays caps python-dateutil below 3")


def desk(choice: object, zone: str, hours: str = OFFICE) -> Router:
    """Return a router over a desk that is closed on holidays."""
    observing = channel("desk", hours, holidays="closed")
    return Router(directory(observing, time_zone=zone, holiday_calendar=choice))


MEXICO = "America/Mexico_City"
SEPTEMBER = at("2026-09-14 00:00", MEXICO), at("2026-09-19 00:00", MEXICO)
"""A week with Independence Day, a Wednesday."""


class TestPublicHolidays:
    """A string without a range says `PH` only if all of the zone's country has these holidays."""

    @pytest.mark.parametrize(
        ("choice", "zone"),
        [
            ("MX", MEXICO),
            ("MX", "America/Tijuana"),
            ("MX", "Mexico/General"),
            ("PE", "America/Lima"),
            ("CO", "America/Bogota"),
            (None, "America/Bogota"),
        ],
    )
    def test_of_the_country(self, choice: object, zone: str) -> None:
        assert to_opening_hours(desk(choice, zone)) == {"desk": "Mo-Fr 07:00-17:00; PH off"}

    @pytest.mark.parametrize(
        ("choice", "zone"),
        [
            pytest.param("US-NY", "America/New_York", id="a part of the country"),
            pytest.param("US", "America/New_York", id="a country whose parts have other holidays"),
            pytest.param("MX", "America/New_York", id="another country"),
            pytest.param("CO", MEXICO, id="Colombia elsewhere"),
            pytest.param("MX", "Etc/GMT+6", id="a zone of which the country is not known"),
            pytest.param([holiday("12-25")], MEXICO, id="a list"),
        ],
    )
    def test_near_miss_other_holidays_are_refused_without_a_range(
        self, choice: object, zone: str
    ) -> None:
        router = desk(choice, zone)
        with pytest.raises(NotExpressibleError, match="which may be other days"):
            to_opening_hours(router)
        assert "PH" not in to_opening_hours(router, *SEPTEMBER)["desk"]

    def test_a_directory_without_holidays_has_no_dates(self) -> None:
        written = to_opening_hours(desk([], MEXICO), *SEPTEMBER)["desk"]
        assert OpeningHours(written).is_open(at("2026-09-16 12:00", MEXICO).replace(tzinfo=None))


@pytest.mark.parametrize("choice", ["MX", [holiday("09-16")]], ids=["a code", "a list"])
def test_with_a_range_holidays_are_dates(choice: object) -> None:
    """With a range, the holidays are dates, in every format."""
    router = desk(choice, MEXICO)
    assert "2026 Sep 16 off" in to_opening_hours(router, *SEPTEMBER)["desk"]
    hours = to_schema_org(router, *SEPTEMBER)["@graph"][0]["hoursAvailable"]
    (closed,) = (each for each in hours if "opens" not in each)
    assert (closed["validFrom"], closed["validThrough"]) == ("2026-09-16", "2026-09-16")
    calendar = to_icalendar(router, *SEPTEMBER, dtstamp=SEPTEMBER[0]).decode()
    assert calendar.count("BEGIN:VEVENT") == 4
