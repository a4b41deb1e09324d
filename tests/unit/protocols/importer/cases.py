"""Sentences as councils write them, and what the importer should propose for each."""

from __future__ import annotations

from dataclasses import dataclass

from concerns.protocols.importer.passages import Passage


@dataclass(frozen=True, slots=True)
class Route:
    """One draft rule to expect. :param to: offices in order, `office:whose` where relative.

    Only `by`, `about`, `matter`, the first of `to` and `force` are scored; what else is given
    here is checked by the tests. :param more: names of fields of the draft that must be true.
    """

    by: str = ""
    about: str = ""
    to: str = ""
    force: str = "should"
    matter: str = "concern"
    combine: str = ""
    procedure: str = ""
    told: str = ""
    asked: str = ""
    limits: str = ""
    otherwise: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A passage. :param kinds: those it must have. :param not_kinds: those it must not have.

    :param lead: the lead line it hangs under. :param routes: every draft rule to expect.
    """

    text: str
    kinds: str
    routes: tuple[Route, ...] = ()
    not_kinds: str = ""
    lead: str = ""
    heading: str = ""
    expects: str = ""
    natures: str = ""


def passages_of(case: Case) -> tuple[Passage, ...]:
    """The passage of a case, last, under the lead and heading it needs."""
    lead = Passage(id="1", label="1", heading=case.heading, text=case.lead, raw=case.lead)
    own = Passage(
        id="1.1",
        label=None,
        heading=case.heading,
        text=case.text,
        raw=case.text,
        parent="1" if case.lead else None,
    )
    return (lead, own) if case.lead else (own,)
