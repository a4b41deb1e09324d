"""The council's own times. Everybody on the register may know them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concerns.actions import times as acts
from concerns.engine.deadlines import Unit
from concerns.engine.protocol import LimitOf
from concerns.forms import times as forms
from concerns.permissions import register as permissions
from concerns.presenters import times as words
from concerns.selectors import protocols
from concerns.selectors import times as reading
from concerns.views.register._page import Question, RegisterPage


class StandardList(RegisterPage):
    permission = staticmethod(permissions.check_can_read)

    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        manages = permissions.can_manage(person=self.me)
        version = protocols.in_force(self.council, self.on)
        given = (
            words.protocol_times(protocols.engine_protocol(version), self.council)
            if version
            else []
        )
        return self.page(
            "register/times.html",
            rows=words.standard_rows(
                reading.standards_of(self.council), self.council, manages=manages
            ),
            version=version,
            given=given,
            manages=manages,
            parts=self.parts("standard-list"),
        )


class StandardChange(Question):
    """Sets, changes or removes one time. Each has an address of its own."""

    template = "register/standard.html"
    what: LimitOf = LimitOf.ACKNOWLEDGE

    def form(self, data: Any = None) -> forms.StandardForm:
        standard = reading.standards_of(self.council).get(self.what)
        return forms.StandardForm(
            data,
            question=words.QUESTIONS[self.what],
            initial={
                "has": "yes" if standard else "no",
                "n": standard.n if standard else None,
                "seen": reading.fingerprint(standard),
            },
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        if cleaned["has"] == "no":
            acts.remove_standard(
                council=self.council, what=self.what, by=self.by, at=self.at, seen=cleaned["seen"]
            )
            return words.removed(self.what)
        standard = acts.set_standard(
            council=self.council,
            what=self.what,
            n=cleaned["n"],
            unit=Unit.WORKING_DAYS,
            by=self.by,
            at=self.at,
            seen=cleaned["seen"],
        )
        return words.set_to(standard)

    def back(self) -> str:
        return self.to("standard-list")
