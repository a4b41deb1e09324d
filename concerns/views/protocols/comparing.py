"""Two versions side by side: words, rules, and who gets what first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse

from concerns.presenters import comparing as words
from concerns.protocols import loader
from concerns.protocols.comparing import compare
from concerns.protocols.comparing_cells import csv_text
from concerns.protocols.matrix import matrix
from concerns.selectors import protocols as selectors
from concerns.views.protocols._page import ReadPage, csv_file

if TYPE_CHECKING:
    from concerns.models import Protocol


class VersionCompare(ReadPage):
    """This version against another, by default the one in force."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        others, chosen = self.others()
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

    def others(self) -> tuple[list[Protocol], Protocol | None]:
        """The versions it can be compared with, and the one that was asked for."""
        rows = selectors.versions(self.council)
        others = [row for row in rows if row.pk != self.row.pk and self.may_read(row)]
        asked = self.request.GET.get("with", "")
        chosen = next((row for row in others if str(row.pk) == asked), None)
        chosen = chosen or selectors.in_force_of(others, self.on) or next(iter(others), None)
        return others, chosen


class CompareFile(VersionCompare):
    """Every situation in which something else happens first, as CSV."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _, chosen = self.others()
        if chosen is None:
            raise Http404
        law = loader.law()
        before = matrix(selectors.engine_protocol(chosen), law, self.on)
        text = csv_text(before, matrix(self.protocol, law, self.on))
        name = f"{self.protocol.council}-{chosen.version}-to-{self.protocol.version}.csv"
        return csv_file(text, name)
