"""The report of a difference, in English and in Spanish."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from ccb_support import Directory, diff
from ccb_support.model import ArticledName, LocalizedText
from tests.builders import (
    SHIPPED,
    SHIPPED_TOML,
    at,
    changed,
    channel,
    closure,
    directory,
    ends_on,
    form,
    holiday,
    mail,
    phone,
    shipped,
    special_day,
    weekly_hours,
    whatsapp,
)
from tests.comparison.christmas import HALF_DAY, NIGHT, compare, shipped_with
from tests.editions import edition

DIALLED, OTHER = phone(1), changed(phone(1), e164="+576015550102")
"""Numbers that read alike."""

NUMBER = 'printed = "(601) 7442727", e164 = "+576017442727", menu_option = "3"'
CODE = 'printed = "195", short_code = "195"'
MAILBOX = '  { medium = "email", address = "certicamararesponde@certicamara.com" },\n'
WHATSAPP = '  { medium = "whatsapp", printed = "300 5550100", e164 = "+573005550100" },\n'


CLOSED = LocalizedText(es="Cierre", en="Closed")
ON_TUESDAY = channel("tuesday", "Tu 00:00-24:00")
FOURTH_LEVEL = changed(SHIPPED.escalation[2], level=4, contacts=[mail("boss")])


def closed_for(*names: str) -> Directory:
    """Return a directory with a closure of one night for each name."""
    texts = (LocalizedText(es=each, en=each) for each in names)
    return directory(
        closures=[closure("2026-12-23 22:00", "2026-12-24 04:00", name=each) for each in texts]
    )


def moving(word: str, other: str) -> Directory:
    """Return the shipped directory with a spelling moved beside another one."""
    without = re.sub(rf',\s+"{word}"', "", SHIPPED_TOML)
    return Directory.from_toml(without.replace(other, f'{other}, "{word}"'))


def with_request_types(*known: str) -> Directory:
    """Return a directory of some request types: one channel takes all, and another takes two."""
    return changed(
        directory(),
        request_types=[{"id": each, "name": {"es": each}} for each in known],
        channels=[
            channel("some", request_types=["a", "b"]),
            channel("every", request_types=known),
        ],
    )


DESK, *REST = SHIPPED.channels
NORTH = changed(DESK, id="north", contacts=[phone(1)], hours=weekly_hours("Tu 17:00-18:00"))
WITH_TWO_MORE = shipped(channels=[DESK, NORTH, *REST, channel("whatsapp", contacts=[whatsapp()])])
"""The shipped directory with another PQRS desk, and with a channel that is never the first answer."""


class TestTheReport:
    """The words say to a person what the owner changed: each change once."""

    @pytest.mark.parametrize(
        ("new", "lines"),
        [
            (
                shipped(special_days=[HALF_DAY]),
                [
                    "The PQRS line closes at noon instead of 5:00 p.m.: Thursday 24 December 2026; 5 request types, 5 hours",
                    "  In its place: the priority 1 mobile line and the national toll-free line",
                ],
            ),
            (
                shipped_with('"17:00"', '"18:00"'),
                [
                    "The PQRS line closes at 6:00 p.m. instead of 5:00 p.m.: Monday to Thursday, 4 times, from Mon 21 Dec 2026 to Thu 24 Dec 2026; 5 request types, 4 hours",
                    "  Before: the priority 1 mobile line and the national toll-free line",
                ],
            ),
            (
                shipped_with('"07:00"', '"08:30"'),
                [
                    "The PQRS line opens at 8:30 a.m. instead of 7:00 a.m.: Monday to Thursday, 4 times, from Mon 21 Dec 2026 to Thu 24 Dec 2026; 5 request types, 6 hours",
                    "  In its place: the priority 1 mobile line and the national toll-free line",
                ],
            ),
            (
                shipped(closures=[NIGHT]),
                [
                    "The national toll-free line is no longer open from 10:00 p.m. until 4:00 a.m. the next day: Wednesday 23 December 2026; every request type, 6 hours",
                    "  In its place: the online chat",
                    "The support mailbox is no longer open from 10:00 p.m. until 4:00 a.m. the next day: Wednesday 23 December 2026; every request type, 6 hours",
                ],
            ),
            (
                shipped_with('printed = "(57) 318 717 49 37"', 'printed = "318 717 4937"'),
                ["The priority 1 mobile line: 318 717 4937 instead of (57) 318 717 49 37"],
            ),
            (
                shipped_with("certicamararesponde@", "pqrs@"),
                ["The PQRS line: pqrs@certicamara.com instead of certicamararesponde@certicamara.com"],
            ),
            (
                shipped_with(MAILBOX, ""),
                ["The PQRS line: no longer certicamararesponde@certicamara.com"],
            ),
            (
                shipped_with(MAILBOX, f"{MAILBOX}{MAILBOX.replace('responde', '')}"),
                ["The PQRS line: also certicamara@certicamara.com"],
            ),
            (
                shipped(special_days=[special_day("2026-12-24", channels=["pqrs"])]),
                [
                    "The PQRS line is no longer open from 7:00 a.m. until 5:00 p.m.: Thursday 24 December 2026; 5 request types, 10 hours",
                    "  In its place: the priority 1 mobile line and the national toll-free line",
                ],
            ),
            (
                shipped_with(
                    'opens = "07:00", closes = "17:00" },',
                    'opens = "07:00", closes = "12:00" },\n  { days = "lunes a viernes", opens = "13:00", closes = "17:00" },',
                ),
                [
                    "The PQRS line is no longer open from noon until 1:00 p.m.: Monday to Thursday, 4 times, from Mon 21 Dec 2026 to Thu 24 Dec 2026; 5 request types, 4 hours",
                    "  In its place: the priority 1 mobile line and the national toll-free line",
                ],
            ),
            (
                shipped_with('id = "p1_mobile"\nrows = [2]', 'id = "mobile"\nrows = [2]'),
                [
                    "New channel: the priority 1 mobile line, (57) 318 717 49 37",
                    "Channel that is gone: the priority 1 mobile line, (57) 318 717 49 37",
                ],
            ),
            (
                shipped_with('en = "PQRS line"', 'en = "ombudsman"'),
                ["Name: the ombudsman instead of the PQRS line"],
            ),
            (
                shipped_with('en = "support supervisor"', 'en = "boss"'),
                ["Name: the boss instead of the support supervisor"],
            ),
            (
                shipped_with('en = "complaint"', 'en = "gripe"'),
                ["Name: gripe instead of complaint"],
            ),
            (
                Directory.from_toml(SHIPPED_TOML.replace('en = "PQRS line"', 'en = "ombudsman"').replace('"17:00"', '"16:00"')),
                [
                    "Name: the ombudsman instead of the PQRS line",
                    "The ombudsman closes at 4:00 p.m. instead of 5:00 p.m.: Monday to Thursday, 4 times, from Mon 21 Dec 2026 to Thu 24 Dec 2026; 5 request types, 4 hours",
                    "  In its place: the priority 1 mobile line and the national toll-free line",
                ],
            ),
            (
                shipped_with('en = "complaints"', 'en = "gripes"'),
                ["Name: gripes instead of complaints"],
            ),
            (
                moving("normal", '"bajos"'),
                ["Words that now mean something else: normal"],
            ),
            (
                moving("soportes técnicos", '"incidencias"'),
                ["Words that now mean something else: soportes técnicos"],
            ),
            (
                Directory.from_toml(SHIPPED_TOML.replace('id = "claim"', 'id = "demand"').replace('"claim", ', '"demand", ')),
                ["New requests: claims", "Requests that are gone: claims"],
            ),
            (
                shipped_with('language = "es"', 'language = "en"'),
                ["Language of the answers: English instead of Spanish"],
            ),
            (
                shipped_with("mesadeayuda@", "ayuda@"),
                [
                    "Escalation level 2: supervisor.ayuda@certicamara.com instead of supervisor.mesadeayuda@certicamara.com",
                    "Escalation level 3: coordinador.ayuda@certicamara.com instead of coordinador.mesadeayuda@certicamara.com",
                ],
            ),
            (
                shipped_with(MAILBOX, f"{MAILBOX}{WHATSAPP}"),
                ["The PQRS line: also WhatsApp 300 5550100"],
            ),
            (
                shipped_with('  { medium = "phone", printed = "(601) 7442727"', f'{WHATSAPP}  {{ medium = "phone", printed = "(601) 7442727"'),
                ["The PQRS line: WhatsApp 300 5550100, (601) 7442727 option 3, certicamararesponde@certicamara.com instead of (601) 7442727 option 3, certicamararesponde@certicamara.com"],
            ),
            (
                shipped_with(
                    'hours = "not_stated"',
                    'hours = [{ days = "lunes", opens = "08:00", closes = "12:00" }]',
                ),
                [
                    "Escalation level 2: Monday 08:00-12:00 instead of hours not stated",
                    "Escalation level 3: Monday 08:00-12:00 instead of hours not stated",
                ],
            ),
            (
                shipped_with('hours = "always"\ncontacts = [ # es la', "hours = []\ncontacts = [ # es la"),
                ["Escalation level 1: closed instead of 24 hours"],
            ),
            (
                shipped(escalation=[*SHIPPED.escalation, FOURTH_LEVEL]),
                ["Escalation level 4: boss@example.org instead of none"],
            ),
            (SHIPPED, ["No answer changes from Mon 21 Dec 2026 12:00 a.m. to Mon 28 Dec 2026 12:00 a.m."]),
        ],
        ids=[
            "half a day",
            "an hour more",
            "an hour and a half less",
            "a night closed",
            "another print of a number",
            "another mailbox",
            "a mailbox less",
            "a mailbox more",
            "a day closed",
            "a break",
            "another id that nobody notices",
            "another name of a channel",
            "another name of a level",
            "another name of a request type, with the same plural",
            "another name and other hours",
            "another plural",
            "a spelling of another priority",
            "a spelling of another request type",
            "another id of a request type",
            "another language",
            "two levels",
            "a WhatsApp more",
            "another contact to use first",
            "other hours of a level",
            "no hours of a level",
            "a new level",
            "nothing",
        ],
    )  # fmt: skip
    def test_it_says_each_edit_once(self, new: Directory, lines: list[str]) -> None:
        difference = compare(SHIPPED, new)
        assert (difference.explain("en").splitlines(), difference.is_empty) == (
            lines,
            new is SHIPPED,
        )

    @pytest.mark.parametrize(
        ("old", "new", "lines"),
        [
            pytest.param(
                SHIPPED,
                changed(shipped_with('"1104", ', ""), special_days=[HALF_DAY]),
                [
                    "La línea de PQRS cierra al mediodía en vez de a las 5:00 p. m.: el jueves 24 de diciembre de 2026; 5 tipos de solicitud, 5 horas",
                    "  En su lugar: la línea móvil de prioridad 1 y la Línea Gratuita Nacional",
                    "Nivel de escalamiento 2: (601) 745 2141 extensiones 1108, 1102 en vez de (601) 745 2141 extensiones 1104, 1108, 1102",
                ],
                id="half a day, and an extension less",
            ),
            pytest.param(
                SHIPPED,
                WITH_TWO_MORE,
                [
                    "Canal nuevo: la línea de PQRS, (601) 5550101",
                    "Canal nuevo: Canal whatsapp, WhatsApp 300 5550100",
                    "peticiones, quejas, reclamos, sugerencias, apelaciones (P1):",
                    "  mar 22 dic 2026 5:00 p. m. a 6:00 p. m.: la línea de PQRS, (601) 5550101 en vez de la línea móvil de prioridad 1, (57) 318 717 49 37",
                    "peticiones, quejas, reclamos, sugerencias, apelaciones (P2-P5):",
                    "  mar 22 dic 2026 5:00 p. m. a 6:00 p. m.: la línea de PQRS, (601) 5550101 en vez de la Línea Gratuita Nacional, (601) 7457495",
                ],
                id="a new channel has one sentence, and then only other first answers",
            ),
            pytest.param(
                SHIPPED,
                shipped_with('en = "PQRS line", es_article = "la"', 'en = "PQRS line", es_article = "las"'),
                ["Nombre: las línea de PQRS en vez de la línea de PQRS"],
                id="another article",
            ),
            pytest.param(
                shipped_with('plural = { es = "quejas", en = "complaints" }\n', ""),
                SHIPPED,
                ["Nombre: quejas en vez de queja"],
                id="a plural in place of the name",
            ),
            pytest.param(
                *(directory(channel("one", f"Th 08:00-{each}:00", request_types=["claim"])) for each in (17, 18)),
                [
                    "Canal one: cierra a las 6:00 p. m. en vez de a las 5:00 p. m.: el jueves 24 de diciembre de 2026; 1 tipo de solicitud, 1 hora",
                    "  Antes: nadie",
                ],
                id="an hour more for one request type",
            ),
            pytest.param(
                *(changed(with_request_types("a", "b"), request_types=with_request_types(*known).request_types) for known in ("abc", "abcd")),
                ["Solicitudes nuevas: d"],
                id="a new request type that nobody serves",
            ),
            pytest.param(
                *(changed(with_request_types("a", "b"), request_types=with_request_types(*known).request_types) for known in ("abcd", "abc")),
                ["Solicitudes que ya no están: d"],
                id="a request type less that nobody served",
            ),
            pytest.param(
                SHIPPED,
                SHIPPED,
                ["Ninguna respuesta cambia de lun 21 dic 2026 12:00 a. m. a lun 28 dic 2026 12:00 a. m."],
                id="nothing",
            ),
            # Contacts that read alike are shown by their addresses.
            pytest.param(
                shipped_with(NUMBER, CODE),
                shipped_with(NUMBER, f'{CODE}, phone_context = "+1"'),
                ["La línea de PQRS: tel:195;phone-context=+1 en vez de tel:195;phone-context=+57"],
                id="a short code of another country",
            ),
            pytest.param(
                SHIPPED,
                shipped_with('e164 = "+576017442727"', 'e164 = "+576017442722"'),
                ["La línea de PQRS: tel:+576017442722 en vez de tel:+576017442727"],
                id="another number for machines",
            ),
            pytest.param(
                SHIPPED,
                shipped_with('request_types = "all" # la fila dice', 'request_types = ["incident"] # row'),
                [
                    "requerimientos, solicitudes de soporte técnico (P1):",
                    "  lun 21 dic 2026 12:00 a. m. a lun 28 dic 2026 12:00 a. m.: la Línea Gratuita Nacional, (601) 7457495 en vez de la línea móvil de prioridad 1, (57) 318 717 49 37",
                    "peticiones, quejas, reclamos, sugerencias, apelaciones (P1):",
                    "  lun 21 dic 2026 12:00 a. m. a 7:00 a. m.: la Línea Gratuita Nacional, (601) 7457495 en vez de la línea móvil de prioridad 1, (57) 318 717 49 37",
                    "  7:00 a. m. a 5:00 p. m., 4 veces del lun 21 dic 2026 al jue 24 dic 2026: la línea de PQRS: alternativas: la Línea Gratuita Nacional, el correo de soporte y el chat en línea en vez de la línea móvil de prioridad 1, la Línea Gratuita Nacional, el correo de soporte y el chat en línea",
                    "  5:00 p. m. a 7:00 a. m. del día siguiente, 3 veces del lun 21 dic 2026 al mié 23 dic 2026: la Línea Gratuita Nacional, (601) 7457495 en vez de la línea móvil de prioridad 1, (57) 318 717 49 37",
                    "  jue 24 dic 2026 5:00 p. m. a lun 28 dic 2026 12:00 a. m.: la Línea Gratuita Nacional, (601) 7457495 en vez de la línea móvil de prioridad 1, (57) 318 717 49 37",
                ],
                id="fewer requests",
            ),
        ],
    )  # fmt: skip
    def test_it_speaks_spanish_by_default(
        self, old: Directory, new: Directory, lines: list[str]
    ) -> None:
        difference = compare(old, new)
        assert (difference.explain().splitlines(), difference.is_empty) == (lines, old is new)

    def test_an_hour_of_a_year(self) -> None:
        new = shipped_with('"17:00"', '"16:00"')
        report = diff(SHIPPED, new, at("2026-11-26"), at("2027-11-26")).explain()
        assert report.splitlines()[0] == (
            "La línea de PQRS cierra a las 4:00 p. m. en vez de a las 5:00 p. m.: "
            "de lunes a viernes, 244 veces, del jue 26 nov 2026 al jue 25 nov 2027; "
            "5 tipos de solicitud, 244 horas"
        )

    @pytest.mark.parametrize(
        ("old", "new", "line"),
        [
            ("Mo-Su 07:00-17:00", "Mo-Su 07:00-18:00", "6:00 p.m. instead of 5:00 p.m.: every day, 7 times"),
            ("Mo-Su 07:00-17:00", "Mo-Su 07:00-17:00; Mo-Su 22:00-02:00", "also open from 10:00 p.m. until 2:00 a.m. the next day: Monday to Saturday, 6 times"),
            ("Mo-Fr 07:00-17:00", "Mo-We,Fr 07:00-17:00", "no longer open from 7:00 a.m. until 5:00 p.m.: Thursday 24 December 2026"),
            ("Mo-Su 07:00-17:00", "Tu,Th,Su 07:00-17:00", "no longer open from 7:00 a.m. until 5:00 p.m.: Monday, Wednesday, Friday and Saturday, 4 times"),
            ("Mo-Fr 07:00-17:00", "Mo-Sa 07:00-17:00", "also open from 7:00 a.m. until 5:00 p.m.: Saturday 26 December 2026"),
            ("", "Mo,Tu 10:00-12:00", "also open from 10:00 a.m. until noon: Monday and Tuesday, 2 times"),
            ("", "Mo-We 10:00-12:00", "also open from 10:00 a.m. until noon: Monday to Wednesday, 3 times"),
            ("", "Tu-Th 10:00-12:00", "also open from 10:00 a.m. until noon: Tuesday to Thursday, 3 times"),
            ("Mo 07:00-17:00; Tu 07:00-18:00", "Mo 07:00-16:00; Tu 07:00-17:00", "closes at 5:00 p.m. instead of 6:00 p.m.: Tuesday 22 December 2026"),
            ("", "Mo-Th 10:00-12:45", "Monday to Thursday, 4 times, from Mon 21 Dec 2026 to Thu 24 Dec 2026; every request type, 11 hours"),
            ("Th 08:00-09:00", "Th 08:00-09:05", "closes at 9:05 a.m. instead of 9:00 a.m.: Thursday 24 December 2026; every request type, 5 min"),
            ("Th 08:00-17:00", "Th 08:00-24:00", "closes at midnight instead of 5:00 p.m.: Thursday 24 December 2026"),
            ("Th 08:00-17:00", "Th 08:00-07:00", "closes at 7:00 a.m. the next day instead of 5:00 p.m.: Thursday 24 December 2026"),
            ("Tu 22:00-08:00", "We 07:00-08:00", "opens at 7:00 a.m. the next day instead of 10:00 p.m.: Tuesday 22 December 2026"),
            ("Th 08:00-17:00", "Th 08:00-17:00; Th 20:00-24:00", "also open from 8:00 p.m. until midnight: Thursday 24 December 2026"),
            ("Mo-Su 08:00-17:00", "Mo-Su 08:00-17:00; Mo-Th 20:00-24:00", "also open from 8:00 p.m. until midnight: Monday to Thursday"),
            ("", "Th 00:00-24:00", "is also open all day: Thursday 24 December 2026"),
            ("Th 00:00-24:00", "", "is now closed all day: Thursday 24 December 2026"),
            ("", "Th 00:00-08:00", "also open from the start of the day until 8:00 a.m.: Thursday 24 December 2026"),
            ("Th 08:00-17:00", "Th 00:00-17:00", "opens at the start of the day instead of 8:00 a.m.: Thursday 24 December 2026"),
            ("We 08:00-24:00", "We 08:00-02:00", "closes at 2:00 a.m. instead of midnight: Thursday 24 December 2026"),
            ("We 08:00-02:00", "We 08:00-24:00", "closes at midnight instead of 2:00 a.m.: Thursday 24 December 2026"),
            ("We 08:00-24:00", "We 08:00-24:00; Th 00:00-24:00", "is also open all day: Thursday 24 December 2026"),
            ("", "We 00:00-24:00; Th 00:00-24:00", "also open from the start of the day until midnight the next day: Wednesday 23 December 2026"),
            ("", "We 12:00-24:00; Th 00:00-12:00", "also open from noon until noon the next day: Wednesday 23 December 2026"),
            ("", "We 12:00-24:00; Th 00:00-24:00; Fr 00:00-12:00", "also open from noon until noon, 2 days later: Wednesday 23 December 2026"),
            ("Th 08:00-09:00", "Th 08:00-10:15", "every request type, 1 h 15 min"),
            ("Th 08:00-09:00", "Th 08:00-10:00", "every request type, 1 hour"),
        ],
    )  # fmt: skip
    def test_when_and_how_long(self, old: str, new: str, line: str) -> None:
        before, after = (directory(channel("one", each)) for each in (old, new))
        assert line in compare(before, after).explain("en")

    def test_a_date_that_the_zone_skips_is_not_the_next_day(self) -> None:
        before, after = (
            directory(channel("one", each), time_zone="Pacific/Apia")
            for each in ("", "Th 20:00-24:00")
        )
        report = diff(before, after, at("2011-12-28"), at("2012-01-04")).explain("en")
        assert "from 8:00 p.m. until midnight: Thursday 29 December 2011" in report

    def test_hours_that_may_go_on_end_with_the_range(self) -> None:
        before, after = (directory(channel("one", each)) for each in ("always", ""))
        start = at("2026-12-21 08:00")
        difference = diff(before, after, start, start + timedelta(days=85))
        for language, words in (
            ("en", "is no longer open from 8:00 a.m. until the end of the range: Monday 21 Dec"),
            ("es", "cierra desde las 8:00 a. m. hasta el final del periodo: el lunes 21 de dic"),
        ):
            assert words in difference.explain(language)

    def test_a_range_may_end_within_hours(self) -> None:
        before, after = (directory(channel("one", each)) for each in ("", "Th 00:00-08:00"))
        start = at("2026-12-24 00:00")
        report = diff(before, after, start, start + timedelta(seconds=30)).explain("en")
        words = (
            "also open from the start of the day until the end of the range: Thursday 24 December"
        )
        assert words in report

    @pytest.mark.parametrize(
        ("article", "spanish", "english"),
        [
            ("las", "Las líneas cierran a las 6:00 p. m. en vez de a las 5:00 p. m.", "The lines close at 6:00 p.m."),
            ("los", "Los líneas cierran a las 6:00 p. m. en vez de a las 5:00 p. m.", "The lines close at 6:00 p.m."),
            ("la", "La líneas cierra a las 6:00 p. m. en vez de a las 5:00 p. m.", "The lines closes at 6:00 p.m."),
        ],
    )  # fmt: skip
    def test_a_name_has_its_article(self, article: str, spanish: str, english: str) -> None:
        name = ArticledName.model_validate({"es": "líneas", "en": "lines", "es_article": article})
        before, after = (
            directory(channel("desk", f"Mo-Fr 07:00-{closes}", name=name))
            for closes in ("17:00", "18:00")
        )
        difference = compare(before, after)
        assert difference.explain("es").startswith(spanish)
        assert difference.explain("en").startswith(english)

    @pytest.mark.parametrize(
        ("old", "new", "spanish", "english"),
        [
            (
                'es = "chat en línea"', 'es = "chat del sitio"',
                "Nombre: el chat del sitio en vez del chat en línea",
                "Name: el chat del sitio instead of el chat en línea",
            ),
            (
                'en = "online chat"', 'en = "web chat"',
                "Nombre: the web chat en vez de the online chat",
                "Name: the web chat instead of the online chat",
            ),
            (
                'en = "complaints"', 'en = "gripes"',
                "Nombre: gripes en vez de complaints",
                "Name: gripes instead of complaints",
            ),
        ],
    )  # fmt: skip
    def test_a_name_in_one_language(self, old: str, new: str, spanish: str, english: str) -> None:
        difference = compare(SHIPPED, shipped_with(old, new))
        assert (difference.explain("es"), difference.explain("en")) == (spanish, english)

    def test_an_article_after_a_preposition_is_contracted(self) -> None:
        *_, mailbox, chat = SHIPPED.channels
        orders = [mailbox, chat], [chat, mailbox]
        before, after = (shipped(channels=each) for each in orders)
        assert "chat.php en vez del correo de soporte, " in compare(before, after).explain("es")
        late, early = (directory(channel(hours=f"Th {each}-17:00")) for each in ("08:00", "00:00"))
        assert "abre al comienzo del día en vez de a las 8:00" in compare(late, early).explain("es")

    @pytest.mark.parametrize(
        ("old", "new", "lines"),
        [
            pytest.param(
                directory(channel(contacts=[mail("a"), mail("b")])),
                directory(channel(contacts=[mail("b"), mail("a")])),
                ["Channel desk: b@example.org, a@example.org instead of a@example.org, b@example.org"],
                id="the same contacts in another order",
            ),
            pytest.param(
                directory(channel(contacts=[phone(), mail("a"), mail("b")])),
                directory(channel(contacts=[phone(), mail("b"), mail("a")])),
                ["Channel desk: (601) 5550100, b@example.org, a@example.org instead of (601) 5550100, a@example.org, b@example.org"],
                id="the contacts after the first one in another order",
            ),
            pytest.param(
                shipped(special_days=[HALF_DAY]),
                shipped(special_days=[changed(HALF_DAY, name=CLOSED)]),
                [f"Name: Closed instead of {HALF_DAY.name.en}"],
                id="the name of a changed day",
            ),
            pytest.param(
                shipped(holiday_calendar=[holiday("12-24", "Nochebuena"), holiday("12-24", "Víspera")]),
                shipped(holiday_calendar=[holiday("12-24", "Navidad"), holiday("12-24", "Víspera")]),
                ["Name: (Navidad) instead of (Nochebuena)"],
                id="names of listed holidays",
            ),
            pytest.param(
                closed_for("A", "B", "C"),
                closed_for("D", "B", "E"),
                ["Name: D instead of A", "Name: E instead of C"],
                id="names of the same days are paired in order",
            ),
            pytest.param(
                closed_for("A", "B"),
                closed_for("A"),
                ["No answer changes from Mon 21 Dec 2026 12:00 a.m. to Mon 28 Dec 2026 12:00 a.m."],
                id="a name less, and no other name",
            ),
            pytest.param(
                closed_for("A", "B"),
                closed_for("B", "A"),
                ["No answer changes from Mon 21 Dec 2026 12:00 a.m. to Mon 28 Dec 2026 12:00 a.m."],
                id="the same names in another order",
            ),
            pytest.param(
                with_request_types("a", "b"),
                with_request_types("a", "b", "c"),
                [
                    "New requests: c",
                    "a, b:",
                    "  Mon 21 Dec 2026 12:00 a.m. to Mon 28 Dec 2026 12:00 a.m.: channel some: as a channel for that request instead of as a channel for every request",
                ],
                id="a request type more makes a channel reserved",
            ),
            pytest.param(
                directory(channel(hours="Mo-Su 07:00-17:00"), ON_TUESDAY),
                directory(channel(hours="Mo-Su 07:00-16:00"), ON_TUESDAY),
                [
                    "Channel desk: closes at 4:00 p.m. instead of 5:00 p.m.: every day, 7 times, from Mon 21 Dec 2026 to Sun 27 Dec 2026; every request type, 7 hours",
                    "  In its place: channel tuesday, or nobody",
                ],
                id="on some days nobody answers",
            ),
            pytest.param(
                directory(channel(hours="Mo-Su 07:00-17:00")),
                directory(channel(hours="Mo-Su 07:00-16:00")),
                [
                    "Channel desk: closes at 4:00 p.m. instead of 5:00 p.m.: every day, 7 times, from Mon 21 Dec 2026 to Sun 27 Dec 2026; every request type, 7 hours",
                    "  In its place: nobody",
                ],
                id="nobody answers",
            ),
            pytest.param(
                SHIPPED,
                shipped_with('request_types = "all" # la fila dice', 'request_types = ["incident"] # row'),
                [
                    "service requests, technical support requests (P1):",
                    "  Mon 21 Dec 2026 12:00 a.m. to Mon 28 Dec 2026 12:00 a.m.: the national toll-free line, (601) 7457495 instead of the priority 1 mobile line, (57) 318 717 49 37",
                    "petitions, complaints, claims, suggestions, appeals (P1):",
                    "  Mon 21 Dec 2026 12:00 a.m. to 7:00 a.m.: the national toll-free line, (601) 7457495 instead of the priority 1 mobile line, (57) 318 717 49 37",
                    "  7:00 a.m. to 5:00 p.m., 4 times from Mon 21 Dec 2026 to Thu 24 Dec 2026: the PQRS line: alternatives: the national toll-free line, the support mailbox and the online chat instead of the priority 1 mobile line, the national toll-free line, the support mailbox and the online chat",
                    "  5:00 p.m. to 7:00 a.m. the next day, 3 times from Mon 21 Dec 2026 to Wed 23 Dec 2026: the national toll-free line, (601) 7457495 instead of the priority 1 mobile line, (57) 318 717 49 37",
                    "  Thu 24 Dec 2026 5:00 p.m. to Mon 28 Dec 2026 12:00 a.m.: the national toll-free line, (601) 7457495 instead of the priority 1 mobile line, (57) 318 717 49 37",
                ],
                id="fewer requests",
            ),
            pytest.param(
                directory(channel("general")),
                directory(
                    channel("claims", "Mo 08:00-09:00", request_types=["claim"]), channel("general")
                ),
                [
                    "New channel: channel claims, (601) 5550133",
                    "claims:",
                    "  Mon 21 Dec 2026 8:00 a.m. to 9:00 a.m.: channel claims, (601) 5550133 instead of channel general, (601) 5550134",
                ],
                id="no line says that others answer in the place of a new channel",
            ),
            pytest.param(
                # On Tuesday, what else is open changes too, and is in no line.
                directory(channel("desk", "Mo-Fr 08:00-18:00"), channel("late", "Tu 09:00-10:00")),
                directory(
                    channel("counter", "Mo-Fr 08:00-18:00"), channel("late", "Tu 09:00-10:00")
                ),
                [
                    "New channel: channel counter, (601) 5550168",
                    "Channel that is gone: channel desk, (601) 5550123",
                    "every request:",
                    "  Mon 21 Dec 2026 12:00 a.m. to 8:00 a.m.: channel counter, (601) 5550168 (opens 8:00 a.m.) instead of channel desk, (601) 5550123 (opens 8:00 a.m.)",
                    "  8:00 a.m. to 6:00 p.m., 5 times from Mon 21 Dec 2026 to Fri 25 Dec 2026: channel counter, (601) 5550168 instead of channel desk, (601) 5550123",
                    "  6:00 p.m. to 8:00 a.m. the next day, 4 times from Mon 21 Dec 2026 to Thu 24 Dec 2026: channel counter, (601) 5550168 (opens then) instead of channel desk, (601) 5550123 (opens then)",
                    "  Fri 25 Dec 2026 6:00 p.m. to Mon 28 Dec 2026 12:00 a.m.: channel counter, (601) 5550168 (opens Mon 8:00 a.m.) instead of channel desk, (601) 5550123 (opens Mon 8:00 a.m.)",
                ],
                id="equal days, and equal nights in which nobody answers, share a line",
            ),
            pytest.param(
                directory(channel(contacts=[mail("old")])),
                directory(
                    channel(contacts=[mail("new")]), closures=[closure("2026-12-30", "2026-12-31")]
                ),
                [
                    "Channel desk: new@example.org instead of old@example.org",
                    "every request:",
                    "  Mon 21 Dec 2026 12:00 a.m. to Mon 28 Dec 2026 12:00 a.m.: channel desk: until Wed 30 Dec 2026 12:00 a.m. instead of no closing time",
                ],
                id="hours after the range beside contacts",
            ),
            # Somebody who sees only what else changed misses that machines dial another number.
            pytest.param(
                directory(channel(contacts=[DIALLED])),
                directory(channel(contacts=[OTHER, form()])),
                ["Channel desk: tel:+576015550102, https://example.org/form instead of tel:+576015550101"],
                id="a contact that reads alike shows its address beside others too",
            ),
            pytest.param(
                shipped(),
                shipped(channels=SHIPPED.channels[:-1]),
                ["Channel that is gone: the online chat, http://idealab.certicamara.com/CertiChat/chat.php"],
                id="that a channel is gone is said once, and not for each request that it was open for",
            ),
            pytest.param(
                shipped(),
                shipped(escalation=[*SHIPPED.escalation, changed(FOURTH_LEVEL, hours="always")]),
                ["Escalation level 4: boss@example.org instead of none"],
                id="a new level changes no hours",
            ),
            pytest.param(
                *(directory(channel("desk", "Mo-Su 10:00-11:00", request_types=each), channel("rest")) for each in (["claim"], "all")),
                [
                    "claims:",
                    "  Mon 21 Dec 2026 12:00 a.m. to 10:00 a.m.: channel rest: as a channel for every request instead of as a stand-in for another channel",
                    "  10:00 a.m. to 11:00 a.m., 7 times from Mon 21 Dec 2026 to Sun 27 Dec 2026: channel desk: as a channel for every request instead of as a channel for that request",
                    "  11:00 a.m. to 10:00 a.m. the next day, 6 times from Mon 21 Dec 2026 to Sat 26 Dec 2026: channel rest: as a channel for every request instead of as a stand-in for another channel",
                    "  Sun 27 Dec 2026 11:00 a.m. to Mon 28 Dec 2026 12:00 a.m.: channel rest: as a channel for every request instead of as a stand-in for another channel",
                    "incidents, service requests, technical support requests, petitions, complaints, suggestions, appeals:",
                    "  10:00 a.m. to 11:00 a.m., 7 times from Mon 21 Dec 2026 to Sun 27 Dec 2026: channel desk, (601) 5550123 instead of channel rest, (601) 5550146",
                ],
                id="more requests, which only the old directory distinguishes",
            ),
            pytest.param(
                directory(channel(contacts=[mail(), DIALLED])),
                directory(channel(contacts=[OTHER, mail()])),
                ["Channel desk: tel:+576015550102, mailto:desk@example.org instead of mailto:desk@example.org, tel:+576015550101"],
                id="a contact that reads alike, and that comes first now",
            ),
        ],
    )  # fmt: skip
    def test_all_lines(self, old: Directory, new: Directory, lines: list[str]) -> None:
        assert compare(old, new).explain("en").splitlines() == lines

    def test_a_later_edition_counts_too(self) -> None:
        same, other = (
            edition("2026-12-24", each)
            for each in (
                SHIPPED,
                changed(
                    shipped_with('en = "PQRS line"', 'en = "ombudsman"'),
                    escalation=SHIPPED.escalation[:2],
                    language="en",
                ),
            )
        )
        difference = diff([SHIPPED, same], [SHIPPED, other], *CHRISTMAS)
        assert difference.explain("en").splitlines() == [
            "Name: the ombudsman instead of the PQRS line",
            "Language of the answers: English instead of Spanish",
            "Escalation level 3: none instead of (601) 745 2141 extension 1101, coordinador.mesadeayuda@certicamara.com",
        ]
        before = CHRISTMAS[0], at("2026-12-24")
        assert diff([SHIPPED, same], [SHIPPED, other], *before).is_empty

    def test_hours_of_a_later_edition_have_their_line(self) -> None:
        new = [SHIPPED, edition("2026-12-24", shipped_with('"17:00"', '"16:00"'))]
        first, *_ = diff(SHIPPED, new, *CHRISTMAS).explain("en").splitlines()
        assert first == (
            "The PQRS line closes at 4:00 p.m. instead of 5:00 p.m.: Thursday 24 December 2026; "
            "5 request types, 1 hour"
        )

    def test_hours_after_the_range_are_said_by_request(self) -> None:
        new = shipped(special_days=[HALF_DAY])
        morning = diff(SHIPPED, new, at("2026-12-24T07:00"), at("2026-12-24T08:00"))
        assert (morning.hours, morning.routed_alike) == ((), True)
        assert morning.explain().splitlines() == [
            "peticiones, quejas, reclamos, sugerencias, apelaciones:",
            "  jue 24 dic 2026 7:00 a. m. a 8:00 a. m.: la línea de PQRS: hasta 12:00 m. en vez de hasta 5:00 p. m.",
        ]


def request_lines(old: Directory, new: Directory, *bounds: datetime) -> list[str]:
    """Return what a report says of requests, as it does if another channel serves more of them.

    That channel never opens, so it changes no answer.
    """
    idle = channel("idle", "", request_types=[]), channel("idle", "")
    before, after = (
        changed(side, channels=[*side.channels, each])
        for side, each in zip((old, new), idle, strict=True)
    )
    lines = diff(before, after, *(bounds or CHRISTMAS)).explain("en").splitlines()
    (first, *_) = (place for place, line in enumerate(lines) if line.endswith(":"))
    return lines[first:]


CHRISTMAS = at("2026-12-21"), at("2026-12-28")


class TestRequests:
    """If channels change, or what they serve, a report says of each group what it gets when."""

    @pytest.mark.parametrize(
        ("new", "lines"),
        [
            (
                shipped(special_days=[HALF_DAY]),
                [
                    "petitions, complaints, claims, suggestions, appeals:",
                    "  Thu 24 Dec 2026 7:00 a.m. to 12:00 p.m.: the PQRS line: until 12:00 p.m. instead of until 5:00 p.m.",
                    "petitions, complaints, claims, suggestions, appeals (P1):",
                    "  Thu 24 Dec 2026 12:00 p.m. to 5:00 p.m.: the priority 1 mobile line, (57) 318 717 49 37 instead of the PQRS line, (601) 7442727 option 3",
                    "petitions, complaints, claims, suggestions, appeals (P2-P5):",
                    "  Thu 24 Dec 2026 12:00 p.m. to 5:00 p.m.: the national toll-free line, (601) 7457495 instead of the PQRS line, (601) 7442727 option 3",
                ],
            ),
            (
                shipped(closures=[NIGHT]),
                [
                    "incidents, service requests, technical support requests (P2-P5):",
                    "  Mon 21 Dec 2026 12:00 a.m. to Wed 23 Dec 2026 10:00 p.m.: the national toll-free line: until then instead of no closing time",
                    "petitions, complaints, claims, suggestions, appeals (P2-P5):",
                    "  Mon 21 Dec 2026 12:00 a.m. to 7:00 a.m.: the national toll-free line: until Wed 10:00 p.m. instead of no closing time",
                    "  5:00 p.m. to 7:00 a.m. the next day, 2 times from Mon 21 Dec 2026 to Tue 22 Dec 2026: the national toll-free line: until Wed 10:00 p.m. instead of no closing time",
                    "  Wed 23 Dec 2026 5:00 p.m. to 10:00 p.m.: the national toll-free line: until 10:00 p.m. instead of no closing time",
                    "every request (P1):",
                    "  Wed 23 Dec 2026 10:00 p.m. to Thu 24 Dec 2026 4:00 a.m.: the priority 1 mobile line: alternatives: the online chat instead of the national toll-free line, the support mailbox and the online chat",
                    "every request (P2-P5):",
                    "  Wed 23 Dec 2026 10:00 p.m. to Thu 24 Dec 2026 4:00 a.m.: the online chat, http://idealab.certicamara.com/CertiChat/chat.php instead of the national toll-free line, (601) 7457495",
                ],
            ),
            (
                shipped(special_days=[special_day("2026-12-24")]),
                [
                    "incidents, service requests, technical support requests (P1):",
                    "  Mon 21 Dec 2026 12:00 a.m. to Thu 24 Dec 2026 12:00 a.m.: the priority 1 mobile line: until then instead of no closing time",
                    "  Thu 24 Dec 2026 12:00 a.m. to Fri 25 Dec 2026 12:00 a.m.: the priority 1 mobile line: as the first to open instead of as a channel for that priority; opens then instead of no closing time; alternatives: none instead of the national toll-free line, the support mailbox and the online chat",
                ],
            ),
        ],
        ids=["half a day", "a night closed", "a day closed"],
    )  # fmt: skip
    def test_its_first_lines(self, new: Directory, lines: list[str]) -> None:
        assert request_lines(SHIPPED, new)[: len(lines)] == lines

    def test_an_edition_of_another_time_is_left_out(self) -> None:
        """It has another channel and another request type, and its PQRS line has another name."""
        later = edition(
            "2026-12-28",
            SHIPPED,
            channels=[
                changed(DESK, name={"en": "ombudsman"}),
                *REST,
                channel("night", request_types=["praise"]),
            ],
            request_types=[*SHIPPED.request_types, {"id": "praise", "name": {"en": "praise"}}],
        )
        assert compare(SHIPPED, [SHIPPED, later]).is_empty
        others = [SHIPPED], [shipped_with(MAILBOX, ""), later], [shipped(channels=REST)]
        assert [
            compare([SHIPPED, later], each).explain("en").splitlines()[0] for each in others
        ] == [
            "No answer changes from Mon 21 Dec 2026 12:00 a.m. to Mon 28 Dec 2026 12:00 a.m.",
            "The PQRS line: no longer certicamararesponde@certicamara.com",
            "Channel that is gone: the PQRS line, (601) 7442727 option 3",
        ]

    def test_a_channel_of_the_edition_after_the_range_may_open_next(self) -> None:
        closed = directory(closures=[ends_on("2026-12-20")])
        later, other = (
            edition("2027-01-01", directory(channel("night", contacts=[phone(each)])))
            for each in (38, 39)
        )
        assert compare([closed, later], [closed, other]).explain("en") == (
            "Channel night: (601) 5550139 instead of (601) 5550138"
        )
        night = "channel night, (601) 5550138 (opens Fri 1 Jan 2027 12:00 a.m.)"
        assert [
            compare(*each).explain("en").splitlines()[-1].rpartition("2026 12:00 a.m.: ")[2]
            for each in ((closed, [closed, later]), ([closed, later], closed))
        ] == [
            f"{night} instead of nobody",
            f"nobody instead of {night}",
        ]

    def test_contacts_have_one_line_even_if_channels_change_too(self) -> None:
        fewer, line = shipped_with(MAILBOX, ""), "no longer certicamararesponde@certicamara.com"
        more = changed(fewer, channels=[*fewer.channels, channel("idle", request_types=[])])
        assert compare(SHIPPED, more).explain("en").splitlines()[1:] == [f"The PQRS line: {line}"]
        assert (
            diff(SHIPPED, [SHIPPED, edition("2026-12-24", fewer)], *CHRISTMAS).explain("en")
            == f"The PQRS line: {line}"
        )

    @pytest.mark.slow
    def test_it_says_that_nobody_answers_and_when_another_opens(self) -> None:
        desk = channel("desk", "Mo-Su 09:00-17:00")
        until_sunday, for_good = (
            directory(desk, special_days=[special_day(f"2026-12-24/{last}")])
            for last in ("2026-12-26", "2199-12-31")
        )
        assert request_lines(until_sunday, for_good) == [
            "every request:",
            "  Wed 23 Dec 2026 5:00 p.m. to Sun 27 Dec 2026 9:00 a.m.: nobody instead of channel desk, (601) 5550123 (opens then)",
            "  Sun 27 Dec 2026 9:00 a.m. to 5:00 p.m.: nobody instead of channel desk, (601) 5550123",
            "  Sun 27 Dec 2026 5:00 p.m. to Mon 28 Dec 2026 12:00 a.m.: nobody instead of channel desk, (601) 5550123 (opens Mon 9:00 a.m.)",
        ]

    def test_equal_saturdays_share_a_line(self) -> None:
        bounds, desk = (at("2026-11-24"), at("2026-12-08")), channel("desk", "Mo 08:00-18:00")
        old, new = (directory(desk, channel("late", each)) for each in ("Sa 09:00-12:00", ""))
        assert (
            "  9:00 a.m. to 12:00 p.m., 2 times from Sat 28 Nov 2026 to Sat 5 Dec 2026: "
            "channel desk, (601) 5550123 (opens Mon 8:00 a.m.) instead of channel late, (601) 5550122"
        ) in request_lines(old, new, *bounds)

    @pytest.mark.parametrize(
        ("language", "what"),
        [
            ("es", "las líneas, (601) 5550123 (abren 8:00 a. m.) en vez de nadie"),
            ("en", "the lines, (601) 5550123 (open 8:00 a.m.) instead of nobody"),
        ],
    )
    def test_regression_several_open(self, language: str, what: str) -> None:
        name = ArticledName(es="líneas", en="lines", es_article="las")
        lines = directory(channel("desk", "Mo-Su 08:00-18:00", name=name))
        nobody = changed(lines, channels=[changed(lines.channels[0], request_types=[])])
        report = compare(nobody, lines).explain(language).splitlines()
        assert report[1].endswith(f": {what}")

    def test_hours_that_begin_in_a_repeated_hour_show_its_offsets(self) -> None:
        zone = "America/New_York"
        old, new = (
            directory(channel("desk", f"Su 00:00-{end}"), time_zone=zone)
            for end in ("01:30", "02:00")
        )
        report = diff(old, new, at("2026-10-31", zone), at("2026-11-03", zone)).explain("en")
        first, _, second, _ = report.splitlines()
        assert "is also open from 1:30 a.m. (UTC-04:00) until 1:00 a.m. (UTC-05:00): " in first
        assert "closes at 2:00 a.m. instead of 1:30 a.m. (UTC-05:00): " in second

    def test_it_shows_the_offsets_of_a_repeated_hour(self) -> None:
        # New York sets its clocks back on Sunday 1 November 2026, from 02:00 to 01:00.
        early, late = (
            directory(channel("desk", f"Mo-Su {hours}"), time_zone="America/New_York")
            for hours in ("01:15-01:45", "01:30-01:50")
        )
        start, end = (datetime(2026, 11, 1, hour, tzinfo=UTC) for hour in (5, 7))
        lines = request_lines(early, late, start, end)
        assert [line.split(": channel desk")[0].strip() for line in lines[1:]] == [
            "Sun 1 Nov 2026 1:00 a.m. (UTC-04:00) to 1:15 a.m. (UTC-04:00)",
            "Sun 1 Nov 2026 1:15 a.m. (UTC-04:00) to 1:30 a.m. (UTC-04:00)",
            "Sun 1 Nov 2026 1:30 a.m. (UTC-04:00) to 1:45 a.m. (UTC-04:00)",
            "Sun 1 Nov 2026 1:45 a.m. (UTC-04:00) to 1:50 a.m. (UTC-04:00)",
            "Sun 1 Nov 2026 1:50 a.m. (UTC-04:00) to 1:15 a.m. (UTC-05:00)",
            "Sun 1 Nov 2026 1:15 a.m. (UTC-05:00) to 1:30 a.m. (UTC-05:00)",
            "Sun 1 Nov 2026 1:30 a.m. (UTC-05:00) to 1:45 a.m. (UTC-05:00)",
            "Sun 1 Nov 2026 1:45 a.m. (UTC-05:00) to 1:50 a.m. (UTC-05:00)",
            "Sun 1 Nov 2026 1:50 a.m. (UTC-05:00) to 2:00 a.m.",
        ]
        first, *_ = diff(early, late, start, end).explain("en").splitlines()
        assert "opens at 1:30 a.m. instead of 1:15 a.m.: Sunday, 2 times" in first


def test_the_same_hours_in_another_zone_are_other_hours() -> None:
    bogota_desk, new_york_desk = (
        directory(channel("desk", "Mo-Su 09:00-17:00"), time_zone=zone)
        for zone in ("America/Bogota", "America/New_York")
    )
    bounds = [datetime(2026, 7, 1, hour, tzinfo=UTC) for hour in (12, 23)]
    assert diff(bogota_desk, new_york_desk, *bounds).explain("en").splitlines() == [
        "Channel desk: opens at 9:00 a.m. instead of 10:00 a.m.: Wednesday 1 July 2026; every request type, 1 hour",
        "  Before: nobody",
        "Channel desk: closes at 5:00 p.m. instead of 6:00 p.m.: Wednesday 1 July 2026; every request type, 1 hour",
        "  In its place: nobody",
    ]
    assert request_lines(bogota_desk, new_york_desk, *bounds) == [
        "every request:",
        "  Wed 1 Jul 2026 8:00 a.m. to 9:00 a.m.: channel desk: opens 9:00 a.m. instead of opens 10:00 a.m.",
        "  Wed 1 Jul 2026 9:00 a.m. to 10:00 a.m.: channel desk: as a channel for every request instead of as the first to open; until 5:00 p.m. instead of opens 10:00 a.m.",
        "  Wed 1 Jul 2026 10:00 a.m. to 5:00 p.m.: channel desk: until 5:00 p.m. instead of until 6:00 p.m.",
        "  Wed 1 Jul 2026 5:00 p.m. to 6:00 p.m.: channel desk: as the first to open instead of as a channel for every request; opens Thu 9:00 a.m. instead of until 6:00 p.m.",
        "  Wed 1 Jul 2026 6:00 p.m. to 7:00 p.m.: channel desk: opens Thu 9:00 a.m. instead of opens Thu 10:00 a.m.",
    ]
