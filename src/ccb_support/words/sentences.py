"""What all sentences need, in any language."""

from __future__ import annotations


def capitalize(sentence: str) -> str:
    """Return a sentence with a capital first letter. The other letters stay as they are."""
    return sentence[:1].upper() + sentence[1:]


def shorten(name: str, longest: int) -> str:
    """Return a name, cut after `longest` letters."""
    return name if len(name) <= longest else f"{name[:longest]}…"
