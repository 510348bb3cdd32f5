"""Sentences from templates with named fields."""

from __future__ import annotations


def say(template: str, **fields: object) -> str:
    """A sentence filled in."""
    return template.format(**fields)


def several(count: int, one: str, many: str, **fields: object) -> str:
    """The form for one, or for many, filled in."""
    return (one if count == 1 else many).format(n=f"{count:,}", **fields)
