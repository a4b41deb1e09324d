"""What is still open on a version that somebody is about to call ready, or to put in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from concerns.engine.explain import join
from concerns.presenters.findings import Link

if TYPE_CHECKING:
    from concerns.models import Document

Address = Callable[..., str]


def outstanding(
    *,
    documents: Iterable[Document],
    proposals: int,
    findings: int,
    address: Address,
) -> list[Link]:
    """What is left undone, each with where to do it. None of it stops the version.

    :param proposals: how many nobody has decided on. :param findings: how many the checks found.
    :param address: of a page of the version.
    """
    found = [
        Link(
            f"{document.name} is not gone through to the end",
            address("document-detail", document=document.pk),
        )
        for document in documents
        if document.finished_at is None
    ]
    if proposals:
        found.append(Link(proposed(proposals), address("proposal-list")))
    if findings:
        things = "1 thing" if findings == 1 else f"{findings} things"
        found.append(Link(f"The checks found {things} to look at", address("finding-list")))
    return found


def proposed(count: int) -> str:
    """What documents propose and nobody has decided on, in words."""
    if count == 1:
        return "1 thing your document seems to say is not decided on"
    return f"{count} things your document seems to say are not decided on"


def next_step(kinds: Sequence[str]) -> str:
    """What was proposed, to go on with. :param kinds: of each proposal."""
    rules = kinds.count("rule")
    others = len(kinds) - rules
    said = [
        f"{count} {noun if count == 1 else nouns}"
        for count, noun, nouns in (
            (rules, "rule", "rules"),
            (others, "duty, notice or date", "duties, notices and dates"),
        )
        if count
    ]
    return f"{join(said, 'and')} {'is' if len(kinds) == 1 else 'are'} proposed: decide on them next"


def left(count: int) -> str:
    """How many proposals are left, to lead on to them; nothing for none."""
    if not count:
        return ""
    return (
        "1 thing is left to decide on." if count == 1 else f"{count} things are left to decide on."
    )
