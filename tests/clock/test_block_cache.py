"""The cache: bounded, and whole at every moment."""

from __future__ import annotations

from unittest.mock import MagicMock

from ccb_support.clock.block_cache import BlockCache


class TestBlockCache:
    """What was worked out is found again, until newer entries have taken its room."""

    def test_what_is_added_is_found(self) -> None:
        cache = BlockCache(100)
        assert cache.get("a") is None
        assert cache.add("a", 1, 10) == 1
        assert cache.get("a") == 1

    def test_the_first_of_two_threads_wins(self) -> None:
        cache = BlockCache(100)
        cache.add("a", 1, 10)
        assert cache.add("a", 2, 10) == 1

    def test_a_newer_entry_may_replace_an_older_one(self) -> None:
        cache = BlockCache(100)
        for number, size in enumerate([10, 10, 60]):
            cache.replace("a", number, size)
            assert cache.get("a") == number

    def test_the_older_half_goes_out_first(self) -> None:
        cache = BlockCache(100)
        for name in "abcdef":
            cache.add(name, name, 20)
        assert [cache.get(name) for name in "abcdef"] == [None, None, "c", "d", "e", "f"]

    def test_a_hit_changes_nothing(self) -> None:
        cache = BlockCache(100)
        cache.add("a", 1, 60)
        cache.add("b", 2, 10)
        before = dict(cache.young)
        assert cache.get("a") == 1
        assert cache.young == before

    def test_an_entry_is_made_once(self) -> None:
        cache = BlockCache(100)
        make = MagicMock(return_value=7)
        assert [cache.get_or_make("a", make, 10) for _ in range(2)] == [7, 7]
        make.assert_called_once_with()
