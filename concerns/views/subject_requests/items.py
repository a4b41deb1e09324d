"""One item of what is held: read it, and say what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from concerns.actions import subject_items as acts
from concerns.forms.subject_requests import DecideForm, Why, WithholdForm
from concerns.permissions.refusal import NotAllowed
from concerns.presenters import subject_requests as words
from concerns.views.subject_requests._page import CopyPage, CopyQuestion, found

if TYPE_CHECKING:
    from concerns.models import SubjectItem


class Item(CopyPage):
    """To open the page is to read it: it is recorded each time."""

    def get(self, request: HttpRequest, council: str, pk: int, item: int) -> HttpResponse:
        self.find(pk)
        opened = self._open(item)
        return self._show(opened, self._blank(opened))

    def post(self, request: HttpRequest, council: str, pk: int, item: int) -> HttpResponse:
        self.find(pk)
        opened = self._open(item)
        form = DecideForm(request.POST.copy())
        if form.is_valid():
            try:
                self._decide(item, form.cleaned_data)
            except (acts.CannotDecide, NotAllowed) as refused:
                field = getattr(refused, "field", "")
                form.add_error(field if field in form.fields else None, str(refused))
                form.data["seen"] = opened.seen  # type: ignore[index]  # they read it anew now
            else:
                messages.success(request, "The decision is saved.")
                return redirect(self._next())
        return self._show(opened, form)

    def _open(self, item: int) -> acts.Opened:
        return found(
            acts.open_item(request=self.copy, pk=item, person=self.me, by=self.by, at=self.at)
        )

    def _blank(self, opened: acts.Opened) -> DecideForm:
        item = opened.item
        return DecideForm(
            initial={
                "seen": opened.seen,
                "decision": item.decision,
                "text": item.given or opened.text,
                "why": item.why,
                "words": item.words,
            }
        )

    def _decide(self, item: int, cleaned: dict[str, Any]) -> None:
        acts.decide(
            request=self.copy,
            pk=item,
            decision=acts.Decision(cleaned["decision"]),
            person=self.me,
            by=self.by,
            at=self.at,
            seen=cleaned["seen"],
            text=cleaned["text"],
            why=Why(cleaned["why"]) if cleaned["why"] else None,
            words=cleaned["words"],
        )

    def _next(self) -> str:
        """The next item that is not decided; the request's page after the last."""
        mine, _ = acts.of_request(request=self.copy, person=self.me, by=self.by, at=self.at)
        left: SubjectItem | None = next((each for each in mine if not each.decision), None)
        if left is None:
            return self.to("subject-request-detail", self.copy.pk)
        return reverse("subject-item", args=[self.council.slug, self.copy.pk, left.pk])

    def _show(self, opened: acts.Opened, form: DecideForm) -> HttpResponse:
        back = self.to("subject-request-detail", self.copy.pk)
        form.cancel_href = back
        return self.page(
            "subject_requests/item.html",
            copy=self.copy,
            item=opened.item,
            opened=opened,
            decided=words.decided(opened.item),
            form=form if opened.mine and self.copy.agreed_at is None else None,
            back_href=back,
        )


class WithholdAll(CopyQuestion):
    """Everything of the concern that an item belongs to."""

    refusals = (NotAllowed,)
    heading = "Withhold everything that is in this concern?"
    concern: int

    def get(  # type: ignore[override]  # which item it begins from
        self, request: HttpRequest, council: str, pk: int, item: int
    ) -> HttpResponse:
        self._begin(pk, item)
        return self._ask(self.form())

    def post(  # type: ignore[override]
        self, request: HttpRequest, council: str, pk: int, item: int
    ) -> HttpResponse:
        self._begin(pk, item)
        return self.answered(request)

    def _begin(self, pk: int, item: int) -> None:
        self.load(pk)
        mine, _ = acts.of_request(request=self.copy, person=self.me, by=self.by, at=self.at)
        one = found(next((each for each in mine if each.pk == item and each.concern_id), None))
        self.concern = int(one.concern_id or 0)
        self.text = (
            f"Concern {one.concern}. Do this where {self.copy.about.name} must not learn from the"
            " pack that there is a concern, or what is done about it. The pack tells neither that"
            " something is withheld nor how much. Each item keeps the reason."
        )

    def form(self, data: Any = None) -> WithholdForm:
        return WithholdForm(data)

    def act(self, cleaned: dict[str, Any]) -> str:
        count = acts.withhold_all(
            request=self.copy,
            concern=self.concern,
            why=Why(cleaned["why"]),
            words=cleaned["words"],
            person=self.me,
            by=self.by,
            at=self.at,
        )
        return f"{count} items are withheld."
