"""Equal arguments have one strategy, which Hypothesis prepares once."""

from __future__ import annotations

from datetime import date

from ccb_support.testing import strategies


def test_equal_arguments_have_one_strategy() -> None:
    assert strategies.names() is strategies.names()
    assert strategies.day_hours(step=60) is strategies.day_hours(step=60)
    assert strategies.days(date(2026, 1, 1)) is strategies.days(date(2026, 1, 1))


def test_other_arguments_have_another_strategy() -> None:
    assert strategies.day_hours(step=60) is not strategies.day_hours(step=1)


def test_ids_may_come_as_a_list() -> None:
    assert strategies.closures(["a", "b"]) is strategies.closures(("a", "b"))
    lengths = strategies.date_ranges(lengths=[0, 1])
    assert lengths is strategies.date_ranges(lengths=(0, 1))
    assert lengths is not strategies.date_ranges(lengths=(0, 2))
