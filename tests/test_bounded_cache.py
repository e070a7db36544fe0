"""The cache: bounded, and whole at every moment."""

from ccb_support.bounded_cache import BoundedCache


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
