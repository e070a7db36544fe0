"""The number that people read in a printed text, as machines would dial it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ccb_support.model.contacts import Phone, WhatsApp

if TYPE_CHECKING:
    from collections.abc import Mapping

_COUNTRY_CODE = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[0-9]{3}")
"""The country code of a number without its plus. By ITU-T E.164, no code begins another."""

_TRUNK_PREFIXES: Mapping[str, str] = {"7": "8", "36": "06", "375": "80", "993": "8"}
"""By country code, what people dial before a number within the country, if it is not a 0."""


def dialled(contact: Phone | WhatsApp) -> str:
    """Return the number that machines dial."""
    short_code = contact.short_code if isinstance(contact, Phone) else None
    return contact.e164 or short_code or ""


def keys_printed(contact: Phone | WhatsApp) -> str:
    """Return the keys that the printed number has: digits, `*` and `#`."""
    return re.sub(r"[^0-9*#]", "", contact.printed)


def read_printed(contact: Phone | WhatsApp) -> str | None:
    """Return the number that the printed text means, or None if that is not certain.

    It is the number that machines dial if the text shows that number, or the end of it.
    """
    if contact.e164:
        return _read_international(contact.printed, contact.e164)
    return _read_short(keys_printed(contact), dialled(contact))


def _read_international(printed: str, e164: str) -> str | None:
    whole = e164.removeprefix("+")
    (code,) = _COUNTRY_CODE.findall(whole)[:1]
    national = whole.removeprefix(code)
    # As in +44 (0)20, the zero is for callers within the country.
    digits = re.sub(r"\D", "", printed.replace("(0)", ""))
    plain = digits.lstrip("0")
    if plain in (whole, national) or digits in (national, _TRUNK_PREFIXES.get(code, "") + national):
        return e164
    if len(digits) < len(national) and national.endswith(digits):
        return e164
    for each in (digits, plain):
        if len(each) == len(national):
            return f"+{code}{each}"
        if len(each) == len(whole) and each.startswith(code):
            return f"+{each}"
    return None


def _read_short(keys: str, short_code: str) -> str | None:
    before = keys.removesuffix(short_code)
    # A country code may come before it, as in (57) 195; but #383 is not 383.
    if keys.endswith(short_code) and (not before or before.isdigit()):
        return short_code
    return keys if len(keys) == len(short_code) else None
