"""Political groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from concerns.actions import register as acts
from concerns.forms import register as forms
from concerns.permissions import register as permissions
from concerns.presenters import register as words
from concerns.selectors import register
from concerns.views.register._page import Question, RegisterPage, found

if TYPE_CHECKING:
    from concerns import models


class GroupList(RegisterPage):
    """The groups and their members. Everybody on the register may know."""

    permission = staticmethod(permissions.check_can_read)

    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        manages = permissions.can_manage(person=self.me)
        groups = register.groups_list(self.council)
        people = register.people_list(self.council)
        return self.page(
            "register/groups.html",
            groups=words.group_rows(groups, people, self.council, self.on, manages=manages),
            manages=manages,
            parts=self.parts("group-list"),
        )


class GroupAdd(Question):
    def form(self, data: Any = None) -> forms.GroupForm:
        return forms.GroupForm(data)

    def act(self, cleaned: dict[str, Any]) -> str:
        group = acts.add_group(council=self.council, name=cleaned["name"], by=self.by, at=self.at)
        return f"The group {group.name} is on the register."

    def back(self) -> str:
        return self.to("group-list")


class GroupChange(Question):
    group: models.PoliticalGroup

    def load(self, pk: int | None) -> None:
        self.group = found(register.group_by_pk(self.council, pk or 0))

    def form(self, data: Any = None) -> forms.GroupForm:
        initial = {"name": self.group.name, "seen": register.fingerprint(self.group)}
        return forms.GroupForm(data, initial=initial)

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.change_group(
            group=self.group,
            name=cleaned["name"],
            seen=cleaned["seen"],
            by=self.by,
            at=self.at,
        )
        return "The group is changed."

    def back(self) -> str:
        return self.to("group-list")
