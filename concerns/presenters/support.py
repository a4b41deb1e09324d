"""Where somebody finds support, and when a page can be left at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concerns.engine.facts import SENSITIVE

if TYPE_CHECKING:
    from concerns.models import Concern, Council
    from concerns.selectors.cases import Case

# Only what holds everywhere in the United Kingdom or says where it does; a council knows its own.
OWN_WORDS: Final = (
    "If you are in danger now, call 999. To report a crime when nobody is in danger, call 101.",
    "To talk to somebody at any time of day or night, call Samaritans on 116 123. It is free.",
    "Your trade union or professional body can advise you, and go with you to a meeting.",
    "If you work for the council, ask whoever deals with staff whether there is an employee"
    " assistance programme or occupational health service.",
    "If you are a councillor, your political group, the monitoring officer or your association of"
    " local councils can tell you what support there is for councillors.",
    "For free advice on bullying, harassment and discrimination at work: Acas (acas.org.uk) in"
    " England, Scotland and Wales; the Labour Relations Agency (lra.org.uk) in Northern Ireland.",
)
"""What a council that wrote nothing of its own gives."""


def is_sensitive(concern: Concern) -> bool:
    """Whether what it is about may put somebody at risk."""
    return not SENSITIVE.isdisjoint(concern.natures)


def of(council: Council) -> tuple[str, ...]:
    """The paragraphs that say where to find support."""
    written = tuple(line.strip() for line in council.support.splitlines() if line.strip())
    return written or OWN_WORDS


def settings_rows(council: Council) -> list[dict[str, Any]]:
    """What the council has set, for its register."""
    days = council.reveal_after
    return [
        {
            "key": "Names can be withheld from the person a concern is about",
            "value": "Yes, if whoever deals with it agrees" if council.withholds_names else "No",
        },
        {
            "key": "Time to withdraw before a name is revealed",
            "value": f"{days} working day{'s' if days > 1 else ''}",
        },
        {
            "key": "“Exit this page” on pages about bullying, harassment and discrimination",
            "value": "Yes" if council.offers_exit else "No",
        },
    ]


def shown(case: Case) -> tuple[str, ...]:
    """The same on a page of a sensitive concern, for those whose own matter it is."""
    return of(case.concern.council) if case.raised and is_sensitive(case.concern) else ()


def exits(case: Case) -> bool:
    """Whether the page can be left at once: by the person who raised it."""
    may = case.concern.council.offers_exit
    return may and case.raised and is_sensitive(case.concern)
