"""What a report says of each kind of finding: one plain sentence, in English and in Spanish."""

from datetime import date, datetime
from typing import Any

import pytest

from ccb_support import BOGOTA, Email, Phone, Priority, RequestType, Router, default_directory
from ccb_support.answer import Cause, CauseKind
from ccb_support.model import LocalizedText, OpeningSpan, RequestKind
from ccb_support.verification import Counterexample, Finding, FindingCode
from ccb_support.verification.findings import describe
from tests.builders import at, changed
from tests.verification.proof import kinds

CHRISTMAS = Cause(
    kind=CauseKind.SPECIAL_DAY,
    name=LocalizedText(es="Navidad", en="Christmas"),
    date=date(2026, 12, 24),
    last_date=date(2026, 12, 26),
)

ABOUT: dict[str, Any] = {
    "requests": kinds(["complaint", "claim"], [2, 3, 4, 5]),
    "channels": ("pqrs", "chat"),
    "instead": ("national_line",),
    "contact": Email(address="desk@example.org"),
    "path": "special_days[2]",
    "other": "escalation[0].contacts[0]",
    "replacement": 'e164 = "+576017457495"',
    "day": date(2026, 11, 24),
    "span": OpeningSpan(opens="07:00", closes="05:00"),
    "cause": CHRISTMAS,
    "dropped": (LocalizedText(es="el chat", en="the chat"),),
    "counterexample": Counterexample(
        request=None,
        start=datetime(2026, 7, 10, 17, tzinfo=BOGOTA),
        end=datetime(2026, 7, 14, 7, tzinfo=BOGOTA),
    ),
}


def make_finding(code: FindingCode, **changes: object) -> Finding:
    finding = Finding.model_validate({"code": code, **ABOUT, **changes})
    return changed(
        finding,
        message=describe(finding, Router(default_directory()).engine.editions.in_order[0]),
    )


def christmas(**changes: object) -> Cause:
    """Return the cause of most findings with other values."""
    return changed(CHRISTMAS, **changes)


NUMBER = Phone(printed="(601) 7457495", e164="+576017457496")
ABOUT_NUMBERS = {
    FindingCode.WRONG_NUMBER,
    FindingCode.DOUBTFUL_NUMBER,
}
ABOUT_CHANGED_HOURS = (
    FindingCode.CHANGED_HOURS_BEFORE_AS_OF,
    FindingCode.CHANGED_HOURS_WITHOUT_EFFECT,
    FindingCode.CHANGED_HOURS_IN_OTHER_EDITION,
    FindingCode.CHANGED_HOURS_OUT_OF_RANGE,
)
"""The findings about changed hours of any kind."""


SENTENCES = {
    FindingCode.UNSERVED_REQUEST: (
        "Complaints, claims (P2-P5): no channel serves these requests",
        "Quejas, reclamos (P2-P5): ningún canal recibe estas solicitudes",
    ),
    FindingCode.NO_ANSWER: (
        "Complaints, claims (P2-P5): there is no answer from Fri 10 Jul 2026 5:00 p.m. on; no channel is open, and none opens any more",
        "Quejas, reclamos (P2-P5): no hay respuesta desde vie 10 jul 2026 5:00 p. m.; ningún canal atiende, ni vuelve a abrir",
    ),
    FindingCode.CRITICAL_WITHOUT_PHONE: (
        'Complaints, claims (P2-P5): nobody to call from Fri 10 Jul 2026 5:00 p.m. to Tue 14 Jul 2026 7:00 a.m., the longest time without an open telephone, because of the special day "Christmas" (Thu 24 Dec 2026 - Sat 26 Dec 2026)',
        "Quejas, reclamos (P2-P5): no hay a quién llamar de vie 10 jul 2026 5:00 p. m. a mar 14 jul 2026 7:00 a. m., el periodo más largo sin línea telefónica que atienda, por el día especial «Navidad» (jue 24 dic 2026 - sáb 26 dic 2026)",
    ),
    FindingCode.WRONG_NUMBER: (
        'People read (601) 7457495, but machines dial +576017457496, which is another number. If the printed number is right, write e164 = "+576017457495"',
        'La gente lee (601) 7457495, pero el teléfono marca +576017457496, que es otro número. Si el impreso es el correcto, escriba e164 = "+576017457495"',
    ),
    FindingCode.DOUBTFUL_NUMBER: (
        "It is not certain that +576017457496, which machines dial, is (601) 7457495, which people read. Check that both are the same number, with the code of its country",
        "No es seguro que +576017457496, que marca el teléfono, sea (601) 7457495, que lee la gente. Revise que los dos sean el mismo número, también el indicativo del país",
    ),
    FindingCode.LONG_SPAN: (
        'From 07:00 to 05:00 is 22 hours. Did you mean e164 = "+576017457495"?',
        'De 07:00 a 05:00 hay 22 horas. ¿Quiso escribir e164 = "+576017457495"?',
    ),
    FindingCode.CHANGED_HOURS_IN_OTHER_EDITION: (
        'The special day "Christmas" (Thu 24 Dec 2026 - Sat 26 Dec 2026) changes nothing on the dates on which the edition escalation[0].contacts[0] holds. Write that part into its file, or correct its dates',
        "El día especial «Navidad» (jue 24 dic 2026 - sáb 26 dic 2026) no cambia nada en las fechas en que rige la edición escalation[0].contacts[0]. Escriba esa parte en ese archivo, o corrija sus fechas",
    ),
    FindingCode.CHANGED_HOURS_BEFORE_AS_OF: (
        'The special day "Christmas" (Thu 24 Dec 2026 - Sat 26 Dec 2026) ended more than half a year before as_of (Tue 24 Nov 2026): correct its year, or remove that part of the file',
        "El día especial «Navidad» (jue 24 dic 2026 - sáb 26 dic 2026) terminó más de medio año antes de as_of (mar 24 nov 2026): corrija el año, o borre esa parte del archivo",
    ),
    FindingCode.FUTURE_AS_OF: (
        "By as_of, the directory was compared with its source on Tue 24 Nov 2026, which is still to come. Write the date on which you compared it",
        "Según as_of, el directorio se comparó con su fuente el mar 24 nov 2026, que no ha llegado. Escriba la fecha en que lo comparó",
    ),
    FindingCode.OLD_DIRECTORY: (
        "The directory was compared with its source on Tue 24 Nov 2026, more than a year ago. Compare it again, and write the date in as_of",
        "El directorio se comparó con su fuente el mar 24 nov 2026, hace más de un año. Compárelo de nuevo, y escriba en as_of la fecha en que lo hizo",
    ),
    FindingCode.OLD_HOLIDAYS: (
        'The holidays were checked only through Tue 24 Nov 2026, and they change the hours of "PQRS line" and "online chat". Install a newer version of the library',
        "Los festivos se revisaron solo hasta el mar 24 nov 2026, y cambian el horario de «línea de PQRS» y «chat en línea». Instale una versión más reciente del programa",
    ),
    FindingCode.CALENDAR_ENDS: (
        "From Tue 24 Nov 2026 on, nobody gets an answer: the holiday calendar ends. Install newer versions of the library and of the package holidays",
        "Desde el mar 24 nov 2026 nadie recibe respuesta: el calendario de festivos llega hasta ahí. Instale versiones más recientes del programa y del paquete holidays",
    ),
    FindingCode.NO_OPEN_CHANNEL: (
        "Complaints, claims (P2-P5): nobody answers from Fri 10 Jul 2026 5:00 p.m. to Tue 14 Jul 2026 7:00 a.m., the longest time without an open channel",
        "Quejas, reclamos (P2-P5): nadie atiende de vie 10 jul 2026 5:00 p. m. a mar 14 jul 2026 7:00 a. m., el periodo más largo sin un canal que atienda",
    ),
    FindingCode.SERVES_NOTHING: (
        'The channel "PQRS line" and "online chat" serves no request: it has no request types, or no priorities',
        "El canal «línea de PQRS» y «chat en línea» no recibe ninguna solicitud: le faltan tipos de solicitud o prioridades",
    ),
    FindingCode.NEVER_OPEN: (
        'The channel "PQRS line" and "online chat" never opens from Fri 10 Jul 2026 5:00 p.m. to Tue 14 Jul 2026 7:00 a.m.',
        "El canal «línea de PQRS» y «chat en línea» no abre nunca de vie 10 jul 2026 5:00 p. m. a mar 14 jul 2026 7:00 a. m.",
    ),
    FindingCode.NEVER_THE_ANSWER: (
        'The channel "PQRS line" and "online chat" is never the answer, not even for callers who prefer its medium: everybody gets "national toll-free line"',
        "El canal «línea de PQRS» y «chat en línea» nunca se recomienda, ni a quien prefiere su medio: todos llegan a «Línea Gratuita Nacional»",
    ),
    FindingCode.SHARED_CONTACT: (
        'The channels "PQRS line" and "online chat" have the same contact: desk@example.org',
        "Los canales «línea de PQRS» y «chat en línea» tienen el mismo contacto: desk@example.org",
    ),
    FindingCode.CHANGED_HOURS_WITHOUT_EFFECT: (
        'The special day "Christmas" (Thu 24 Dec 2026 - Sat 26 Dec 2026) changes nothing: without it the hours are the same',
        "El día especial «Navidad» (jue 24 dic 2026 - sáb 26 dic 2026) no cambia nada: sin esa parte del archivo, los horarios son los mismos",
    ),
    FindingCode.ANSWER_BY_PREFERENCE_ONLY: (
        'The channel "PQRS line" and "online chat" is the answer only for callers who prefer its medium; all others get "national toll-free line"',
        "El canal «línea de PQRS» y «chat en línea» solo es la respuesta para quien prefiere su medio; los demás llegan a «Línea Gratuita Nacional»",
    ),
    FindingCode.CHANGED_HOURS_OUT_OF_RANGE: (
        'The special day "Christmas" (Thu 24 Dec 2026 - Sat 26 Dec 2026) is outside the time for which this file was verified: if it is over, it can be removed',
        "El día especial «Navidad» (jue 24 dic 2026 - sáb 26 dic 2026) está fuera del periodo para el que se verificó este archivo: si ya pasó, se puede borrar",
    ),
    FindingCode.HOLIDAY_LIST_ENDS: (
        'The list of holidays has no dates with a year from Fri 10 Jul 2026 5:00 p.m. on: add the missing holidays until Tue 14 Jul 2026 7:00 a.m., which change the hours of "PQRS line" and "online chat"',
        "La lista de festivos no tiene fechas con año desde vie 10 jul 2026 5:00 p. m.: agregue los festivos que faltan hasta mar 14 jul 2026 7:00 a. m., que cambian el horario de «línea de PQRS» y «chat en línea»",
    ),
    FindingCode.LONG_CLOSURE: (
        'The special day "Christmas" (Thu 24 Dec 2026 - Sat 26 Dec 2026) lasts for more than a year. If a channel changes from a day on, do not close it: copy the file, change the channel and the version there, and write that date in effective; both files go into one folder',
        "El día especial «Navidad» (jue 24 dic 2026 - sáb 26 dic 2026) dura más de un año. Si un canal cambia a partir de una fecha, no lo cierre: copie el archivo, cambie ahí el canal y la versión, y escriba esa fecha en effective; los dos archivos van en una carpeta",
    ),
    FindingCode.LONG_YEARLY_RANGE: (
        'The special day "Christmas" (Thu 24 Dec 2026 - Sat 26 Dec 2026) is for almost the whole year, every year. If it is for the other days, swap its two dates',
        "El día especial «Navidad» (jue 24 dic 2026 - sáb 26 dic 2026) dura casi todo el año, cada año. Si es para los otros días, intercambie sus dos fechas",
    ),
    FindingCode.BEFORE_FIRST_EDITION: (
        "The first edition holds from Tue 24 Nov 2026 on: what is before was not verified",
        "La primera edición rige desde el mar 24 nov 2026: lo anterior no se verificó",
    ),
    FindingCode.NEXT_EDITION_DROPS: (
        "The next edition (escalation[0].contacts[0]), which holds from Tue 24 Nov 2026 on, drops the chat",
        "La edición siguiente (escalation[0].contacts[0]), que rige desde el mar 24 nov 2026, ya no tiene el chat",
    ),
    FindingCode.HOLIDAYS_UNVERIFIED: (
        'The holidays are not checked from Fri 10 Jul 2026 5:00 p.m. on: a new law may change the hours of "PQRS line" and "online chat"',
        "Los festivos no están revisados desde vie 10 jul 2026 5:00 p. m.: una ley nueva puede cambiar el horario de «línea de PQRS» y «chat en línea»",
    ),
}


REPEATED_HOUR = Counterexample(
    request=None,
    start=at("2026-11-01 01:30", "America/New_York"),
    end=at("2026-11-01 01:30", "America/New_York").replace(fold=1),
)


class TestSentences:
    """Every finding is a plain sentence in English and in Spanish."""

    @pytest.mark.parametrize("code", FindingCode)
    def test_of_every_code(self, code: FindingCode) -> None:
        changes = {"contact": NUMBER} if code in ABOUT_NUMBERS else {}
        message = make_finding(code, **changes).message
        assert (message.en, message.es) == SENTENCES[code]

    @pytest.mark.parametrize("code", ABOUT_CHANGED_HOURS)
    @pytest.mark.parametrize(
        ("kind", "english", "spanish"),
        [
            (CauseKind.SEASON, "The season", "La temporada"),
            (CauseKind.SPECIAL_DAY, "The special day", "El día especial"),
            (CauseKind.CLOSURE, "The closure", "El cierre"),
        ],
    )
    def test_changed_hours_are_named_by_their_kind(
        self, code: FindingCode, kind: CauseKind, english: str, spanish: str
    ) -> None:
        message = make_finding(code, cause=christmas(kind=kind)).message
        in_english, in_spanish = SENTENCES[code]
        assert message.en == in_english.replace("The special day", english)
        assert message.es == in_spanish.replace("El día especial", spanish)

    @pytest.mark.parametrize(
        ("code", "changes", "words"),
        [
            pytest.param(
                FindingCode.CHANGED_HOURS_OUT_OF_RANGE,
                {"cause": christmas(last_date=CHRISTMAS.date)},
                'The special day "Christmas" (Thu 24 Dec 2026) is outside ',
                id="one date of one day",
            ),
            pytest.param(
                FindingCode.CHANGED_HOURS_OUT_OF_RANGE,
                {"cause": christmas(name=LocalizedText(es="x", en="y" * 80))},
                f'The special day "{"y" * 80}" (Thu ',
                id="a long name",
            ),
            pytest.param(
                FindingCode.LONG_SPAN,
                {"span": OpeningSpan(opens="07:30", closes="00:45")},
                "From 07:30 to 00:45 is 17 h 15 min. ",
                id="minutes of a length that needs them",
            ),
            pytest.param(
                FindingCode.SHARED_CONTACT,
                {"channels": ("chat",) * 7},
                'The channels "online chat", "online chat", "online chat", "online chat", "online chat" and 2 more have ',
                id="many channels are counted",
            ),
            pytest.param(
                FindingCode.NEVER_OPEN,
                {"counterexample": REPEATED_HOUR},
                'The channel "PQRS line" and "online chat" never opens from Sun 1 Nov 2026 1:30 a.m. (UTC-04:00) to Sun 1 Nov 2026 1:30 a.m. (UTC-05:00)',
                id="the offset of an hour that comes twice",
            ),
        ],
    )  # fmt: skip
    def test_in_few_words(self, code: FindingCode, changes: dict[str, Any], words: str) -> None:
        assert make_finding(code, **changes).message.en.startswith(words)

    @pytest.mark.parametrize(
        ("requests", "words"),
        [
            (kinds(RequestType, Priority), "Every request"),
            (kinds(RequestType, [1]), "Every request (P1)"),
            (kinds(["appeal"], [1, 2, 4, 5]), "Appeals (P1-P2, P4-P5)"),
            (
                kinds(["incident"], [1]) + kinds(["claim"], Priority) + kinds(["appeal"], [1]),
                "Incidents, appeals (P1); claims",
            ),
        ],
    )
    def test_requests_in_few_words(self, requests: tuple[RequestKind, ...], words: str) -> None:
        finding = make_finding(FindingCode.UNSERVED_REQUEST, requests=requests)
        assert finding.message.en == f"{words}: no channel serves these requests"
