"""The closed vocabularies say what people mean. Any other word is an error that names what to write."""

import re
from collections.abc import Callable
from itertools import chain, product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ccb_support import (
    CcbSupportError,
    Medium,
    Priority,
    RequestType,
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    UnknownWordError,
    default_directory,
)
from ccb_support.errors import quoted
from ccb_support.model import LocalizedText
from ccb_support.model.file_schema import any_of
from ccb_support.model.hours import Days, stated_days
from ccb_support.model.vocabulary import (
    MEDIA,
    Priorities,
    PriorityEntry,
    RequestTypeEntry,
    RequestTypes,
    Vocabulary,
    folded,
)
from ccb_support.testing import strategies
from tests.hostile import NOON, any_recommend, shown

NO_WORDS = [
    *(None, True, False, 0, 6, -1, 1.0, 3.0, b"queja", ("queja",), "", " ", "-", "?", "xyzzy"),
    10**5000,  # which Python does not write out
]

REFUSALS: dict[Any, tuple[type[UnknownWordError], tuple[str, ...]]] = {
    RequestType: (UnknownRequestTypeError, tuple(RequestType)),
    Priority: (
        UnknownPriorityError,
        ("P1 (critical)", "P2 (high)", "P3 (medium)", "P4 (low)", "P5 (planning)"),
    ),
    Medium: (UnknownMediumError, tuple(Medium)),
}
"""The error of each vocabulary, and the words that it names."""

FOR_SEVERAL: dict[Any, dict[object, tuple[str, ...]]] = {
    RequestType: {
        "Solicitud": ("service_request", "petition"),
        "request": ("service_request", "petition"),
        "PQRS": ("petition", "complaint", "claim", "suggestion", "appeal"),
    },
    Priority: dict.fromkeys(("urgente", "URGENTES", "urgent"), ("P1 (critical)", "P2 (high)")),
    Medium: dict.fromkeys(("web", "Página web"), ("chat", "web_form")),
}
"""Words that could be more than one of a vocabulary, and which they could be."""


class TestUsualWords:
    """A word of the table, a value or a member means one member, and nothing else means any."""

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("Quejas", RequestType.COMPLAINT),
            ("queja", RequestType.COMPLAINT),
            ("PETICIÓN", RequestType.PETITION),
            ("peticion", RequestType.PETITION),
            ("Derecho de petición", RequestType.PETITION),
            ("reclamación", RequestType.CLAIM),
            ("Reclamos", RequestType.CLAIM),
            ("sugerencia", RequestType.SUGGESTION),
            ("APELACIONES", RequestType.APPEAL),
            ("Recurso de apelación", RequestType.APPEAL),
            ("incidente", RequestType.INCIDENT),
            ("Incidencias", RequestType.INCIDENT),
            ("petición de servicio", RequestType.SERVICE_REQUEST),
            ("Service-Request", RequestType.SERVICE_REQUEST),
            ("requerimientos", RequestType.SERVICE_REQUEST),
            ("Soporte Técnico", RequestType.TECHNICAL_SUPPORT),
            ("soporte_tecnico", RequestType.TECHNICAL_SUPPORT),
            ("  technical   support ", RequestType.TECHNICAL_SUPPORT),
            ("1", Priority.CRITICAL),
            ("P1", Priority.CRITICAL),
            ("crítica", Priority.CRITICAL),
            ("Crítico", Priority.CRITICAL),
            ("prioridad 1 (crítica)", Priority.CRITICAL),
            ("P1 - Crítica", Priority.CRITICAL),
            ("alta", Priority.HIGH),
            ("alto", Priority.HIGH),
            ("Prioridad_alta", Priority.HIGH),
            ("P3", Priority.MEDIUM),
            ("p-3", Priority.MEDIUM),
            ("3", Priority.MEDIUM),
            ("media", Priority.MEDIUM),
            ("High priority", Priority.HIGH),
            ("Baja (P4)", Priority.LOW),
            ("planeación", Priority.PLANNING),
            ("Teléfono", Medium.PHONE),
            ("telefónico", Medium.PHONE),
            ("E-mail", Medium.EMAIL),
            ("CORREO ELECTRÓNICO", Medium.EMAIL),
            ("Chat en línea", Medium.CHAT),
            ("WhatsApp", Medium.WHATSAPP),
            ("Whats-App", Medium.WHATSAPP),
            ("wasap", Medium.WHATSAPP),
            ("WPP", Medium.WHATSAPP),
            ("Línea de WhatsApp", Medium.WHATSAPP),
            ("Formulario web", Medium.WEB_FORM),
            ("formulario en linea", Medium.WEB_FORM),
            ("web-form", Medium.WEB_FORM),
            ("Form", Medium.WEB_FORM),
            *((each.name, each) for each in RequestType),
            *((each.value, each) for kind in REFUSALS for each in kind),
            *((each, each) for kind in REFUSALS for each in kind),
        ],
        ids=repr,
    )
    def test_are_understood_as_people_write_them(
        self, written: object, meant: RequestType | Priority | Medium
    ) -> None:
        assert type(meant).parse(written) is meant

    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            *product(REFUSALS, NO_WORDS),
            *product([Priority], ["0", "6", "P0", "1.0", "01", "uno", "prioridad"]),
            # A sign is not a space.
            *product([Priority], ["-1", " -1", "- 1", "--1", "\N{MINUS SIGN}1"]),
            *product([Medium], ["telegram", "fax"]),
            *((kind, word) for kind, words in FOR_SEVERAL.items() for word in words),
        ],
        ids=quoted,
    )
    def test_others_are_refused_with_every_candidate(self, kind: Any, value: object) -> None:  # noqa: ANN401 - an enum
        error, every = REFUSALS[kind]
        several = FOR_SEVERAL[kind].get(value)
        with pytest.raises(error) as caught:
            kind.parse(value)
        assert caught.value.accepted == (several or every)
        assert ("could be more than one" in str(caught.value)) is bool(several)

    @pytest.mark.parametrize(
        ("kind", "word", "meant"),
        [
            (RequestType, "qeuja", "queja"),
            (RequestType, "PETICON", "petición"),
            (RequestType, "peticion de servicios", "petición de servicio"),
            (RequestType, "compliant", "complaint"),
            (Priority, "critca", "crítica"),
            (Priority, "P1 critca", "p1 crítica"),
            (Medium, "telefno", "teléfono"),
            (RequestType, "soporte tecnco", "soporte técnico"),
            (RequestType, "soportetécnico", "soporte técnico"),
            (Priority, "prioridad crtica", "prioridad crítica"),
            (Priority, "prioridda alta", "prioridad alta"),
            # Two of the letters of a short word change places; or words do, or a letter is missing.
            (Priority, "priority hihg", "priority high"),
            (Priority, "prioridad crítica 1", "prioridad 1 crítica"),
            (RequestType, "petición ed servicio", "petición de servicio"),
            (RequestType, "solicitud d servicio", "solicitud de servicio"),
            # A word that the phrases share says nothing of the other word.
            (RequestType, "solicitud de retiro", None),
            (Priority, "prioridad uno", None),
            (Priority, "prioridad: uno", None),
            (RequestType, "soporte teórico", None),
            (Priority, "priority one", None),
            (Priority, "prioridad tres", None),
            (Priority, "prioridad máxima", None),
            (Priority, "prioridad roja", None),
            (Priority, "prioridad", None),
            # Another digit is another priority, and not a mistyped one.
            (Priority, "P6", None),
            (Priority, "priority 6", None),
            (Priority, "xyzzy", None),
            (Priority, "crítica" * 9, None),
            # These have candidates instead.
            (RequestType, "solicitud", None),
            (RequestType, "PQRS", None),
        ],
    )
    def test_a_word_that_is_nearly_one_of_the_table_names_it(
        self,
        kind: Any,  # noqa: ANN401 - an enum
        word: str,
        meant: str | None,
    ) -> None:
        with pytest.raises(UnknownWordError) as caught:
            kind.parse(word)
        assert re.findall("Did you mean '(.*)'", str(caught.value)) == ([meant] if meant else [])


REQUEST_TYPES, PRIORITIES = default_directory().request_types, default_directory().priorities
VOCABULARIES = [REQUEST_TYPES, PRIORITIES, MEDIA]
KINDS = ["request types", "priorities", "media"]


class TestTheVocabularies:
    """The vocabularies are closed, and no spelling means two things."""

    @pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=KINDS)
    def test_no_spelling_means_two_things(self, vocabulary: Vocabulary[Any, Any]) -> None:
        words = (set(map(folded, each.words)) for each in vocabulary)
        spellings = [*chain(*words), *vocabulary.ambiguous]
        assert sorted(spellings) == sorted(set(spellings))

    @pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=KINDS)
    def test_an_ambiguous_word_is_one_of_several_entries(
        self, vocabulary: Vocabulary[Any, Any]
    ) -> None:
        for word, candidates in vocabulary.ambiguous.items():
            assert vocabulary.find(word) is None
            assert len(candidates) >= 2

    def test_the_id_and_the_name_are_spellings_too(self) -> None:
        name = LocalizedText(es="rosado", en="pink")
        colours = RequestTypes([RequestTypeEntry(id="light_red", name=name)])
        for word in ("light_red", "Light red", "ROSADO", "pink"):
            assert colours.find(word) == "light_red"
        assert colours.find("red") is None

    def test_regression_a_name_that_is_the_number_has_its_forms_too(self) -> None:
        (one,) = scale = Priorities([PriorityEntry(id=1, name=LocalizedText(es="1", en="one"))])
        assert [scale.find(each) for each in ("1", *one.label, *one.accepted)] == [1] * 5
        assert scale.find("1 1") == 1

    @pytest.mark.parametrize("name", ["-", "_ -", "\N{COMBINING ACUTE ACCENT}"])
    def test_regression_a_name_without_letters_is_no_word(self, name: str) -> None:
        text = LocalizedText(es=name, en=name)
        scale = Priorities([PriorityEntry(id=1, name=text)])
        assert scale.find("P1") == 1
        assert [scale.find(each) for each in ("", "-", "prioridad", name)] == [None] * 4
        assert RequestTypes([RequestTypeEntry(id="cita", name=text)]).find("") is None


@pytest.mark.parametrize(
    ("parse", "vocabulary"),
    [
        pytest.param(RequestType.parse, REQUEST_TYPES, id="request types"),
        pytest.param(Priority.parse, PRIORITIES, id="priorities"),
        pytest.param(Medium.parse, MEDIA, id="media"),
    ],
)
@given(data=st.data())
def test_case_accents_and_separators_make_no_difference(
    parse: Callable[[object], object], vocabulary: Vocabulary[Any, Any], data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(vocabulary))
    word = data.draw(st.sampled_from(entry.words))
    separator = data.draw(st.sampled_from(["_", "-", "  ", " - ", "\N{NO-BREAK SPACE}", "\t"]))
    case = data.draw(st.sampled_from([str.upper, str.title, str.lower, str.swapcase]))
    bare = word.translate(str.maketrans("áéíóú", "aeiou"))
    written = case(data.draw(st.sampled_from([word, bare]))).replace(" ", separator)
    assert parse(written) is entry.id


DAY = TypeAdapter(Days).json_schema()["anyOf"][0]["anyOf"][1]["pattern"]

WORDS = ("queja", "petición de servicio", "ñandú")
EITHER = any_of(map(folded, WORDS))


class TestPatterns:
    """A word matches in any case, with or without accents, with any separators."""

    @given(strategies.as_written(st.sampled_from(WORDS)))
    @example("__queja-")
    @example("peticion\tde - servicio")
    @example("QUE\u0301JA")
    @example("Ña\u0303ndu\u0301")
    def test_match_words_as_people_write_them(self, text: str) -> None:
        assert re.search(EITHER, text)

    @pytest.mark.parametrize(
        "text", ["", "quejas", "que ja", "-queja", " -queja", "queja petición", "queja\u202e"]
    )
    def test_match_no_other_text_of_known_letters(self, text: str) -> None:
        assert not re.search(EITHER, text)

    def test_escape_what_is_no_letter(self) -> None:
        assert re.search(any_of(["p1 (alta)"]), "P1 (ALTA)")
        assert not re.search(any_of(["p1 (alta)"]), "P1 ALTA")


@given(
    st.lists(
        st.sampled_from(["lunes", "Sábado", "sunday", "FRIDAY", "a", "to", "y"]),
        min_size=1,
        max_size=3,
    )
)
def test_the_days_have_a_pattern_of_their_spellings(words: list[str]) -> None:
    text = " ".join(words)
    assert bool(re.search(DAY, text)) is bool(stated_days(text))


@pytest.mark.parametrize("place", ["request_type", "priority", "prefer"])
@pytest.mark.parametrize(
    "value",
    [object(), b"queja", {"P1": 1}, "\ud800", "\0", "q" * 1_000_000, 1j, float("nan"), len],
    ids=["an object", "bytes", "a table", "half a character", "a null", "a long text", "1j", "nan", "a function"],
)  # fmt: skip
def test_what_means_nothing_is_refused_and_quoted(place: str, value: object) -> None:
    question: dict[str, Any] = {"request_type": "claim", "priority": 3, "when": NOON}
    with pytest.raises(CcbSupportError) as caught:
        any_recommend(**question | {place: value})
    assert str(caught.value).startswith(shown(value))
