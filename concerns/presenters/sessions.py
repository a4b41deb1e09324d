"""Somebody's sessions in words: on which device, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from concerns.models import Session
from concerns.models.session import hash_of

# The first that stands in what a browser calls itself: most call themselves others as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One session. :param tag: what stands for it in an address. :param is_current: this one."""

    device: str
    began_at: datetime | None
    seen_at: datetime | None
    tag: str
    is_current: bool


def shown(rows: Iterable[Session], *, current: str | None) -> list[Shown]:
    """The sessions as the page lists them. :param current: the one it is seen in: comes first."""
    here = hash_of(current or "")
    found = [
        Shown(
            device=device(row.device),
            began_at=row.began_at,
            seen_at=row.seen_at,
            tag=row.tag,
            is_current=row.session_key == here,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: not each.is_current)


def device(agent: str) -> str:
    """`Chrome on Windows`, or as much of it as a browser says."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "A browser")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    return f"{browser} on {system}" if system else browser
