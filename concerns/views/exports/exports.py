"""The figures of a council's concerns as a file, which takes two people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from concerns.actions import exports as acts
from concerns.forms.register import ConfirmForm
from concerns.permissions import register as permissions
from concerns.permissions.refusal import NotAllowed
from concerns.views import council_page
from concerns.views.council_page import CouncilPage, found
from concerns.views.spreadsheet import csv_file

if TYPE_CHECKING:
    from concerns.models import Person


class _ExportPage(CouncilPage):
    """For the monitoring officer and their deputy."""

    def permission(self, *, person: Person) -> None:
        acts.check_can_ask(person=person, on=self.on)


class ExportList(_ExportPage):
    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        mine = acts.mine(council=self.council, by=self.by, at=self.at)
        return self.page(
            "exports/list.html",
            ready=[
                (each, (each.settled_at or self.at) + acts.FOR) for each in mine if each.outcome
            ],
            waiting=[each for each in mine if not each.outcome],
        )


class ExportAsk(council_page.Question, _ExportPage):
    heading = "Ask for the figures as a file?"
    text = (
        "The file has one line for each concern and request: reference, matter, what it is about,"
        " dates, outcome and office. It has no names and nothing of what was written."
    )
    then = (
        "Somebody else has to agree: an administrator, the clerk or the chief executive. They get"
        " an email.",
        "From then on you can download the file for 24 hours.",
    )
    refusals = (NotAllowed,)

    def form(self, data: Any = None) -> ConfirmForm:
        return ConfirmForm(data, submit="Ask for it")

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.ask(person=self.me, by=self.by, at=self.at)
        return "You asked for it. Those who could agree get an email."

    def back(self) -> str:
        return self.to("export-list")


class ExportDownload(CouncilPage):
    """For whoever asked for it. For everybody else there is none."""

    permission = staticmethod(permissions.check_can_read)
    confirms = True

    def get(self, request: HttpRequest, council: str, pk: int) -> HttpResponse:
        try:
            text = acts.download(pk=pk, person=self.me, by=self.by, at=self.at)
        except acts.Gone:
            return found(None)
        return csv_file(text, f"figures-{self.council.slug}.csv")
