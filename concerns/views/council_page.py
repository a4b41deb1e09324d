"""What every page of a council shares: whose it is, who may, and how a form is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views import View

from concerns.engine.working_days import local_date
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import register
from concerns.views.confirmed import check_confirmed

if TYPE_CHECKING:
    from concerns.forms.base import GovukForm
    from concerns.models import Council, Person, User


Row = TypeVar("Row")


class CouncilPage(View):
    """A page of one council. Whoever is not on its register is told that there is none.

    `by` is who asks, `me` their own entry on it, `on` the day in the council's calendar.
    """

    permission: ClassVar[Callable[..., None]]
    """Raises `NotAllowed` for a `person` who may not see the page."""
    confirms: ClassVar[bool] = False
    """Whether they must have confirmed a few minutes ago that it is them (`views.confirmed`)."""

    at: datetime
    on: date
    by: User
    me: Person
    council: Council

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = timezone.now()
        self.on = local_date(self.at)
        self.by = cast("User", request.user)  # nobody gets here without signing in

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = register.person_of(user=self.by, council_slug=kwargs["council"], on=self.on)
        if person is None:
            raise Http404
        self.me, self.council = person, person.council
        request.council = self.council  # type: ignore[attr-defined]  # the page says whose it is
        try:
            self.permission(person=person)
            if self.confirms:
                check_confirmed(request)
            return super().dispatch(request, *args, **kwargs)
        except NotAllowed as refused:
            return TemplateResponse(request, "403.html", {"reason": str(refused)}, status=403)

    def to(self, name: str, pk: int | None = None) -> str:
        """The address of another page of this council."""
        kwargs: dict[str, Any] = {"council": self.council.slug}
        return reverse(name, kwargs=kwargs if pk is None else kwargs | {"pk": pk})

    def page(self, template: str, **context: Any) -> HttpResponse:
        return TemplateResponse(self.request, template, {"council": self.council, **context})


class Question(CouncilPage):
    """A form on a page of its own. Subclasses say how it looks and what it does."""

    template: ClassVar[str] = "_partials/headed_question.html"
    heading: str = ""
    text: str = ""
    say = staticmethod(messages.success)
    then: Sequence[str] = ()
    """What will happen, for what is only asked to be sure of."""
    refusals: ClassVar[tuple[type[Exception], ...]] = ()
    """What an action raises with words fit to show; `field` on it says where."""
    fields: ClassVar[Mapping[str, str]] = {}
    """What an action calls a value to what the form calls it, where the two differ."""

    def form(self, data: Any = None) -> GovukForm:
        raise NotImplementedError

    def act(self, cleaned: dict[str, Any]) -> str:
        """Do it. :return: what to say about it; nothing for no message."""
        raise NotImplementedError

    def back(self) -> str:
        """Where one came from."""
        raise NotImplementedError

    def after(self) -> str:
        """Where one goes once it is done: back, unless there is something to do with the new."""
        return self.back()

    def load(self, pk: int | None) -> None:
        """Find what the page is about. :raises Http404: if it is not of this council."""

    def get(self, request: HttpRequest, council: str, pk: int | None = None) -> HttpResponse:
        self.load(pk)
        return self._ask(self.form())

    def post(self, request: HttpRequest, council: str, pk: int | None = None) -> HttpResponse:
        self.load(pk)
        return self.answered(request)

    def answered(self, request: HttpRequest) -> HttpResponse:
        """Do what was asked for, or show the form again with what was typed."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                said = self.act(form.cleaned_data)
            except self.refusals as refused:
                field = getattr(refused, "field", "")
                field = self.fields.get(field, field)
                form.add_error(field if field in form.fields else None, str(refused))
            else:
                if said:
                    self.say(request, said)
                return redirect(self.after())
        return self._ask(form)

    def _ask(self, form: GovukForm) -> HttpResponse:
        back = self.back()
        form.cancel_href = back
        return self.page(
            self.template,
            form=form,
            heading=self.heading,
            lead=self.text,
            then=self.then,
            back_href=back,
        )


def found(row: Row | None) -> Row:
    """The row, or a page that is not there."""
    if row is None:
        raise Http404
    return row
