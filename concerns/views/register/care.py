"""Care for whoever raises something that may put them at risk. All on the register may know it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concerns.actions import care as acts
from concerns.forms.care import CareForm
from concerns.permissions import register as permissions
from concerns.presenters import support as words
from concerns.views.register._page import Question, RegisterPage


class Care(RegisterPage):
    permission = staticmethod(permissions.check_can_read)

    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        return self.page(
            "register/care.html",
            rows=words.settings_rows(self.council),
            paragraphs=words.of(self.council),
            is_own=bool(self.council.support),
            manages=permissions.can_manage(person=self.me),
            change_href=self.to("care-change"),
            parts=self.parts("care"),
        )


class CareChange(Question):
    heading = "Care for whoever raises a concern"

    def form(self, data: Any = None) -> CareForm:
        council = self.council
        return CareForm(
            data,
            initial={
                "withholds_names": council.withholds_names,
                "reveal_after": council.reveal_after,
                "offers_exit": council.offers_exit,
                "support": council.support,
            },
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.set_care(council=self.council, by=self.by, at=self.at, **cleaned)
        return "Saved."

    def back(self) -> str:
        return self.to("care")
