"""The command that lists the holidays of a year."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ccb_support.calendars.colombia import colombian_holidays
from ccb_support.errors import quoted
from ccb_support.limits import LONGEST_YEAR
from ccb_support.model.shipped_directory import default_directory
from ccb_support.words import command_phrases as phrases
from ccb_support.words import help_phrases as words
from ccb_support.words.error_reasons import NOT_A_YEAR

from .bad_argument import BadArgumentError
from .command import Argument, Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call


def _holidays(call: Call) -> Iterator[str]:
    rows = [
        (day, holiday)
        for day, holidays in colombian_holidays(_year(call)).items()
        for holiday in holidays
    ]
    if not call.as_json:
        cells = [(day.isoformat(), call.say(each.name), each.law) for day, each in rows]
        yield from call.table((phrases.DATE, phrases.NAME, phrases.LAW), cells)
        return
    for day, holiday in rows:
        document = {
            "date": day.isoformat(),
            "name": holiday.name.model_dump(),
            "kind": holiday.kind,
            "law": holiday.law,
            "first_year": holiday.first_year,
        }
        yield json.dumps(document, ensure_ascii=False)


def _year(call: Call) -> int:
    text = call.arguments.year
    if text is None:
        return call.now().astimezone(default_directory().zone).year
    if text.isascii() and text.isdecimal() and len(text) <= LONGEST_YEAR:
        return int(text)
    raise BadArgumentError(NOT_A_YEAR.fill(text=quoted(text)))


COMMAND = Command(
    run=_holidays,
    about=words.HOLIDAYS,
    arguments=(Argument("year", words.YEAR_ABOUT, words.YEAR),),
    examples=("ccb-support holidays", "ccb-support holidays 2027"),
)
