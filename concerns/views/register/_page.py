"""What every page of a council's register shares: who may, and its sub-navigation."""

from __future__ import annotations

from typing import Any, ClassVar

from concerns.actions.invitations import CannotInvite
from concerns.actions.register import CannotRecord
from concerns.permissions import register as permissions
from concerns.views import council_page
from concerns.views.council_page import CouncilPage, found

__all__ = ["Question", "RegisterPage", "found"]


class RegisterPage(CouncilPage):
    """A page of one council's register."""

    permission = staticmethod(permissions.check_can_manage)

    def parts(self, current: str) -> list[dict[str, Any]]:
        """The sub-navigation of the register."""
        parts = (
            ("Offices", "office-list"),
            ("People", "person-list"),
            ("Groups", "group-list"),
            ("Times", "standard-list"),
            ("Closures", "closure-list"),
            ("Care", "care"),
            ("Keeping", "period-list"),
            ("Changes", "change-list"),
        )
        return [
            {"text": text, "href": self.to(name), "current": name == current}
            for text, name in parts
        ]


class Question(council_page.Question, RegisterPage):
    """A form of the register on a page of its own."""

    refusals: ClassVar[tuple[type[Exception], ...]] = (CannotRecord, CannotInvite)
