"""Each row of a table gets what `recommend` says of it, on every engine."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from itertools import product
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import Directory, Router, recommend
from ccb_support.frames import COLUMNS
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import MICROSECOND, Edition
from tests.builders import OFFICE, SHIPPED, USUAL_WORDS, at, changed, channel, directory, phone
from tests.editions import edition
from tests.frames.tables import (
    ENGINES,
    FRIDAY,
    PER_SECOND,
    TEXT,
    Engine,
    Foreign,
    Ticket,
    answers_of,
    arrow,
    ask,
    beside,
    cut,
    expected,
    hourly_desk,
    in_chunks,
    on_every_engine,
    pa,
    pandas_of,
    pd,
    preferences,
    rows_of,
    tickets,
)

AT_FIVE = [Ticket("queja", 3, FRIDAY), Ticket("queja", 3, FRIDAY - MICROSECOND)]
"""As the desk closes, and just before."""


def types_of_polars(kind: Foreign) -> Engine:
    return lambda table: pl.DataFrame(table).cast({"type": kind})


def priorities_of_pandas(table: Foreign) -> Foreign:
    return pandas_of(table).astype({"priority": "category"})


class TestEveryRow:
    """Each row gets what `recommend` says of it, for every engine, unit and type."""

    @on_every_engine
    @given(data=st.data())
    @settings(max_examples=40)
    def test_is_answered_as_recommend_answers(self, engine: Engine, data: st.DataObject) -> None:
        unit = data.draw(st.sampled_from([*PER_SECOND]))
        zone = data.draw(st.sampled_from(["UTC", "America/Bogota", "Pacific/Apia"]))
        text = data.draw(st.sampled_from([*TEXT.values()]))
        drawn = data.draw(tickets(SHIPPED))
        before = engine(arrow(drawn, unit, zone, text))
        routed = ask(before)
        assert type(routed) is type(before)
        written = [
            {**old, **expected(cut(each, unit))}
            for old, each in zip(rows_of(before), drawn, strict=True)
        ]
        assert rows_of(routed) == written

    @pytest.mark.parametrize("unit", PER_SECOND)
    @on_every_engine
    def test_may_be_at_an_instant_at_which_an_answer_changes(
        self, engine: Engine, unit: str
    ) -> None:
        drawn = beside([FRIDAY, FRIDAY.replace(day=14, hour=7), *Edition(SHIPPED).supported])
        answers = [expected(cut(each, unit)) for each in drawn]
        assert answers_of(ask(engine(arrow(drawn, unit)))) == answers

    @pytest.mark.parametrize("engine", [pl.DataFrame, pandas_of, in_chunks])
    @given(data=st.data())
    @settings(max_examples=40)
    def test_is_answered_over_any_directory(self, engine: Engine, data: st.DataObject) -> None:
        directory = data.draw(strategies.directories(words=USUAL_WORDS))
        router, drawn = Router(directory), data.draw(tickets(directory))
        options = data.draw(preferences(directory, drawn))
        routed = ask(engine(arrow(drawn)), directory=router, **options)
        answers = [
            expected(each, router.recommend, directory=directory, **options) for each in drawn
        ]
        assert answers_of(routed) == answers

    def test_is_answered_by_the_edition_in_force(self) -> None:
        def desk(number: int, request: str, *priorities: str, hours: str = OFFICE) -> Directory:
            contacts = [phone(number, menu_option="3")]
            line = channel(
                "desk", hours, request_types=["case"], priorities=[1, 2], contacts=contacts
            )
            return changed(
                directory(),
                channels=[line],
                request_types=[{"id": "case", "name": request}],
                priorities=[{"id": each, "name": name} for each, name in enumerate(priorities, 1)],
            )

        days = ["2026-07-08", "2026-07-10"]
        others = (
            changed(desk(2, "failure", "amber", "red"), language="en"),
            desk(3, "fault", "red", "amber"),
        )
        router = Router(
            [
                desk(1, "fault", "red", "amber", hours="Mo-Su 07:00-17:00"),
                *map(edition, days, others),
            ]
        )
        edges = [at(f"{day} {time}") for day in days for time in ("00:00", "12:00")]
        instants = [each + step for each in edges for step in (timedelta(), -MICROSECOND)]
        words = product(["case", "fault", "failure", "fax", None], ["red", "amber", "1", "3", None])
        drawn = [(Ticket(*pair, when), when) for pair, when in product(words, instants)]
        assert answers_of(ask(arrow([each for each, _ in drawn]), directory=router)) == [
            expected(each, router.recommend, directory=router.edition_at(when))
            for each, when in drawn
        ]

    def test_outside_the_time_of_several_editions_has_words_of_none(self) -> None:
        router = Router([SHIPPED, edition("2026-07-10", SHIPPED)])
        words = product(["queja", "fax", None], [3, 9, None])
        whens = FRIDAY.replace(year=1700), FRIDAY.replace(year=2250), None
        drawn = [Ticket(*pair, when) for pair, when in product(words, whens)]
        errors = [expected(each, router.recommend)["error"] for each in drawn]
        assert ask(arrow(drawn), directory=router)["error"].to_pylist() == errors

    @pytest.mark.parametrize("unit", PER_SECOND)
    @on_every_engine
    def test_may_be_at_an_instant_at_which_a_channel_is_back(
        self, engine: Engine, unit: str
    ) -> None:
        noon = FRIDAY.replace(hour=12)
        ends = {"pqrs": noon, "national_line": noon + timedelta(milliseconds=1500), "chat": None}
        others = [Ticket("queja", 3, None), Ticket("fax", 3, noon), Ticket("queja", 3, FRIDAY)]
        drawn = beside([*filter(None, ends.values())]) + others
        answers = [expected(cut(each, unit), unavailable=ends) for each in drawn]
        assert answers_of(ask(engine(arrow(drawn, unit)), unavailable=ends)) == answers

    @on_every_engine
    def test_may_be_on_a_day_full_of_changes(self, engine: Engine) -> None:
        router, midnight = hourly_desk(), FRIDAY.replace(hour=0)
        drawn = [
            Ticket("queja", 3, midnight + timedelta(minutes=each)) for each in range(-60, 1500)
        ] + [
            Ticket("queja", 3, None),
            Ticket("queja", 3, FRIDAY.replace(year=1700)),
            Ticket("incidente", 3, FRIDAY),  # nobody takes it
        ]
        answers = [expected(each, router.recommend) for each in drawn]
        assert answers_of(ask(engine(arrow(drawn)), directory=router)) == answers

    @pytest.mark.parametrize(
        ("numbers", "priorities"),
        [
            *(
                (each, (0, 1, 5, 6, 127))
                for each in (pa.int8(), pa.uint8(), pa.int16(), pa.int64())
            ),
            (pa.uint64(), (0, 3, 127, 2**64 - 1)),
        ],
    )
    @on_every_engine
    def test_may_number_its_priority_in_any_type(
        self, engine: Engine, numbers: Foreign, priorities: tuple[int, ...]
    ) -> None:
        drawn = [Ticket("queja", each, FRIDAY) for each in priorities]
        assert answers_of(ask(engine(arrow(drawn, numbers=numbers)))) == [*map(expected, drawn)]

    @pytest.mark.parametrize("numbers", [pl.Int128, pl.UInt128])
    @pytest.mark.parametrize("engine", ["Polars", "Polars, lazy"])
    def test_may_number_its_priority_in_types_that_arrow_lacks(
        self, engine: str, numbers: type[pl.DataType]
    ) -> None:
        drawn = [Ticket("queja", each, FRIDAY) for each in (3, 2**100, None)]
        table = ENGINES[engine](arrow([each._replace(priority=None) for each in drawn]))
        wide = pl.Series("priority", [each.priority for each in drawn], dtype=numbers)
        routed = ask(table.with_columns(wide)).select(COLUMNS)
        assert answers_of(routed) == [*map(expected, drawn)]

    @pytest.mark.parametrize("far", [2**63 - 1, 1 - 2**63])
    @pytest.mark.parametrize("unit", PER_SECOND)
    @pytest.mark.parametrize("engine", ["PyArrow", "pandas, types of Arrow"])
    def test_may_be_as_far_off_as_its_unit_goes(self, engine: str, unit: str, far: int) -> None:
        counts = pa.array([far], pa.int64()).cast(pa.timestamp(unit, "UTC"))
        frame = ENGINES[engine](arrow([Ticket("queja", 3, FRIDAY)]).set_column(2, "when", counts))
        assert [str(error) for error in ask(frame)["error"]] == ["out_of_range"]

    @pytest.mark.parametrize(
        ("engine", "drawn"),
        [
            *(
                pytest.param(
                    types_of_polars(kind),
                    [
                        Ticket(each, 3, FRIDAY)
                        for each in ("queja", None, "PQRS", "Reclamos", "queja")
                    ],
                    id=f"types of Polars, {kind}",
                )
                for kind in (pl.Categorical, pl.Enum(["queja", "PQRS", "Reclamos", "z"]))
            ),
            pytest.param(
                priorities_of_pandas,
                [Ticket("queja", each, FRIDAY) for each in (1, 3, 9, None)],
                id="priorities of pandas that are numbers",
            ),
        ],
    )
    def test_may_name_its_words_by_categories(self, engine: Engine, drawn: list[Ticket]) -> None:
        assert answers_of(ask(engine(arrow(drawn)))) == [*map(expected, drawn)]

    def test_may_be_asked_one_by_one(self) -> None:
        # The cells of such a column are NumPy's integers.
        asked = [recommend("queja", each, FRIDAY) for each in pd.Series([1, 3]).to_numpy()]
        assert asked == [recommend("queja", each, FRIDAY) for each in (1, 3)]

    @pytest.mark.parametrize("column", ["type", "priority"])
    @on_every_engine
    def test_may_lack_a_word_in_a_column_without_any(self, engine: Engine, column: str) -> None:
        drawn = [Ticket("queja", 3, FRIDAY)._replace(**{column: None})] * 2
        table = arrow(drawn)
        at = table.column_names.index(column)
        frame = engine(table.set_column(at, column, pa.nulls(2)))
        assert answers_of(ask(frame)) == [*map(expected, drawn)]

    @pytest.mark.parametrize(
        "zone",
        [
            *map(ZoneInfo, ["UTC", "Asia/Kathmandu"]),
            UTC,
            FRIDAY.tzinfo,
            timezone(timedelta(hours=-5, seconds=30)),
        ],
    )
    def test_may_be_in_a_zone_of_any_class_that_pandas_takes(self, zone: Foreign) -> None:
        frame = pandas_of(arrow(AT_FIVE))
        frame["when"] = frame["when"].dt.tz_convert(zone)
        # Arrow can't show each of these zones.
        assert answers_of(ask(frame).drop(columns="when")) == [*map(expected, AT_FIVE)]

    @pytest.mark.parametrize(
        "zone", ["America/New_York", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "EST5EDT"]
    )
    @on_every_engine
    def test_may_be_in_a_zone_with_any_name(self, engine: Engine, zone: str) -> None:
        frame = engine(arrow(AT_FIVE, zone=zone))
        routed = ask(frame)
        assert answers_of(routed) == [*map(expected, AT_FIVE)]
        if isinstance(routed, pd.DataFrame):
            assert routed["when"].dtype == frame["when"].dtype

    @on_every_engine
    def test_may_name_its_type_in_a_full_dictionary(self, engine: Engine) -> None:
        words = ["queja", *(f"word {number}" for number in range(127))]
        full = pa.DictionaryArray.from_arrays(pa.array([0, None, 1], pa.int8()), pa.array(words))
        table = arrow([Ticket("queja", 3, FRIDAY)] * 3).set_column(0, "type", full)
        errors = [row["error"] for row in rows_of(ask(engine(table)))]
        assert errors == [None, "missing", "unknown_request_type"]

    def test_may_be_a_nanosecond_early(self) -> None:
        closing = pd.Timestamp(FRIDAY).as_unit("ns")
        frame = pd.DataFrame(
            {"type": "queja", "priority": 3, "when": [closing - pd.Timedelta(1, "ns"), closing]}
        )
        assert list(ask(frame)["channel"]) == ["pqrs", "national_line"]
