"""Findings about channels, their numbers, hours and names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import Contact, Directory, EscalationLevel, Phone, WhatsApp
from ccb_support.model import OpeningSpan
from ccb_support.verification import FindingCode
from tests.builders import (
    OFFICE,
    PQRS,
    at,
    changed,
    channel,
    chat,
    closure,
    directory,
    form,
    mail,
    phone,
    season,
    short_code,
    special_day,
    weekly_hours,
    whatsapp,
)
from tests.verification.proof import (
    END,
    EVERY_KIND,
    START,
    Case,
    check,
    codes,
    findings,
    prove,
    the_only,
)

MOVE = closure("2026-01-01T00:00", "2026-11-30T00:00", channels=["shut"])
SLIP = Phone(printed="(601) 7457496", e164="+576017457495")
FIRST_MAIL = channel("first", contacts=[phone(1), mail("desk")])
LAST_MAIL = channel("last", contacts=[mail("desk")])
NUMBER_CODES = {FindingCode.WRONG_NUMBER, FindingCode.DOUBTFUL_NUMBER}


def desk_with(*contacts: Phone | WhatsApp) -> Directory:
    return directory(channel(contacts=[mail(), *contacts]))


def two(one: Contact, other: Contact) -> Directory:
    """Return a directory whose first and last channels have these contacts."""
    last = channel("c", contacts=[phone(9), other])
    return directory(channel("a", contacts=[one]), channel("b"), last)


def desk_open(span: str) -> Directory:
    return directory(channel(hours=f"Mo {span}"), channel("rest"))


def level(hours: str = "always", **changes: object) -> EscalationLevel:
    fields = {"level": 1, "name": "Jefe", "hours": weekly_hours(hours), "contacts": [mail()]}
    return EscalationLevel.model_validate(fields | changes)


def wrong(contact: Phone | WhatsApp, key: str, number: str) -> Case:
    expected = {
        "path": f"channels[0].contacts[1].{key}",
        "contact": contact,
        "replacement": f'{key} = "{number}"',
    }
    return Case(FindingCode.WRONG_NUMBER, desk_with(contact), expected)


def doubtful(contact: Phone | WhatsApp) -> Case:
    expected = {"contact": contact, "replacement": None}
    return Case(FindingCode.DOUBTFUL_NUMBER, desk_with(contact), expected)


def shared(one: Contact, other: Contact) -> Case:
    expected = {"channels": ("a", "c"), "contact": one}
    return Case(FindingCode.SHARED_CONTACT, two(one, other), expected)


def long(desk: Directory, path: str) -> Case:
    expected = {
        "path": f"{path}.closes",
        "replacement": 'closes = "17:00"',
        "span": OpeningSpan(opens="07:00", closes="05:00"),
    }
    return Case(FindingCode.LONG_SPAN, desk, expected)


def long_until(span: str, closes: str) -> Case:
    return Case(FindingCode.LONG_SPAN, desk_open(span), {"replacement": f'closes = "{closes}"'})


def not_shared(one: Contact, other: Contact) -> Case:
    return Case({FindingCode.SHARED_CONTACT}, two(one, other))


FOUND = {
    "a channel without request types": Case(
        FindingCode.SERVES_NOTHING,
        directory(channel(), channel("idle", request_types=[])),
        {"channels": ("idle",), "path": "channels[1]"},
    ),
    "a channel without priorities": Case(
        FindingCode.SERVES_NOTHING,
        directory(channel(), channel("idle", priorities=[])),
        {"channels": ("idle",), "path": "channels[1]"},
    ),
    "a channel that is closed for the whole range": Case(
        FindingCode.NEVER_OPEN,
        directory(channel(), channel("shut"), closures=[MOVE]),
        {"channels": ("shut",), "time": (START, END)},
    ),
    "a channel without hours": Case(
        FindingCode.NEVER_OPEN,
        directory(channel(), channel("shut", hours="")),
        {"channels": ("shut",)},
    ),
    "a channel behind others": Case(
        FindingCode.NEVER_THE_ANSWER,
        directory(
            channel("pqrs", request_types=PQRS), channel("first"), channel("last", hours=OFFICE)
        ),
        {
            "channels": ("last",),
            "instead": ("pqrs", "first"),
            "counterexample.request": EVERY_KIND[0],
            "time": (at("2026-11-23T07:00"), at("2026-11-23T17:00")),
        },
    ),
    "a channel that no preference reaches": Case(
        FindingCode.NEVER_THE_ANSWER,
        directory(FIRST_MAIL, channel("last", contacts=[mail("other")])),
        {"channels": ("last",)},
    ),
    "a channel that only a preference reaches": Case(
        FindingCode.ANSWER_BY_PREFERENCE_ONLY,
        directory(channel("first"), LAST_MAIL),
        {"channels": ("last",), "instead": ("first",)},
    ),
    "a shared telephone": shared(phone(1), changed(phone(1), printed="555 0101")),
    "a shared mailbox": shared(mail("desk"), mail("desk")),
    "a shared chat": shared(chat(), chat()),
    "a shared form": shared(form(), form()),
    "a form and a chat on one page": shared(form("help"), chat("help")),
    "a shared whatsapp": shared(whatsapp(), changed(whatsapp(), printed="+57 300 5550100")),
    "a shared short code": shared(short_code("195"), short_code("195", "+57")),
    "a wrong telephone": wrong(SLIP, "e164", "+576017457496"),
    "a wrong whatsapp": wrong(
        WhatsApp(printed="(57) 318 717 49 38", e164="+573187174937"), "e164", "+573187174938"
    ),
    "a wrong short code": wrong(Phone(printed="#384", short_code="#383"), "short_code", "#384"),
    "a digit too few": doubtful(Phone(printed="(601) 745749", e164="+576017457495")),
    "another country": doubtful(WhatsApp(printed="(58) 318 717 49 37", e164="+573187174937")),
    "no number sign": doubtful(Phone(printed="383", short_code="#383")),
    "a long span in a week": long(
        directory(channel(hours="Mo-Fr 07:00-05:00")), "channels[0].hours[0]"
    ),
    "a long second span": long(
        directory(channel(hours="Sa 08:00-12:00; Mo-Fr 07:00-05:00")), "channels[0].hours[1]"
    ),
    "a long span of a special day": long(
        directory(channel(), special_days=[special_day("2026-11-24", "07:00-05:00")]),
        "special_days[0].hours[0]",
    ),
    "a long span of a level": long(
        changed(directory(channel()), escalation=(level("Mo-Fr 07:00-05:00"),)),
        "escalation[0].hours[0]",
    ),
    "a long span of a season": long(
        directory(channel(), seasons=[season("11-20/12-20", "Mo-Fr 07:00-05:00")]),
        "seasons[0].hours[0]",
    ),
    "a long span of holidays": long(
        directory(channel(hours=OFFICE, holidays="07:00-05:00")), "channels[0].holidays[0]"
    ),
    "a span from 4 a.m.": long_until("04:00-03:59", "15:59"),
    "a span to midnight and a minute": long_until("11:59-00:01", "12:01"),
    "a span to 6 a.m.": long_until("11:59-06:00", "18:00"),
    "a span to half past midnight": long_until("08:00-00:30", "12:30"),
}

NEAR_MISSES = {
    "a channel that serves nothing is not never open or the answer too": Case(
        {FindingCode.NEVER_OPEN, FindingCode.NEVER_THE_ANSWER},
        directory(channel(), channel("idle", "", priorities=[])),
    ),
    "one kind of request": Case(
        {FindingCode.SERVES_NOTHING},
        directory(channel("few", request_types=["appeal"], priorities=[5]), channel()),
    ),
    "a channel without hours is not never the answer too": Case(
        {FindingCode.NEVER_THE_ANSWER}, directory(channel(), channel("shut", hours=""))
    ),
    **{
        f"a channel that is open for the {name} minute": Case(
            {FindingCode.NEVER_OPEN},
            directory(
                channel(), channel("shut"), closures=[closure(starts, ends, channels=["shut"])]
            ),
        )
        for name, starts, ends in (
            ("last", "2026-01-01T00:00", "2026-11-29T23:59"),
            ("first", "2026-11-23T00:01", "2027-01-01T00:00"),
        )
    },
    "a channel for other requests shadows nothing": Case(
        {FindingCode.NEVER_THE_ANSWER},
        directory(channel("pqrs", request_types=PQRS), channel("last")),
    ),
    "the first channel closes for a minute": Case(
        {FindingCode.NEVER_THE_ANSWER},
        directory(
            channel("first"),
            channel("last"),
            closures=[closure("2026-11-26T12:00", "2026-11-26T12:01", channels=["first"])],
        ),
    ),
    "the last channel is the one that opens next": Case(
        {FindingCode.NEVER_THE_ANSWER},
        directory(channel("first", hours=OFFICE), channel("last", hours="Mo-Fr 06:00-17:00")),
    ),
    "no preference reaches the channel": Case(
        {FindingCode.ANSWER_BY_PREFERENCE_ONLY},
        directory(FIRST_MAIL, channel("last", contacts=[mail("other")])),
    ),
    "the channel is the answer to other requests": Case(
        {FindingCode.ANSWER_BY_PREFERENCE_ONLY},
        directory(channel("first", request_types=PQRS), LAST_MAIL),
    ),
    "another page": not_shared(chat("a"), chat("b")),
    "another menu option": not_shared(phone(menu_option="1"), phone(menu_option="2")),
    "another extension": not_shared(phone(extensions=["1"]), phone(extensions=["2"])),
    "a short code of another country": not_shared(short_code("195"), short_code("195", "+1")),
    "another medium": not_shared(
        whatsapp(1), Phone(printed=whatsapp(1).printed, e164=whatsapp(1).e164)
    ),
    "one channel has a contact twice": Case(
        {FindingCode.SHARED_CONTACT}, directory(channel(contacts=[phone(1), phone(1)]))
    ),
    "a wrong number has one finding": Case(
        NUMBER_CODES - {FindingCode.WRONG_NUMBER}, desk_with(SLIP)
    ),
    "right numbers": Case(
        NUMBER_CODES,
        desk_with(phone(1), phone(1, extensions=["1104"]), phone(2), whatsapp(3), short_code()),
    ),
    **{
        f"a span of {span}": Case({FindingCode.LONG_SPAN}, desk_open(span))
        for span in (
            "12:00-06:00",
            "03:59-03:00",
            "07:00-06:01",
            "07:00-24:00",
            "07:00-00:00",
            "05:00-06:00",
            "18:00-06:00",
            "00:00-24:00",
        )
    },
}


@pytest.mark.parametrize(
    "case", [*FOUND.values(), *NEAR_MISSES.values()], ids=[*FOUND, *NEAR_MISSES]
)
def test_what_is_found_and_what_is_not(case: Case) -> None:
    check(case)


def test_what_it_says_to_write_is_no_error() -> None:
    finding = the_only(prove(desk_with(SLIP)), FindingCode.WRONG_NUMBER)
    key, _, number = (finding.replacement or "").partition(" = ")
    mended = changed(SLIP, **{key: number.strip('"')})
    assert not codes(prove(desk_with(mended))) & NUMBER_CODES


@given(st.integers(0, 1439), st.integers(1, 1439))
def test_a_span_is_long_at_every_minute(opens: int, length: int) -> None:
    start, end = (
        f"{minute // 60:02}:{minute % 60:02}" for minute in (opens, (opens + length) % 1440)
    )
    report = prove(directory(channel(hours=f"Mo {start}-{end}")))
    is_long = 240 <= opens < 720 and 1440 < opens + length <= 1800
    assert len(findings(report, FindingCode.LONG_SPAN)) == is_long
