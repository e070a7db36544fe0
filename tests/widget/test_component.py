"""The component after a part of the changes; `in_chromium.py`, which takes longer, tries all."""

from __future__ import annotations

from tests.widget.component import KINDS, ComponentTests


class TestComponent(ComponentTests):
    """The component shows the right contacts after each change."""

    kinds = KINDS[::4]
