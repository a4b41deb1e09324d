"""What there is for somebody to do, with numbers, on their first page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch, reverse

from concerns.engine.nouns import YOURS
from concerns.presenters.states import plural
from concerns.selectors.parts import is_awaited
from concerns.selectors.queue import List
from concerns.selectors.standing import Raised
from concerns.templatetags.dates import day_text

if TYPE_CHECKING:
    from concerns.models import Council, Person, Protocol, Share


# What is said of a queue, the most urgent first.
_QUEUE: Final = (
    (List.OVERDUE, "overdue"),
    (List.DUE_SOON, "due in the next 5 working days"),
    (List.NEW, "new"),
    (List.MINE, "you are dealing with"),
)


_KEEPS: Final = "Keep the register: who holds which office, times and closures"


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to do. :param facts: what there is of it now, a sentence each."""

    title: str
    href: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfCouncil:
    """A council the reader stands on the register of, and what of it they may read."""

    name: str
    links: tuple[Link, ...]


def parts(
    *,
    raised: Raised,
    counts: Mapping[List, int],
    reviews: int,
    oversees: Iterable[Council],
    to_adopt: Iterable[Protocol] = (),
    shared: Iterable[Share] = (),
) -> list[Part]:
    """What the reader may do, the most urgent first; only what they have anything to do with."""
    told = [_told(share) for share in shared]
    found = [*told, *_parts(raised, counts, reviews, list(oversees)), *map(_ready, to_adopt)]
    return [part for part in found if part.href]


def _parts(
    raised: Raised, counts: Mapping[List, int], reviews: int, oversees: list[Council]
) -> Iterator[Part]:
    yours = Part(YOURS, address("concern-list"), _raised(raised))
    if raised.asked:
        yield yours  # the clock stands still until they answer
    if handles(counts):
        facts = tuple(f"{counts[which]:,} {text}" for which, text in _QUEUE if counts[which])
        yield Part("Queue", address("queue-list"), facts or ("Nothing waits for you",))
    if reviews:
        # They are in the queue as well, and must not look like something more to do.
        are = "is" if reviews == 1 else "are"
        fact = f"{reviews:,} of those in your queue {are} for you to decide, hear or look at again"
        yield Part("Reviews", address("review-list"), (fact,))
    if not raised.asked:
        yield yours
    for council in oversees:
        yield Part(
            f"Oversight of {council.name}",
            reverse("oversight-detail", args=[council.slug]),
            ("How many there are, and none of what was written",),
        )


def _told(share: Share) -> Part:
    """What was shared with somebody whom a concern is about: that, and not what it is."""
    asked = is_awaited(share) and share.due_on is not None
    fact = f"Your reply is due on {day_text(share.due_on)}" if asked else "Nothing is asked of you"
    return Part(
        f"Shared with you: {share.reference}", address("case-detail", share.reference), (fact,)
    )


def _ready(version: Protocol) -> Part:
    """A version that waits for a second person."""
    return Part(
        f"Version {version.version} of the protocol of {version.council.name}",
        address("version-detail", version.council.slug, version.pk),
        ("Somebody said that it is ready: read it, and put it in force if it is",),
    )


def handles(counts: Mapping[List, int]) -> bool:
    """Whether they have or had anything to deal with."""
    return bool(counts[List.OPEN] or counts[List.CLOSED])


def _raised(raised: Raised) -> tuple[str, ...]:
    facts = []
    if raised.asked:
        facts.append(f"{raised.asked:,} {'waits' if raised.asked == 1 else 'wait'} for your answer")
    if raised.drafts:
        facts.append(f"{plural(raised.drafts, 'draft')} not sent yet")
    if under_way := raised.open - raised.asked:
        facts.append(f"{under_way:,} being dealt with")
    if raised.closed:
        facts.append(f"{raised.closed:,} closed")
    return tuple(facts) or ("Nothing raised yet",)


def councils(
    people: Iterable[Person], *, handles: bool, oversees: Iterable[Council] = ()
) -> list[OfCouncil]:
    """What there is for each council: raise something, read its protocol, see its register.

    :param handles: they have or had something to deal with, so they may file what another told
        them.
    :param oversees: the councils whose monitoring officer, or deputy, they are: they read what is
        being written, and may put it in force.
    """
    overseen = {council.pk for council in oversees}
    told = ("File what somebody told you by telephone or letter", "raising-behalf")
    pages = (
        ("Raise a concern or ask for something", "raising-start"),
        *([told] if handles else ()),
        ("Read the protocol", "protocol-read"),
        ("See who holds which office", "office-list"),
    )
    write = ("Write the protocol: versions, clauses and rules", "version-list")
    second = ("See what waits for a second person", "approval-list")
    copies = ("Requests for a copy of what is held about somebody", "subject-request-list")
    look = ("See the versions of the protocol, and put one in force", "version-list")
    return [
        OfCouncil(
            person.council.name,
            tuple(
                Link(_KEEPS if name == "office-list" and person.is_administrator else text, href)
                for text, name in (
                    *pages,
                    *([write, second, copies] if person.is_administrator else ()),
                    *(
                        [look, second, copies]
                        if person.council_id in overseen and not person.is_administrator
                        else ()
                    ),
                )
                if (href := address(name, person.council.slug))
            ),
        )
        for person in people
    ]


def address(name: str, *args: str | int) -> str:
    """Where that page is; empty where this site has none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
