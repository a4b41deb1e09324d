"""Two versions side by side: words, rules, and who gets what first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concerns.presenters import comparing as words
from concerns.protocols import loader
from concerns.protocols.comparing import compare
from concerns.selectors import protocols as selectors
from concerns.views.protocols._page import ReadPage


class VersionCompare(ReadPage):
    """This version against another, by default the one in force."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = selectors.versions(self.council)
        others = [row for row in rows if row.pk != self.row.pk and self.may_read(row)]
        asked = request.GET.get("with", "")
        chosen = next((row for row in others if str(row.pk) == asked), None)
        chosen = chosen or selectors.in_force_of(others, self.on) or next(iter(others), None)
        context: dict[str, Any] = {
            "others": others,
            "chosen": chosen,
            "back_href": self.back(),
        }
        if chosen is not None:
            before = selectors.engine_protocol(chosen)
            found = compare(before, self.protocol, loader.law(), self.on)
            context["shown"] = words.shown(before, self.protocol, found)
        return self.page("protocols/compare.html", **context)
