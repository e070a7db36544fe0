"""One strategy for equal arguments, which Hypothesis prepares once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

_P = ParamSpec("_P")
_T = TypeVar("_T")

_MOST = 256
"""How many strategies of a function are kept: a program asks for few, again and again."""


def prepared_once(make: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return a function that makes a strategy, and gives it again for equal arguments.

    Hypothesis validates and labels each new strategy, which takes longer than most draws from it.
    """
    kept = cast("Callable[..., _T]", lru_cache(maxsize=_MOST)(make))

    @wraps(make)
    def find(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        return kept(*map(_as_key, args), **{name: _as_key(each) for name, each in kwargs.items()})

    return find


def _as_key(argument: object) -> object:
    """Return an argument that can be looked up: the ids of channels may come as a list."""
    if isinstance(argument, Sequence) and not isinstance(argument, str):
        return tuple(cast("Sequence[object]", argument))
    return argument
