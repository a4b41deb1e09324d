"""What is due to be erased and what is held, for whoever answers for a council's records.

What a concern is about is not shown here, and one that the reader is named in, raised or has an
interest in is not there for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse

from concerns.actions import agreeing, approvals, erasing, holds
from concerns.forms.register import ConfirmForm
from concerns.forms.retention import HoldByReferenceForm, ReviewForm
from concerns.permissions import approvals as approval_checks
from concerns.permissions import register as register_checks
from concerns.permissions import retention as checks
from concerns.permissions.refusal import Denied, NotAllowed
from concerns.presenters import retention as words
from concerns.selectors import register
from concerns.selectors.queue import as_reference
from concerns.views import council_page
from concerns.views.council_page import CouncilPage

if TYPE_CHECKING:
    from concerns.models import Approval, Hold, Person


class _ForKeepers(CouncilPage):
    """For whoever could agree to an erasure."""

    def permission(self, *, person: Person) -> None:
        held = register.offices_held([person.pk], self.on)[person.pk]
        approval_checks.check_can_see(person=person, held=held)

    def not_there(self, page: str, reference: str = "") -> Http404:
        """To be raised for what is not there, or not for them; that they asked is on record."""
        self.request.denied = Denied(page, reference)  # type: ignore[attr-defined]
        return Http404()


class RetentionList(_ForKeepers):
    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        board = erasing.board(person=self.me, by=self.by, at=self.at)
        shown = words.shown(board, reader=self.by, on=self.on)
        return self.page("retention/list.html", shown=shown)


class _Question(council_page.Question, _ForKeepers):
    refusals = (NotAllowed, holds.CannotHold)
    confirms = True

    def back(self) -> str:
        return self.to("retention-list")


class _ForThoseWhoSee(_Question):
    def permission(self, *, person: Person) -> None:
        held = register.offices_held([person.pk], self.on)[person.pk]
        checks.check_can_keep(person=person, held=held)


class Erase(_ForThoseWhoSee):
    """Ask that one of those that are due is erased."""

    reference: str
    then = (
        "Somebody else is asked to agree. Until they do, nothing changes.",
        "They can say no, and you can take it back.",
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.reference = kwargs.pop("reference")
        return super().dispatch(request, *args, **kwargs)

    def load(self, pk: int | None) -> None:
        board = erasing.board(person=self.me, by=self.by, at=self.at)
        if not any(row.concern.reference == self.reference for row in board.due):
            raise self.not_there("erase", self.reference)
        self.heading = f"Ask for {self.reference} to be erased?"

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit="Ask for it", dangerous=True)

    def act(self, cleaned: dict[str, Any]) -> str:
        erasing.ask_for(person=self.me, reference=self.reference, by=self.by, at=self.at)
        return f"You asked for {self.reference} to be erased. It waits for somebody else to agree."


class EraseAll(_ForThoseWhoSee):
    """Ask it of everything that is due, each by itself."""

    then = (
        "Somebody else is asked to agree to each of them. Until they do, nothing changes.",
        "What is held is left out.",
    )

    def load(self, pk: int | None) -> None:
        board = erasing.board(person=self.me, by=self.by, at=self.at)
        number = sum(row.can_be_asked for row in board.due)
        self.heading = f"Ask for all {number} to be erased?" if number else "Nothing can be erased"

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit="Ask for all of them", dangerous=True)

    def act(self, cleaned: dict[str, Any]) -> str:
        number = erasing.ask_for_all(person=self.me, by=self.by, at=self.at)
        return f"You asked for {number} to be erased. They wait for somebody else to agree."


# ---------------------------------------------------------------- the second person


class _Settle(_Question):
    approval: Approval
    submit: str

    def load(self, pk: int | None) -> None:
        found = erasing.asked(person=self.me, pk=pk or 0, at=self.at)
        if found is None:
            raise self.not_there("retention")
        self.approval = found
        self.heading = words.question(found)
        self.text = f"{found.asked_by.name} asked for this."
        self.then = words.means(found)

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit=self.submit, dangerous=True)


class Agree(_Settle):
    submit = "I agree"

    def act(self, cleaned: dict[str, Any]) -> str:
        agreeing.agree(approval=self.approval, by=self.by, at=self.at)
        return words.done(self.approval)


class Refuse(_Settle):
    submit = "Say no"
    confirms = False

    def act(self, cleaned: dict[str, Any]) -> str:
        approvals.refuse(approval=self.approval, by=self.by, at=self.at)
        return "You said no. Nothing was changed."


class TakeBack(_Settle):
    submit = "Take it back"
    confirms = False

    def act(self, cleaned: dict[str, Any]) -> str:
        approvals.withdraw(approval=self.approval, by=self.by, at=self.at)
        return "You took it back. Nothing was changed."


# ---------------------------------------------------------------- holds


class HoldAdd(_ForThoseWhoSee):
    """Keep a concern that one need not see, by its reference."""

    heading = "Keep something for longer"
    text = (
        "It is kept, whatever its time, until two people let it go. You are not shown what it says."
    )
    confirms = False

    def form(self, data: Any = None) -> HoldByReferenceForm:
        return HoldByReferenceForm(data)

    def act(self, cleaned: dict[str, Any]) -> str:
        reference = as_reference(cleaned["reference"])
        placed = holds.place(
            person=self.me,
            reference=reference,
            kind=cleaned["kind"],
            reason=cleaned["reason"],
            review_on=cleaned["review_on"],
            by=self.by,
            at=self.at,
        )
        if not placed:
            raise holds.CannotHold("There is nothing of this reference", "reference")
        return f"{reference} is held."


class _OfHold(_Question):
    """For whoever deals with the concern, and those who answer for the records."""

    hold: Hold
    permission = staticmethod(register_checks.check_can_read)

    def load(self, pk: int | None) -> None:
        found = holds.find(pk=pk or 0, person=self.me, by=self.by, at=self.at)
        if found is None:
            raise self.not_there("hold")
        self.hold = found
        self.text = words.held(found)

    def back(self) -> str:
        held = register.offices_held([self.me.pk], self.on)[self.me.pk]
        keeps = checks.can_keep(person=self.me, held=held)
        return self.to("retention-list") if keeps else f"/concerns/{self.hold.concern.reference}/"


class HoldReview(_OfHold):
    template = "retention/hold.html"
    heading = "Is it still needed?"
    confirms = False

    def form(self, data: Any = None) -> ReviewForm:
        return ReviewForm(data, initial={"review_on": self.hold.review_on})

    def page(self, template: str, **context: Any) -> HttpResponse:
        return super().page(template, release=self.to("hold-release", self.hold.pk), **context)

    def act(self, cleaned: dict[str, Any]) -> str:
        review_on = cleaned["review_on"]
        holds.review(hold=self.hold, person=self.me, review_on=review_on, by=self.by, at=self.at)
        return f"{self.hold.concern.reference} stays held."


class HoldRelease(_OfHold):
    heading = "Ask for the hold to be released?"
    then = ("Somebody else is asked to agree. Until they do, it stays held.",)

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit="Ask for it", dangerous=True)

    def act(self, cleaned: dict[str, Any]) -> str:
        holds.ask_release(hold=self.hold, person=self.me, by=self.by, at=self.at)
        return "You asked for it to be released. It waits for somebody else to agree."
