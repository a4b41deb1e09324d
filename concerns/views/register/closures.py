"""The days a council's offices are closed. Everybody on the register may know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse

from concerns.actions import times as acts
from concerns.forms import register as common
from concerns.forms import times as forms
from concerns.permissions import register as permissions
from concerns.permissions.refusal import NotAllowed
from concerns.presenters import times as words
from concerns.selectors import times as reading
from concerns.views.register._page import Question, RegisterPage

if TYPE_CHECKING:
    from concerns import models


class ClosureList(RegisterPage):
    """One year at a time, with the nation's bank holidays, so that nobody types them again."""

    permission = staticmethod(permissions.check_can_read)

    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        manages = permissions.can_manage(person=self.me)
        years = self._years()
        asked = request.GET.get("year", "")
        year = next((year for year in years if str(year) == asked), self.on.year)
        found = reading.year_of(self.council, year)
        return self.page(
            "register/closures.html",
            year=year,
            years=[
                {"text": each, "href": f"?year={each}", "current": each == year} for each in years
            ],
            rows=words.closed_rows(found, self.council, self.on, manages=manages),
            has_own=bool(found.closures),
            has_local_holidays=words.has_local_holidays(self.council),
            manages=manages,
            parts=self.parts("closure-list"),
        )

    def _years(self) -> range:
        """From the first closure, so that what dates were counted by can be read, to the last
        year that dates are counted in."""
        first = reading.first_closure(self.council)
        begins = min(first.year, self.on.year) if first else self.on.year
        return range(begins, self.on.year + acts.YEARS_AHEAD + 1)


class ClosureAdd(Question):
    heading = "When are the offices closed?"
    text = (
        "You need not type weekends or bank holidays: they do not count as working days anyway."
        f" A year can have {acts.MOST_A_YEAR} days closed, and at most {acts.MOST_IN_A_ROW} working"
        " days in a row. Dates already given stay as they are."
    )
    fields = {"name": "called"}
    year: int  # of what was recorded

    def form(self, data: Any = None) -> forms.ClosureForm:
        return forms.ClosureForm(data)

    def act(self, cleaned: dict[str, Any]) -> str:
        made = acts.close_offices(
            council=self.council,
            first=cleaned["first"],
            last=cleaned["last"],
            name=cleaned["called"],
            by=self.by,
            at=self.at,
        )
        self.year = made[0].day.year
        return words.closed([closure.day for closure in made])

    def back(self) -> str:
        return self.to("closure-list")

    def after(self) -> str:
        return f"{self.to('closure-list')}?year={self.year}"


class ClosureRemove(Question):
    """Takes off the list what of a closure is still to come."""

    name: str
    year: int
    ahead: list[models.Closure]

    def load(self, pk: int | None) -> None:
        whole = reading.closure_with(self.council, pk or 0)
        if not whole:
            raise Http404
        self.name, self.year = whole[0].name, whole[0].day.year
        self.ahead = [closure for closure in whole if closure.day >= self.on]
        if not self.ahead:
            raise NotAllowed(
                "This closure is over, so it stays on the list. Dates have been counted by it, and"
                " their working says so."
            )
        if len(self.ahead) == 1:
            (closure,) = self.ahead
            self.heading = "Take this closure off the list?"
            self.text = f"{words.span([closure.day])}: {self.name}"

    def form(self, data: Any = None) -> forms.OpenForm | common.ConfirmForm:
        if len(self.ahead) == 1:
            return common.ConfirmForm(data, submit="Take off the list", dangerous=True)
        form = forms.OpenForm(data, days=words.choices_of_days(self.ahead))
        form.caption = self.name
        return form

    def act(self, cleaned: dict[str, Any]) -> str:
        chosen = cleaned.get("days") or [closure.pk for closure in self.ahead]
        days = acts.open_offices(
            council=self.council,
            closures=[int(pk) for pk in chosen],
            by=self.by,
            at=self.at,
        )
        return words.opened(days)

    def back(self) -> str:
        return f"{self.to('closure-list')}?year={self.year}"
