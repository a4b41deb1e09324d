"""What every question about something proposed shares: what it is about, and if it still waits."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from concerns.engine import protocol as engine
from concerns.engine.explain import join
from concerns.presenters import proposed as words
from concerns.protocols import confirming_offices
from concerns.protocols.confirming_offices import Entries
from concerns.selectors import offices
from concerns.selectors import proposals as selectors
from concerns.selectors.proposals import RULE, Proposal
from concerns.views.protocols._page import VersionPage, VersionQuestion


class _DecidedAlready(Exception):
    """Somebody decided on it; the text says who and how."""


class WithOffices(VersionPage):
    """A page that knows which offices the draft needs for what is proposed."""

    @cached_property
    def _register(self) -> Entries:
        return offices.entries(self.council)

    def lacking(self, proposal: Proposal, named: Any) -> Entries:
        """The offices that would be added. :param named: all that it names."""
        return confirming_offices.added(self.protocol, proposal.draft, named, self._register)


def adds(entries: Entries) -> str:
    """Which offices are added, as a sentence; nothing for none."""
    if not entries:
        return ""
    titles = join((f"“{entry.title}”" for entry in entries.values()), "and")
    noun = "an office" if len(entries) == 1 else "offices"
    return f"Using it adds {noun} this version does not have yet: {titles}."


def were_added(entries: Entries) -> str:
    """Which offices were added, as a sentence; nothing for none."""
    if not entries:
        return ""
    titles = join((f"“{entry.title}”" for entry in entries.values()), "and")
    one = len(entries) == 1
    return f"{'The office' if one else 'The offices'} {titles} {'was' if one else 'were'} added."


class ProposalQuestion(WithOffices, VersionQuestion):
    """A form about something proposed, which says so where it was decided on meanwhile."""

    proposal: Proposal
    lacks: Entries = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except _DecidedAlready as decided:
            messages.info(request, str(decided))
            return redirect(self.back())

    def load(self, pk: int | None) -> None:
        asked = {
            "passage": self.kwargs["passage"],
            "place": self.kwargs["place"],
            "what": self.kwargs.get("what", RULE),
        }
        found = selectors.one(self.row, self.protocol, **asked)
        if found is None:
            decided = selectors.decided(self.row, **asked)
            if decided is None:
                raise Http404
            raise _DecidedAlready(words.decided(decided, self.by.pk))
        self.proposal = found
        self.text = f"“{found.sentence}”"

    def back(self) -> str:
        return self.at_version("proposal-list")

    def with_offices(self, named: Any) -> engine.Protocol:
        """The draft with the offices it needs. :param named: all that the proposal names."""
        self.lacks = self.lacking(self.proposal, named)
        return confirming_offices.put(self.protocol, self.lacks)
