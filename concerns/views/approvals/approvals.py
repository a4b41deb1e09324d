"""What waits for a second person, and their answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from concerns.actions import agreeing
from concerns.actions import approvals as acts
from concerns.actions.register import CannotRecord
from concerns.forms.register import ConfirmForm
from concerns.permissions import approvals as permissions
from concerns.permissions.refusal import NotAllowed
from concerns.presenters import approvals as words
from concerns.selectors import approvals, register
from concerns.views import council_page
from concerns.views.council_page import CouncilPage, found

if TYPE_CHECKING:
    from concerns.engine.offices import Office
    from concerns.models import Approval, Person


class _ApprovalPage(CouncilPage):
    """For whoever could agree to something. `held` are the offices they hold."""

    held: tuple[Office, ...]

    def permission(self, *, person: Person) -> None:
        self.held = tuple(register.offices_held([person.pk], self.on)[person.pk])
        permissions.check_can_see(person=person, held=self.held)


class ApprovalList(_ApprovalPage):
    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        waiting = approvals.waiting(self.council, at=self.at)
        return self.page(
            "approvals/list.html",
            rows=words.rows(waiting, reader=self.me, held=self.held, at=self.at),
        )


class _Settle(council_page.Question, _ApprovalPage):
    refusals = (NotAllowed, CannotRecord)
    approval: Approval

    def load(self, pk: int | None) -> None:
        self.approval = found(approvals.by_pk(self.council, pk or 0))
        self.described = words.described(self.approval)
        self.text = f"{self.described.asked} {self.described.means}"

    def back(self) -> str:
        return self.to("approval-list")


class ApprovalAgree(_Settle):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = self.described.question

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit="I agree", dangerous=True)

    def act(self, cleaned: dict[str, Any]) -> str:
        agreeing.agree(approval=self.approval, by=self.by, at=self.at)
        return self.described.done


class ApprovalRefuse(_Settle):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = "Say no to this?"

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit="Say no")

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.refuse(approval=self.approval, by=self.by, at=self.at)
        return "You said no. Nothing was changed."


class ApprovalTakeBack(_Settle):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = "Take back what you asked for?"

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit="Take it back")

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.withdraw(approval=self.approval, by=self.by, at=self.at)
        return "You took it back. Nothing was changed."
