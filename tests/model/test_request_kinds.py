"""Kinds of request: their order, and which of them the same channels serve."""

from __future__ import annotations

from ccb_support import Priority, RequestKind, RequestType, default_directory
from ccb_support.model.channels import every_kind, group_requests, kind_order, sort_kinds

CHANNELS = default_directory().channels


def test_there_is_a_kind_for_each_type_and_priority() -> None:
    kinds = every_kind()
    assert len(kinds) == len(set(kinds)) == len(RequestType) * len(Priority)
    assert kinds[0] == RequestKind.of("incident", 1)


def test_kinds_are_sorted_by_type_and_then_by_priority() -> None:
    assert sort_kinds(reversed(every_kind())) == every_kind()
    assert kind_order(RequestKind.of("queja", 5)) < kind_order(RequestKind.of("reclamo", 1))


class TestGroups:
    """A group has the kinds that the same channels serve."""

    def test_of_the_shipped_directory(self) -> None:
        groups = {
            tuple(
                channel.id
                for channel in CHANNELS
                if channel.serves(first.request_type, first.priority)
            ): 1 + len(others)
            for first, *others in group_requests(CHANNELS)
        }
        assert groups == {
            ("p1_mobile", "national_line", "email", "chat"): 3,
            ("national_line", "email", "chat"): 12,
            ("pqrs", "p1_mobile", "national_line", "email", "chat"): 5,
            ("pqrs", "national_line", "email", "chat"): 20,
        }

    def test_every_kind_is_in_one_group(self) -> None:
        kinds = [kind for group in group_requests(CHANNELS) for kind in group]
        assert sort_kinds(kinds) == every_kind()

    def test_the_same_channels_serve_its_kinds(self) -> None:
        for group in group_requests(CHANNELS):
            serving = {
                tuple(each.serves(kind.request_type, kind.priority) for each in CHANNELS)
                for kind in group
            }
            assert len(serving) == 1
