"""How a directory's file names its holidays, and what the errors say."""

from __future__ import annotations

from datetime import date

import pytest

from ccb_support import Directory, LocalizedText, YearlyDate
from ccb_support.model.text import country_of
from tests.builders import channel, directory
from tests.model.small_directory import SMALL, faults, missing, season

NEW_YORK = SMALL.replace("America/Bogota", "America/New_York")


def naming(choice: str, text: str = SMALL) -> str:
    """Return the small directory with a line for its calendar, at the top."""
    return f"holiday_calendar = {choice}\n{text}"


LIST = """
[[holiday_calendar]]
date = 2026-11-26
name = { es = "Acción de gracias", en = "Thanksgiving" }

[[holiday_calendar]]
date = "12-25"
name = { es = "Navidad", en = "Christmas" }
"""


class TestReading:
    """A directory names a code, lists dates, or leaves its calendar out."""

    @pytest.mark.parametrize("code", ["CO", "MX", "US-NY", "CH-ZH", "NZ-South Canterbury", "ES-M"])
    def test_of_a_code(self, code: str) -> None:
        assert Directory.from_toml(naming(f'"{code}"')).holiday_calendar == code

    def test_of_a_list(self) -> None:
        listed = Directory.from_toml(SMALL + LIST).holiday_calendar
        assert isinstance(listed, tuple)
        assert [each.date for each in listed] == [date(2026, 11, 26), YearlyDate(12, 25)]
        assert listed[1].name == LocalizedText(es="Navidad", en="Christmas")

    def test_of_no_holidays(self) -> None:
        assert Directory.from_toml(naming("[]", NEW_YORK)).holiday_calendar == ()

    def test_without_one(self) -> None:
        assert Directory.from_toml(SMALL).holiday_calendar is None

    @pytest.mark.parametrize("text", [SMALL, naming('"US-NY"'), SMALL + LIST])
    def test_it_goes_to_json_and_back(self, text: str) -> None:
        read = Directory.from_toml(text)
        assert Directory.model_validate_json(read.model_dump_json()) == read

    @pytest.mark.parametrize("code", ["co", "US_NY", "US-", "COL", "Colombia", ""])
    def test_near_miss_what_has_not_the_form_of_a_code(self, code: str) -> None:
        message = faults(naming(f'"{code}"'))["holiday_calendar"]
        assert (
            'must be the code of a country or of a part of it, such as "CO" or "US-NY"' in message
        )

    @pytest.mark.parametrize("value", ["5", "2026-12-25", "{ date = 2026-12-25 }"])
    def test_near_miss_what_is_neither_code_nor_list(self, value: str) -> None:
        message = faults(naming(value))["holiday_calendar"]
        assert "or a list of dates and names under [[holiday_calendar]]" in message

    def test_each_fault_of_a_list_has_its_place(self) -> None:
        text = SMALL + LIST.replace('"12-25"', '"12-32"').replace("date = 2026", "day = 2026")
        assert faults(text) == {
            "holiday_calendar[0].date": missing("date"),
            "holiday_calendar[0].day": "unknown key: remove it, or use one of date",
            "holiday_calendar[1].date": (
                "must be a day of every year, such as \"12-24\" (got '12-32')"
            ),
        }


HOURS = '[{ days = ["monday"], opens = "07:00", closes = "17:00" }]'
WITHOUT_HOURS = NEW_YORK.replace(HOURS, "[]")


class TestOtherPlaces:
    """Outside Bogotá, a directory whose channels depend on holidays says which they are."""

    @pytest.mark.parametrize(
        ("zone", "line"),
        [
            ("America/New_York", 'holiday_calendar = "US"'),
            ("America/Mexico_City", 'holiday_calendar = "MX"'),
            ("UTC", 'holiday_calendar = "MX"'),
        ],
    )
    def test_without_a_calendar_it_is_refused_with_the_line_to_add(
        self, zone: str, line: str
    ) -> None:
        text = SMALL.replace("America/Bogota", zone)
        found = faults(text)
        assert [*found] == ["holiday_calendar"]
        assert "the hours of channels[0] depend on holidays" in found["holiday_calendar"]
        assert f"add {line} " in found["holiday_calendar"]
        assert Directory.from_toml(f"{line}\n{text}").time_zone == zone

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(
                NEW_YORK.replace('"closed"', '[{ opens = "08:00", closes = "12:00" }]'),
                id="hours on holidays",
            ),
            pytest.param(WITHOUT_HOURS + season(), id="hours in a season"),
            pytest.param(WITHOUT_HOURS + season(channels='["desk"]'), id="in its own season"),
            pytest.param(WITHOUT_HOURS + season(hours='"always"'), id="in a season without end"),
        ],
    )
    def test_hours_of_holidays_and_seasons_count(self, text: str) -> None:
        assert [*faults(text)] == ["holiday_calendar"]
        assert Directory.from_toml(naming('"US"', text)).depends_on_holidays

    def test_a_season_that_is_closed_needs_none_also_beside_another_fault(self) -> None:
        text = WITHOUT_HOURS.replace('id = "desk"', 'id = "Desk"') + season(hours='"closed"')
        assert [*faults(text)] == ["channels[0].id"]

    def test_it_is_one_of_all_faults(self) -> None:
        found = faults(NEW_YORK.replace('id = "desk"', 'id = "Desk"'))
        assert {*found} == {"channels[0].id", "holiday_calendar"}

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(NEW_YORK.replace('"closed"', '"open"'), id="no channel is closed"),
            pytest.param(WITHOUT_HOURS, id="the channel has no hours"),
            pytest.param(WITHOUT_HOURS + season(hours='"closed"'), id="the season has none either"),
            pytest.param(
                WITHOUT_HOURS + season(channels='["chat"]'), id="another channel's season"
            ),
            pytest.param(
                WITHOUT_HOURS.replace('"chat"', '"all"', 1) + season(channels='["all"]'),
                id="the season of a channel that is called all",
            ),
            pytest.param(
                NEW_YORK.replace('"closed"', "[]").replace(HOURS, "[]"), id="no hours at all"
            ),
            pytest.param(naming('"US"', NEW_YORK), id="a code"),
            pytest.param(naming("[]", NEW_YORK), id="no holidays"),
            pytest.param(NEW_YORK + LIST, id="a list"),
        ],
    )
    def test_near_miss_it_need_not(self, text: str) -> None:
        assert Directory.from_toml(text).time_zone == "America/New_York"

    def test_near_miss_a_zone_that_is_wrong_is_the_only_fault(self) -> None:
        assert [*faults(SMALL.replace("America/Bogota", "Bogota/Colombia"))] == ["time_zone"]

    def test_near_miss_a_channel_object_without_hours(self) -> None:
        desk = directory(channel(hours="", holidays="closed"), time_zone="America/New_York")
        unnamed = Directory.model_validate({**dict(desk), "holiday_calendar": None})
        assert unnamed.holiday_calendar is None


@pytest.mark.parametrize(
    ("zone", "country"),
    [("America/Bogota", "CO"), ("Asia/Tokyo", "JP"), ("UTC", None), ("US/Eastern", None)],
)
def test_a_zone_belongs_to_a_country(zone: str, country: str | None) -> None:
    assert country_of(zone) == country
