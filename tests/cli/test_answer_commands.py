"""`ccb-support recommend`, `channels`, `timeline` and `week`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ccb_support import ChannelStatus, Recommendation, recommend, timeline
from ccb_support.week import WeekView, week
from tests.builders import at
from tests.cli.calls import DAY, PQRS_TOML, SHIPPED, TUESDAY, Result, Run

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class TestRecommend:
    """`recommend` says whom to contact, and why."""

    def test_it_says_the_contact_and_explains(self, run: Run) -> None:
        explained = recommend("complaint", 3, TUESDAY).explain("es", at=TUESDAY)
        assert run("recommend", "queja", "P3") == Result(
            0, f"(601) 7442727 opción 3  tel:+576017442727\n{explained}\n", ""
        )

    def test_it_speaks_english(self, run: Run) -> None:
        out = run("recommend", "queja", "3", "--lang", "en").out
        answer = recommend("complaint", 3, TUESDAY)
        assert out.splitlines() == [
            "(601) 7442727 option 3  tel:+576017442727",
            answer.explain("en", at=TUESDAY),
        ]

    def test_it_prints_json(self, run: Run) -> None:
        out = run("recommend", "queja", "3", "--json").out
        assert Recommendation.model_validate_json(out) == recommend("complaint", 3, TUESDAY)
        assert out.count("\n") == 1

    @pytest.mark.parametrize(
        ("when", "channel"),
        [
            ("2026-11-24T16:59", "pqrs"),
            ("2026-11-24T17:00", "national_line"),
            ("2026-11-24 17:00", "national_line"),
            ("2026-11-24T16:59:59.999999-05:00", "pqrs"),
            ("2026-11-24T21:59Z", "pqrs"),
            ("2026-11-24T22:00+00:00", "national_line"),
            ("2026-11-24", "national_line"),
            ("1992-06-01T07:00", "national_line"),  # a holiday
            ("1992-06-02T07:00", "pqrs"),
            ("1992-06-02T11:00Z", "pqrs"),  # by summer time
        ],
    )
    def test_a_time_without_an_offset_is_the_wall_time_of_bogota(
        self, run: Run, when: str, channel: str
    ) -> None:
        document = json.loads(run("recommend", "queja", "3", "--json", "--when", when).out)
        assert document["channel"]["id"] == channel

    @pytest.mark.parametrize(
        ("when", "open_now"), [("2026-11-24T07:00", True), ("2026-11-24T07:00-05:00", False)]
    )
    def test_a_time_without_an_offset_is_the_wall_time_of_another_directory(
        self, run: Run, tmp_path: Path, *, when: str, open_now: bool
    ) -> None:
        path = tmp_path / "tokyo.toml"
        path.write_text(
            'holiday_calendar = "CO"\n' + PQRS_TOML.replace("America/Bogota", "Asia/Tokyo"), "utf-8"
        )
        arguments = ["recommend", "queja", "3", "--json", "--directory", str(path), "--when", when]
        assert json.loads(run(*arguments).out)["open_now"] is open_now

    def test_it_takes_preferences_and_channels_that_are_down(self, run: Run) -> None:
        preferring = run("recommend", "incidente", "4", "--prefer", "correo").out
        assert preferring.startswith("soporte.ccb@certicamara.com  mailto:")
        down = ["--unavailable", "national_line", "--unavailable", "email"]
        assert run("recommend", "incidente", "4", *down).out.startswith("http://idealab")

    @pytest.mark.parametrize("end", ["2026-11-24T10:00", "2026-11-24T15:00Z", "2026-11-24 10:00"])
    def test_it_takes_when_a_channel_is_back(self, run: Run, end: str) -> None:
        out = run("recommend", "queja", "3", "--json", "--unavailable", f"pqrs={end}").out
        right = recommend("complaint", 3, TUESDAY, unavailable={"pqrs": at("2026-11-24 10:00")})
        assert Recommendation.model_validate_json(out) == right

    @pytest.mark.parametrize(
        ("end", "channel"), [("1983-01-01", "pqrs"), ("2201-01-01", "national_line")]
    )
    def test_a_channel_may_be_back_outside_the_supported_range(
        self, run: Run, end: str, channel: str
    ) -> None:
        out = run("recommend", "queja", "3", "--json", "--unavailable", f"pqrs={end}").out
        assert json.loads(out)["channel"]["id"] == channel

    def test_if_nobody_can_be_recommended_it_ends_with_1(self, run: Run, pqrs_file: str) -> None:
        result = run("recommend", "incidente", "3", "--directory", pqrs_file)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith("ccb-support: Ningún canal disponible atiende")
        assert result.err.count("\n") == 1

    def test_if_nobody_can_be_recommended_it_lists_whom_to_turn_to(self, run: Run) -> None:
        down = [word for each in SHIPPED.channel_ids for word in ("--unavailable", each)]
        result = run("recommend", "incidente", "3", *down)
        assert result.code == 1
        assert result.out == run("escalation").out
        assert run("recommend", "incidente", "3", "--json", *down)._replace(err="") == (1, "", "")


class TestChannels:
    """`channels` says whether each channel is open, and what changes next."""

    @pytest.mark.parametrize(
        ("language", "when", "line"),
        [
            (
                "es",
                TUESDAY,
                "pqrs abierto cierra 2026-11-24T17:00 línea de PQRS (601) 7442727 opción 3",
            ),
            ("en", TUESDAY, "pqrs open closes 2026-11-24T17:00 PQRS line (601) 7442727 option 3"),
            (
                "en",
                at("2026-07-11 12:00"),
                "pqrs closed opens 2026-07-14T07:00 PQRS line (601) 7442727 option 3 Our Lady of Chiquinquirá (2026-07-13)",
            ),
        ],
        ids=["open, in Spanish", "open, in English", "closed by a holiday"],
    )
    def test_a_line_for_each(self, run: Run, language: str, when: datetime, line: str) -> None:
        result = run("channels", "--lang", language, "--when", when.isoformat())
        lines = [" ".join(each.split()) for each in result.out.splitlines()]
        assert (result.code, result.err, lines[0]) == (0, "", line)
        assert [each.split()[0] for each in lines] == list(SHIPPED.channel_ids)
        assert lines[1].split()[:2] == ["p1_mobile", {"es": "abierto", "en": "open"}[language]]

    def test_json_for_each(self, run: Run) -> None:
        statuses = [
            ChannelStatus.model_validate_json(x) for x in run("channels", "--json").out.splitlines()
        ]
        assert [status.channel.id for status in statuses] == list(SHIPPED.channel_ids)
        assert all(status.open_now for status in statuses)


class TestTimeline:
    """`timeline` lists the answers over a range of time."""

    def test_a_line_for_each_answer(self, run: Run) -> None:
        assert run("timeline", "queja", "3", *DAY).out.splitlines() == [
            "2026-11-23T17:00  2026-11-24T07:00  national_line  fallback    (601) 7457495",
            "2026-11-24T07:00  2026-11-24T17:00  pqrs           dedicated   (601) 7442727 opción 3",
            "2026-11-24T17:00  2026-11-25T07:00  national_line  fallback    (601) 7457495",
        ]

    def test_what_has_no_end_is_shown_by_three_dots(self, run: Run) -> None:
        assert run("timeline", "incidente", "4", *DAY).out.split()[:2] == ["…", "…"]

    def test_json_for_each_answer(self, run: Run) -> None:
        out = run("timeline", "queja", "3", "--json", *DAY).out
        answers = timeline("complaint", 3, at("2026-11-24"), at("2026-11-25"))
        assert [Recommendation.model_validate_json(each) for each in out.splitlines()] == [*answers]

    def test_both_ends_have_to_be_given(self, run: Run) -> None:
        result = run("timeline", "queja", "3", "--from", "2026-11-24")
        assert (result.code, result.out) == (2, "")
        assert "the following arguments are required: --to" in result.err


class TestWeek:
    """`week` shows the week of now, or of an instant: as text, as JSON, or as a picture in a file."""

    def test_it_prints_this_week(self, run: Run) -> None:
        result = run("week", "--lang", "en")
        assert result.code == 0
        assert result.out == f"{week(SHIPPED, TUESDAY).text('en')}\n"

    def test_it_speaks_spanish_by_default(self, run: Run) -> None:
        assert "\nAhora: martes 24 de noviembre de 2026, 09:30\n" in run("week").out

    def test_of_another_instant_and_directory(self, run: Run, pqrs_file: str) -> None:
        result = run("week", "--when", "2026-07-14T10:30", "--directory", pqrs_file)
        assert "Semana del lunes 13 de julio de 2026" in result.out
        assert "Chat" not in result.out

    def test_as_json_it_is_one_document(self, run: Run) -> None:
        view = WeekView.model_validate_json(run("week", "--json").out)
        assert view == week(SHIPPED, TUESDAY)

    def test_the_picture_goes_to_a_file_and_nothing_is_printed(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = tmp_path / "week.svg"
        assert run("week", "--svg", str(path), "--lang", "en") == (0, "", "")
        assert path.read_bytes().decode() == week(SHIPPED, TUESDAY).svg("en")

    def test_a_picture_is_no_json(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "week.svg"
        result = run("week", "--svg", str(path), "--json")
        assert (result.code, result.out) == (2, "")
        assert "Quite una de las dos" in result.err
        assert not path.exists()

    def test_a_file_that_can_not_be_written_is_an_error(self, run: Run, tmp_path: Path) -> None:
        result = run("week", "--svg", str(tmp_path / "no" / "week.svg"))
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("ccb-support: ")
