"""Drafts of rules as they are kept beside a passage: plain data, tied to the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Plain = dict[str, Any]


def kept(drafts: Iterable[Plain], *, was: str, now: str) -> list[Plain]:
    """The drafts whose sentence still stands in the words after somebody changed them.

    :param was: the words the drafts were read from. :param now: the words as they are.
    """
    found = []
    for draft in drafts:
        start, end = draft["span"]["start"], draft["span"]["end"]
        place = now.find(was[start:end])
        if place >= 0:
            found.append(_shifted(draft, place - start))
    return found


def _shifted(value: Any, by: int) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {"start", "end"}:
            return {"start": value["start"] + by, "end": value["end"] + by}
        return {key: _shifted(each, by) for key, each in value.items()}
    if isinstance(value, list):
        return [_shifted(each, by) for each in value]
    return value
