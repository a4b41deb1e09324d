"""How long the council keeps things. Everybody on the register may know."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from concerns.actions import periods as acts
from concerns.engine.retention import Class, months_of
from concerns.forms.retention import PeriodForm
from concerns.permissions import register as permissions
from concerns.presenters import retention as words
from concerns.selectors import retention
from concerns.views.register._page import Question, RegisterPage


class PeriodList(RegisterPage):
    permission = staticmethod(permissions.check_can_read)

    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        manages = permissions.can_manage(person=self.me)
        own = retention.periods_of(self.council.pk)
        return self.page(
            "register/periods.html",
            rows=words.periods(self.council, own, manages=manages),
            manages=manages,
            parts=self.parts("period-list"),
        )


class PeriodChange(Question):
    """Sets one of them."""

    kind: Class
    text = (
        "It counts for what has ended already, too. Nothing is erased by this: once its time is"
        " over, two people have to agree. Those who answer for the records are told."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        kept = kwargs.pop("kept")
        if kept not in set(Class):
            raise Http404
        self.kind = Class(kept)
        return super().dispatch(request, *args, **kwargs)

    def form(self, data: Any = None) -> PeriodForm:
        months = months_of(retention.periods_of(self.council.pk), self.kind)
        return PeriodForm(
            data,
            kind=self.kind,
            question=words.QUESTIONS[self.kind],
            initial={"months": months, "seen": str(months)},
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        months = cleaned["months"]
        acts.set_period(
            council=self.council,
            kind=self.kind,
            months=months,
            by=self.by,
            at=self.at,
            seen=cleaned["seen"],
        )
        return words.set_to(self.kind, months)

    def back(self) -> str:
        return self.to("period-list")
