"""Requests for a copy: the list, recording one, its page, and the second person's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from concerns.actions import agreeing, approvals, subject_items, subject_packs
from concerns.actions import subject_requests as acts
from concerns.forms.register import ConfirmForm
from concerns.forms.subject_requests import RecordForm, SeenForm
from concerns.permissions import subject_requests as permissions
from concerns.permissions.refusal import NotAllowed
from concerns.presenters import subject_requests as words
from concerns.selectors import called, register
from concerns.views.subject_requests._page import CopyPage, CopyQuestion, found

if TYPE_CHECKING:
    from concerns.models import Approval, Person, SubjectItem


class RequestList(CopyPage):
    """Those one answers, or is the second person of."""

    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        mine = acts.all_of(person=self.me, by=self.by, at=self.at)
        return self.page(
            "subject_requests/list.html",
            lines=words.lines(mine, reader=self.me, on=self.on),
            can_run=permissions.can_run(person=self.me, held=self.held),
        )


class RequestAdd(CopyQuestion):
    heading = "Record a request for a copy of what is held about somebody"
    text = (
        "Anybody may ask what the council holds about them, in any form, and has it within a month."
        " The portal gathers what it holds. You read it, one item at a time, and decide what"
        " becomes of each; a second person, whom the portal draws, agrees before anything is given."
    )
    refusals = (NotAllowed, acts.CannotRun)
    made: int

    def permission(self, *, person: Person) -> None:
        super().permission(person=person)
        permissions.check_can_run(person=person, held=self.held)

    def load(self, pk: int | None) -> None:
        """There is none yet."""

    def form(self, data: Any = None) -> RecordForm:
        people = [
            (str(each.pk), each.name)
            for each in register.people_list(self.council)
            if not called.may_be_one(self.me, each)
        ]
        return RecordForm(data, people=people, today=self.on)

    def act(self, cleaned: dict[str, Any]) -> str:
        self.made = acts.record(
            about=found(register.person_by_pk(self.council, int(cleaned["about"]))),
            received_on=cleaned["received_on"],
            asked=cleaned["asked"],
            by=self.by,
            at=self.at,
        ).pk
        return "The request is recorded, and what is held was gathered."

    def back(self) -> str:
        return self.to("subject-request-list")

    def after(self) -> str:
        return self.to("subject-request-detail", self.made)


class RequestDetail(CopyPage):
    """What is to decide, what was decided, and what comes next."""

    def get(self, request: HttpRequest, council: str, pk: int) -> HttpResponse:
        self.find(pk)
        mine, theirs = self.items()
        pack = subject_packs.of(request=self.copy, person=self.me)
        return self.page(
            "subject_requests/detail.html",
            copy=self.copy,
            tag=words.tag(self.copy, on=self.on),
            runs=self.runs(),
            mine=words.groups(mine, council=council, mine=self.copy.agreed_at is None),
            theirs=words.groups(theirs, council=council, mine=False),
            total=len(mine),
            left=sum(not item.decision for item in mine),
            waiting=acts.waiting(request=self.copy, at=self.at),
            pack=pack,
            is_there=pack is not None and bool(pack.kept_as) and pack.until > self.at,
        )

    def items(self) -> tuple[list[SubjectItem], list[SubjectItem]]:
        return subject_items.of_request(request=self.copy, person=self.me, by=self.by, at=self.at)


class RequestAsk(CopyQuestion):
    heading = "Ask the second person to agree?"
    refusals = (NotAllowed,)
    new: bool

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.text = (
            f"{self.copy.second.name} gets an email, reads what was decided, and agrees or says no."
            " Whatever came since you began is gathered first."
        )

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit=f"Ask {self.copy.second.name}")

    def act(self, cleaned: dict[str, Any]) -> str:
        asked = acts.ask(request=self.copy, person=self.me, by=self.by, at=self.at)
        if asked:
            return f"{self.copy.second.name} is asked."
        self.say = messages.warning
        return "There is something new. Decide on it, and ask again."


class _Settle(CopyQuestion):
    """The second person's page. For whoever runs it, and where nothing waits, there is none."""

    refusals = (NotAllowed,)
    approval: Approval

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.approval = found(acts.waiting(request=self.copy, at=self.at))
        found(None if self.runs() else self.copy)


class RequestAgree(_Settle):
    confirms = True
    heading = "Agree to what was decided?"
    then = (
        "Nothing that was decided can be changed any more.",
        "Whoever answers the request can make the pack, once, and give it to the person who asked.",
    )

    def form(self, data: Any = None) -> SeenForm:
        return SeenForm(data, initial={"seen": self._state()})

    def act(self, cleaned: dict[str, Any]) -> str:
        if cleaned["seen"] != self._state():
            raise NotAllowed("Something was decided anew since you opened this page. Look again.")
        agreeing.agree(approval=self.approval, by=self.by, at=self.at)
        return "You agreed."

    def _state(self) -> str:
        mine, theirs = subject_items.of_request(
            request=self.copy, person=self.me, by=self.by, at=self.at
        )
        return acts.state_of([*mine, *theirs])


class RequestRefuse(_Settle):
    heading = "Say no to this?"
    text = "Tell the person who answers it what should be decided otherwise. They can ask again."

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit="Say no")

    def act(self, cleaned: dict[str, Any]) -> str:
        approvals.refuse(approval=self.approval, by=self.by, at=self.at)
        return "You said no. Nothing was changed."


class PackMake(CopyQuestion):
    """Shows the passphrase on the page that answers the form: it is kept nowhere."""

    confirms = True
    heading = "Make the pack?"
    then = (
        "The pack is one zip file with an index. It is made once.",
        "A passphrase is shown once. Write it down, and give it to the person who asked by another"
        " way than the file.",
        "You can download the pack for 7 days. Then it is deleted.",
    )

    def load(self, pk: int | None) -> None:
        super().load(pk)
        if self.copy.agreed_at is None:
            raise NotAllowed("A pack can be made once the second person has agreed.")

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit="Make the pack")

    def answered(self, request: HttpRequest) -> HttpResponse:
        try:
            passphrase = subject_packs.make(
                request=self.copy, person=self.me, by=self.by, at=self.at
            )
        except NotAllowed as refused:
            messages.error(request, str(refused))
            return redirect(self.back())
        return self.page("subject_requests/passphrase.html", copy=self.copy, passphrase=passphrase)


class PackDownload(CopyPage):
    confirms = True

    def get(self, request: HttpRequest, council: str, pk: int) -> HttpResponse:
        self.find(pk)
        try:
            data = subject_packs.download(request=self.copy, person=self.me, by=self.by, at=self.at)
        except subject_packs.Gone:
            return found(None)
        response = HttpResponse(data, content_type="application/octet-stream")
        response["Content-Disposition"] = 'attachment; filename="copy.zip"'
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "no-store"
        return response
