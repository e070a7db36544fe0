"""A directory speaks its own words: its request types and priorities are data, and rename nothing else."""

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import (
    Channel,
    Directory,
    NoChannelError,
    Priority,
    Recommendation,
    RequestType,
    Router,
    UnknownWordError,
    diff,
    recommend,
    verify,
)
from ccb_support.model import LocalizedText, PriorityEntry, RequestTypeEntry
from ccb_support.model.vocabulary import Priorities, RequestTypes
from ccb_support.testing import Case, strategies
from tests.builders import SHIPPED, at, changed, channel, directory
from tests.model.small_directory import SMALL

CLINIC = Directory.from_file(Path(__file__).parents[2] / "docs/examples/clinica.toml")
LUNCH = at("2026-11-30 13:00", "America/Mexico_City")


class TestShippedWords:
    """The shipped file has the usual vocabulary, and typed code has the same."""

    def test_their_ids_are_the_members_of_the_enums(self) -> None:
        assert [*SHIPPED.request_types.by_id] == [*RequestType]
        assert [*SHIPPED.priorities.by_id] == [*Priority]

    def test_a_directory_without_lists_has_them(self) -> None:
        desk = directory(channel())
        assert desk.request_types == SHIPPED.request_types
        assert desk.priorities == SHIPPED.priorities
        assert desk.channels[0].request_types == tuple(RequestType)

    @pytest.mark.parametrize(
        ("label", "priority"),
        [
            *(("Highest", 1), ("High", 2), ("Medium", 3), ("Low", 4), ("Lowest", 5)),
            *(("1 - Critical", 1), ("3 - Moderate", 3), ("5 - Planning", 5), ("Normal", 3)),
        ],
    )
    def test_they_have_the_stock_labels_of_help_desks(self, label: str, priority: int) -> None:
        assert Priority.parse(label) == priority

    def test_a_file_without_them_keeps_its_own_list_of_the_other(self) -> None:
        text = SMALL.replace('["incidente", "Quejas"]', '"all"')
        desk = Directory.from_toml(text + '[[request_types]]\nid = "cita"\nname = "turno"\n')
        assert desk.priority("crítica") == 1
        assert desk.request_type("Turno") == "cita"


class TestClinic:
    """A clinic has its own three request types and three priorities."""

    @pytest.mark.parametrize(
        ("written", "meant"),
        [("Cita", "cita"), ("TURNOS", "cita"), ("analisis", "laboratorio"), ("bills", None)],
    )
    def test_its_request_types(self, written: str, meant: str | None) -> None:
        assert CLINIC.request_types.find(written) == meant

    @pytest.mark.parametrize(
        ("written", "meant"),
        [("alta", 1), ("P1 (roja)", 1), ("prioridad verde", 3), ("2", 2), (3, 3), ("urgente", 1)],
    )
    def test_its_priorities(self, written: object, meant: int) -> None:
        assert CLINIC.priority(written) == meant
        assert CLINIC.priority(CLINIC.priorities.by_id[meant].label.es) == meant

    @pytest.mark.parametrize(
        ("read", "word", "accepted"),
        [
            (CLINIC.request_type, "queja", ("cita", "laboratorio", "facturacion")),
            (CLINIC.request_type, "Resultados", ("laboratorio", "facturacion")),
            *product(
                [CLINIC.priority],
                [4, "P4", "crítica", True, 1.0],
                [("P1 (high)", "P2 (medium)", "P3 (low)")],
            ),
        ],
    )
    def test_other_words_are_errors_with_its_own(
        self, read: Callable[[object], object], word: object, accepted: tuple[str, ...]
    ) -> None:
        with pytest.raises(UnknownWordError) as caught:
            read(word)
        assert caught.value.accepted == accepted

    def test_its_first_priority_is_the_critical_one(self) -> None:
        line = Router(CLINIC).recommend("cita", "urgente", LUNCH, prefer="whatsapp")
        assert (line.channel.id, line.reason) == ("urgencias", "priority")

    def test_verify_asks_for_nothing_that_it_does_not_know(self) -> None:
        report = verify(CLINIC, LUNCH, at("2027-11-30"))
        assert (report.errors, report.warnings, len(report.coverage)) == ((), (), 9)

    def test_diff_says_which_requests_are_new_and_gone(self) -> None:
        found = diff(SHIPPED, CLINIC, LUNCH, at("2026-12-02"))
        assert (len(found.added), len(found.removed), found.changes) == (9, 40, ())
        lines = found.explain("en").splitlines()
        assert lines[0] == "New requests: appointments, lab tests, billing matters (P1-P3)"
        assert lines[1].startswith("Requests that are gone: incidents, service requests")

    def test_a_timetable_reads_them(self) -> None:
        table = Router(CLINIC).timetable(LUNCH, at("2026-12-01"))
        assert len(table.requests) == 9
        asked = ("examen", "roja"), ("laboratorio", 1)
        assert len(Router(CLINIC).timetable(LUNCH, at("2026-12-01"), requests=asked).requests) == 1
        written = table.to_sql("sqlite", written=[("Análisis", "Prioridad verde"), ("queja", 1)])
        assert "('Análisis', 'Prioridad verde', " in "".join(written.tables)
        assert "('queja', '1', NULL, 'unknown_request_type')" in "".join(written.tables)

    def test_nobody_is_said_in_its_words(self) -> None:
        closed = changed(CLINIC, channels=CLINIC.channels[:1])
        with pytest.raises(NoChannelError, match=r"No available channel serves 'cita' \(P2, "):
            Router(closed).recommend("cita", 2, LUNCH)


class TestPlain:
    """A type that has no plural is spoken of by its name."""

    PLAIN = changed(CLINIC, request_types=RequestTypes(
        changed(each, plural=None) for each in CLINIC.request_types
    ))  # fmt: skip

    def test_in_sentences(self) -> None:
        why = Router(self.PLAIN).recommend("cita", 3, LUNCH).why("es")
        assert "no recibe solicitudes de tipo «cita» de prioridad 3 (baja)" in why

    def test_in_lists(self) -> None:
        fewer = changed(self.PLAIN, channels=self.PLAIN.channels[:2])
        report = verify(fewer, LUNCH, at("2027-01-01"))
        assert "Examen de laboratorio (P2-P3)" in report.explain("es")


class TestRecords:
    """A record of a channel has ids; the directory that takes it must know them."""

    def test_by_itself_it_has_any_ids(self) -> None:
        cita = changed(channel(), request_types=("cita",), priorities=(7,))
        assert Channel.model_validate_json(cita.model_dump_json()) == cita

    @pytest.mark.parametrize("own", [{"request_types": ("cita",)}, {"priorities": (7,)}])
    def test_a_directory_refuses_others(self, own: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=r"channels\.0\.\w+\.0\n.* is not a"):
            directory(changed(channel(), **own))

    def test_a_directory_has_one_order_for_all(self) -> None:
        backwards = changed(channel(), request_types=("claim", "complaint"), priorities=(3, 1, 3))
        (one,) = directory(backwards).channels
        assert (one.request_types, one.priorities) == (("complaint", "claim"), (1, 3))


def renamed(case: Directory) -> Directory:
    """Return a directory whose request types have other ids, names and spellings."""
    ids = {each.id: f"t{place}" for place, each in enumerate(case.request_types)}
    word = LocalizedText(es="palabra", en="word")
    types = RequestTypes(
        RequestTypeEntry(id=each, name=changed(word, es=f"palabra {each}", en=f"word {each}"))
        for each in ids.values()
    )
    scale = Priorities(
        PriorityEntry(id=each.id, name=changed(word, es=f"nivel {each.id}", en=f"step {each.id}"))
        for each in case.priorities
    )
    channels = tuple(
        changed(each, request_types=tuple(ids[known] for known in each.request_types))
        for each in case.channels
    )
    return changed(case, request_types=types, priorities=scale, channels=channels)


def said(router: Router, request_type: str, case: Case) -> object:
    """Return the channel, the number and the span of an answer, and its reason."""
    options: dict[str, Any] = {"prefer": case.prefer, "unavailable": case.unavailable}
    try:
        found = router.recommend(request_type, case.priority, case.when, **options)
    except NoChannelError as error:
        return [each.verdict for each in error.trace]
    return (
        *(found.channel.id, found.number, found.uri, found.reason),
        *(found.valid_from, found.valid_until, found.opens_at),
        [each.id for each in found.alternatives],
    )


@given(st.data(), strategies.directories())
def test_renaming_words_changes_no_channel_number_or_span(
    data: st.DataObject, desk: Directory
) -> None:
    case = data.draw(strategies.cases(desk))
    place = [*desk.request_types.by_id].index(case.request_type)
    before = said(Router(desk), case.request_type, case)
    assert said(Router(renamed(desk)), f"t{place}", case) == before


def test_reading_folds_no_id() -> None:
    document = recommend("queja", 3, LUNCH).model_dump(mode="json") | {"request_type": "quejas"}
    assert Recommendation.model_validate(document).request_type == "quejas"
