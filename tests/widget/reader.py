"""A page with the widget, read as a browser reads it, by the rules that the component states."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from html.parser import HTMLParser
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


DATA = "application/json"


class Said(NamedTuple):
    """What the widget says.

    Attributes:
        text: the words.
        until: the sentence that says until when, or an empty text.
        contacts: the contacts, each with its label and its address.
        is_known: whether the page has the answer.
    """

    text: str
    until: str
    contacts: list[tuple[str, str]]
    is_known: bool


class Page(HTMLParser):
    """A page, and what its widget says.

    Attributes:
        elements: the attributes of each element, by the name of the element.
        scripts: the text of each script, by its type; a program has no type.
        text: what a reader without scripts sees.
        data: the data of the widget.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: defaultdict[str, list[dict[str, str | None]]] = defaultdict(list)
        self.scripts: defaultdict[str | None, list[str]] = defaultdict(list)
        self.styles: list[str] = []
        self.text = ""
        self._name = ""
        self.feed(html)
        self.close()
        (data,) = self.scripts[DATA]
        self.data: dict[str, Any] = json.loads(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._name = tag
        self.elements[tag].append(dict(attrs))

    def handle_data(self, data: str) -> None:
        if self._name == "script" and data.strip():
            self.scripts[self.elements["script"][-1].get("type")].append(data)
        elif self._name == "style":
            self.styles.append(data)
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self._name:
            self._name = ""

    def boundaries(self) -> list[int]:
        """Return the seconds at which what the widget says may change, and the end."""
        starts = {each for plan in self.data["plans"] for each in accumulate(plan["steps"])}
        return sorted({*starts, self.data["end"]})

    def says(self, request_type: str, priority: int, when: datetime, language: str) -> Said:
        """Return what the widget says of a request at a time."""
        plan = self.data["plans"][self.data["kinds"][request_type][priority - 1]]
        starts = [*accumulate(plan["steps"])]
        second = when.timestamp()
        is_known = starts[0] <= second < self.data["end"]
        place = plan["advice"][bisect_right(starts, second) - 1] if is_known else plan["otherwise"]
        advice, column = self.data["advice"][place], self.data["languages"].index(language)
        contacts = [self.data["contacts"][each] for each in advice["contacts"]]
        return Said(
            advice["text"][column],
            advice["until"][column] if advice["until"] else "",
            [(each["label"][column], each["uri"]) for each in contacts],
            is_known,
        )
