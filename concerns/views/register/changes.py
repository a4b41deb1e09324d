"""Who changed the register. Everybody on it may know, so that nobody is alone with the power to."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from concerns.permissions import register as permissions
from concerns.presenters import changes as words
from concerns.selectors import changes
from concerns.views.register._page import RegisterPage


class ChangeList(RegisterPage):
    permission = staticmethod(permissions.check_can_read)

    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        manages = permissions.can_manage(person=self.me)
        found = changes.changes(self.council)
        page = Paginator(found, changes.PAGE).get_page(request.GET.get("page"))
        called = changes.called(self.council, page)
        return self.page(
            "register/changes.html",
            page=page,
            changes=words.present(page, called, reader=self.me.pk, manages=manages),
            manages=manages,
            parts=self.parts("change-list"),
        )
