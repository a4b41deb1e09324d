"""Asking that somebody may set up their second step again."""

from __future__ import annotations

from typing import Any

from concerns.actions import lost_factor
from concerns.forms.register import ConfirmForm
from concerns.permissions.refusal import NotAllowed
from concerns.views.register.people import OfPerson


class PersonLostFactor(OfPerson):
    refusals = (NotAllowed,)
    confirms = True

    def load(self, pk: int | None) -> None:
        super().load(pk)
        name = self.person.name
        self.heading = f"Has {name} lost what they confirm their sign-in with?"
        self.text = (
            "Speak to them in person, or call a number you knew before. Somebody who wants to sign"
            " in as them may well ask you for this by email."
        )
        self.then = (
            "another administrator, the monitoring officer, the clerk or the chief executive is"
            " asked to agree",
            f"then {name}’s app, keys and recovery codes stop working, and they are signed out"
            " everywhere",
            f"{name} is told by email, and sets up a new second step when they sign in next",
        )

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit="Ask a second person to agree")

    def act(self, cleaned: dict[str, Any]) -> str:
        lost_factor.ask_for(person=self.person, by=self.by, at=self.at)
        return "Somebody else has to agree now. They are told by email."
