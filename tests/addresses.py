"""Every address of the site, made from the URLconf, with something in each of its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# By the converter, or by the name where a pattern is a regular expression.
_SOMETHING = {
    "IntConverter": 1,
    "SlugConverter": "a-b",
    "StringConverter": "undated",
    "PathConverter": "1",
    "Reference": "BBBB-CCCC-DDDD",  # that no concern has
    "File": "A" * 22,  # that no file has
    "key": "a-b",
    "uidb36": "1",
}


@dataclass(frozen=True)
class Route:
    """A name and what its address has places for. :param places: the converter's name of each."""

    name: str
    places: Mapping[str, str]

    def path(self, **known: Any) -> str:
        """Its address with these in their places, as far as it has them, and something else."""
        filled = {
            place: known.get(place, _SOMETHING[converter])
            for place, converter in self.places.items()
        }
        return reverse(self.name, kwargs=filled)


def routes() -> Iterator[Route]:
    """Every route that has a name."""

    def walk(resolver: URLResolver, above: dict[str, str]) -> Iterator[Route]:
        for each in resolver.url_patterns:
            found = getattr(each.pattern, "converters", {})
            places = above | {name: type(found[name]).__name__ for name in found}
            places |= {name: name for name in each.pattern.regex.groupindex if name not in places}
            if isinstance(each, URLResolver):
                yield from walk(each, places)
            elif isinstance(each, URLPattern) and each.name:
                yield Route(each.name, places)

    return walk(get_resolver(), {})
