"""The cache: bounded, and whole at every moment; and a property that is worked out once."""

import inspect

from ccb_support.bounded_cache import BoundedCache, KeptProperty
from ccb_support.model.vocabulary import RequestTypes


class TestBoundedCache:
    """What was worked out is found again, until newer entries have taken its room."""

    def test_a_newer_entry_may_replace_an_older_one(self) -> None:
        cache: BoundedCache[str, object] = BoundedCache(100)
        assert cache.get("a") is None
        for number, size in enumerate([10, 10, 60]):
            cache.add("a", number, size)
            assert cache.get("a") == number

    def test_the_older_half_goes_out_first(self) -> None:
        cache: BoundedCache[str, object] = BoundedCache(100)
        for name in "abcdef":
            cache.add(name, name, 20)
            cache.get("a")  # a hit changes nothing
        assert [cache.get(name) for name in "abcdef"] == [None, None, "c", "d", "e", "f"]


def test_a_program_may_list_what_a_class_with_a_kept_property_has() -> None:
    found = dict(inspect.getmembers(RequestTypes))
    assert isinstance(found["by_id"], KeptProperty)
