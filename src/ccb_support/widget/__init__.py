"""A widget for any web page: whom to contact now, without a server.

`to_widget` returns one page with a web component, its data, and lists to choose a request from. The
data are the answers of a range of time.
"""

import json
from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from html import escape
from importlib.resources import files

from ccb_support.errors import require_language
from ccb_support.routing.router import DirectoryOrRouter, router_over
from ccb_support.words import Language, capitalize
from ccb_support.words import services as phrases

from .advice_table import AdviceTable

__all__ = ["to_widget"]

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<script type="application/json" id="ccb-support-data">{data}</script>
<script>{component}</script>
<main>
<h1>{title}</h1>
<form hidden>
{lists}
</form>
<ccb-support request-type="{request_type}" priority="{priority}">
{every_contact}
</ccb-support>
</main>
<script>{chooser}</script>
</body>
</html>
"""

_COMPONENT = "django/static/ccb_support/component.js"
"""The component is one for this page and for Django, which serves only what is in this folder."""


def to_widget(
    directory: DirectoryOrRouter,
    start: datetime,
    end: datetime,
    *,
    language: str | None = None,
) -> str:
    """Return a page that says whom to contact now, with all answers of a range inside.

    The page is one file, and works from any place: it asks no server for anything. It has a web
    component, which other pages can hold too.

    Outside the range the component says so, and gives a channel that is always open, or else every
    channel that takes the request.

    Args:
        directory: a directory or its editions, with their own holidays, or a router.
        start: the start of the range, an aware `datetime`.
        end: the end of the range, which lies outside it, an aware `datetime`.
        language: the language of the page, a BCP 47 tag of Spanish or English. Without it, the page
            is in the language of the directory at `start`.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        DirectoryError: the directory names a holiday calendar that does not exist, or the editions
            do not fit together.
        MissingExtraError: the directory names a holiday calendar that needs an extra.
        EmptyRangeError: `start` is not before `end`.
        NotADatetimeError: `start` or `end` is not a `datetime`.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
        OutOfRangeError: `start` or `end` lies outside the supported range.
        UnknownLanguageError: the library does not speak `language`.
    """
    router = router_over(directory)
    table = AdviceTable(router, start, end)
    edition = router.edition_at(start)
    spoken = require_language(language, usual=edition.language)
    usual = f"P{edition.usual_priority}"
    # What an older browser shows, and one without scripts.
    every_contact = [phrases.NEEDS_JAVASCRIPT.in_language(spoken), *table.every_contact(spoken)]
    style, component, chooser = (
        files("ccb_support").joinpath(each).read_text("utf-8")
        for each in ("widget/page.css", _COMPONENT, "widget/chooser.js")
    )
    return _PAGE.format(
        language=spoken,
        policy=_policy(scripts=(component, chooser), style=style),
        title=phrases.TITLE.in_language(spoken),
        style=style,
        lists=_lists(table, usual, spoken),
        request_type=table.words.request_types[0].id,
        priority=usual,
        every_contact="\n".join(f"<p>{escape(each)}</p>" for each in every_contact),
        data=_data(table, usual, spoken),
        component=component,
        chooser=chooser,
    )


def _policy(*, scripts: Iterable[str], style: str) -> str:
    """Return a content security policy: the page loads nothing, and runs only its own scripts."""
    hashes = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _lists(table: AdviceTable, usual: str, language: Language) -> str:
    types = [
        (each.id, capitalize(each.label.in_language(language)))
        for each in table.words.request_types
    ]
    priorities = [
        (f"P{each.id:d}", each.label.in_language(language)) for each in table.words.priorities
    ]
    lists = [
        _list("request-type", phrases.REQUEST_TYPE.in_language(language), types, types[0][0]),
        _list("priority", phrases.PRIORITY.in_language(language), priorities, usual),
    ]
    return "\n".join(lists)


def _list(name: str, label: str, choices: Iterable[tuple[str, str]], first: str) -> str:
    options = "".join(
        f'<option value="{value}"{" selected" if value == first else ""}>{escape(text)}</option>'
        for value, text in choices
    )
    return (
        f'<label>{capitalize(label)} <select name="{name}" autocomplete="off">'
        f"{options}</select></label>"
    )


def _data(table: AdviceTable, usual: str, language: Language) -> str:
    """Return what the component reads, as JSON that can't end its element."""
    document = {
        **table.as_json(),
        "priority": usual,
        "language": language,
        "words": {
            "days": table.days(),
            "out_of_date": phrases.OUT_OF_DATE,
            "not_a_value": phrases.NOT_A_VALUE,
        },
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
