"""What every page about the versions of a council's protocol shares."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils.html import format_html

from concerns.actions import versions
from concerns.actions.documents import CannotDecide
from concerns.actions.protocols import CannotAdopt
from concerns.actions.versions import CannotChange
from concerns.engine.protocol import Status
from concerns.permissions import protocols as permissions
from concerns.permissions import register as register_permissions
from concerns.presenters import unheld
from concerns.protocols import editing, editing_names
from concerns.protocols.editing import CannotEdit
from concerns.selectors import offices, register
from concerns.selectors import protocols as selectors
from concerns.views import council_page
from concerns.views.council_page import CouncilPage, found
from concerns.views.spreadsheet import csv_file

if TYPE_CHECKING:
    from concerns.engine import protocol as engine
    from concerns.engine.offices import Office
    from concerns.forms.versions import DraftForm
    from concerns.models import Council, Person, Protocol

DRAFT_AGAIN = (
    "This version was said to be ready. It is a draft again, and somebody has to say anew that it"
    " is ready."
)

__all__ = [
    "ProtocolPage",
    "Question",
    "ReadPage",
    "VersionPage",
    "VersionQuestion",
    "csv_file",
    "found",
]


class ProtocolPage(CouncilPage):
    """A page for whoever writes the protocol or may put it in force.

    `held` are the offices the reader holds, `writes` whether they may change a draft.
    """

    held: tuple[Office, ...]
    writes: bool

    def permission(self, *, person: Person) -> None:
        self.recognise(person)
        self.check(person)

    def recognise(self, person: Person) -> None:
        self.held = tuple(register.offices_held([person.pk], self.on)[person.pk])
        self.writes = permissions.can_write(person=person)

    def check(self, person: Person) -> None:
        permissions.check_can_work(person=person, held=self.held)


class VersionPage(ProtocolPage):
    """A page of one version: `row` as it is stored, `protocol` as the engine knows it."""

    row: Protocol
    protocol: engine.Protocol

    def permission(self, *, person: Person) -> None:
        self.recognise(person)
        row = self.find(person.council, self.kwargs["version"])
        if row is None or not self.may_read(row):
            raise Http404
        self.check(person)
        self.row, self.protocol = row, selectors.engine_protocol(row)

    def may_read(self, row: Protocol) -> bool:
        return permissions.can_read(protocol=row, person=self.me, held=self.held)

    def empty_offices(self, held: Collection[Office]) -> unheld.EmptyOffices:
        """The offices of this version that nobody holds. :param held: those somebody holds."""
        empty = offices.named_but(self.protocol, held)
        if not empty:
            return unheld.EmptyOffices([], [])
        if register_permissions.can_manage(person=self.me):
            there = offices.by_code(self.council, [code for code, _ in empty])
            return unheld.to_fill(empty, self.row, there)
        return unheld.to_know(empty, register.administrators(self.council, self.on))

    @property
    def is_open(self) -> bool:
        """Whether this version can still be changed."""
        return selectors.is_open(self.row)

    def find(self, council: Council, pk: int) -> Protocol | None:
        """The version the address names."""
        return selectors.version_by_pk(council, pk)

    def at_version(self, name: str, **more: Any) -> str:
        """The address of another page of this version."""
        return reverse(name, kwargs={"council": self.council.slug, "version": self.row.pk, **more})

    def page(self, template: str, **context: Any) -> HttpResponse:
        return super().page(
            template,
            **{
                "version": self.row,
                "protocol": self.protocol,
                "is_draft": self.is_open,
                "writes": self.writes and self.is_open,
                "hub_href": self.at_version("version-detail"),
                **context,
            },
        )


class ReadPage(VersionPage):
    """A page about one version for everybody who may read that version."""

    def check(self, person: Person) -> None:
        """Whoever may read it was let in already."""

    def back(self) -> str:
        """Where it is worked on, or read by those who do not."""
        if permissions.can_work(person=self.me, held=self.held):
            return self.at_version("version-detail")
        return reverse("protocol-read", args=[self.council.slug, self.row.version])


class Question(council_page.Question, ProtocolPage):
    """A form about versions; only administrators are asked."""

    refusals: ClassVar[tuple[type[Exception], ...]] = (
        CannotChange,
        CannotEdit,
        CannotDecide,
        CannotAdopt,
    )

    def check(self, person: Person) -> None:
        permissions.check_can_write(person=person)


class VersionQuestion(Question, VersionPage):
    """A form about one version.

    Its address may hold more than a number; what it is about is loaded from `self.kwargs`.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load(None)
        return self._ask(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.load(None)
        except Http404:
            if request.POST.get("seen", self.row.digest) == self.row.digest:
                raise
            return self._gone(request)
        return self.answered(request)

    def _gone(self, request: HttpRequest) -> HttpResponse:
        """Somebody left out what was open here: nothing that was typed is lost with it."""
        typed = [
            {"key": "You wrote", "value": value, "long": True}
            for name, value in request.POST.items()
            if len(str(value).split()) > 1
        ]
        back = self.at_version("version-detail")
        return self.page("protocols/gone.html", typed=typed, back_href=back)

    def back(self) -> str:
        return self.at_version("version-detail")

    @property
    def by_button(self) -> int | None:
        """Which way something goes, where a button to move it by one place was pressed."""
        pressed = {"up": editing.UP, "down": editing.DOWN}
        return next((way for name, way in pressed.items() if name in self.request.POST), None)

    def form(self, data: Any = None) -> DraftForm:
        raise NotImplementedError

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        """The draft as it shall be. :raises CannotEdit: if it cannot be so."""
        raise NotImplementedError

    def said(self) -> str:
        """What to say once it is stored."""
        return "The change is saved."

    def act(self, cleaned: dict[str, Any]) -> str:
        if cleaned["seen"] != self.row.digest:  # before it is put where something else is now
            raise CannotChange(versions.changed_since(self.row, by=self.by))
        was_ready = self.row.status == Status.CHECKED.value
        kept = versions.keep(
            version=self.row,
            protocol=editing_names.follow(self.protocol, self.changed(cleaned)),
            seen=cleaned["seen"],
            by=self.by,
            at=self.at,
            part=str(resolve(self.request.path_info).url_name),
        )
        if kept.digest == cleaned["seen"]:
            self.say = messages.info  # nothing is done
            return "Nothing was different, so nothing is changed."
        return format_html("{} {}", self.said(), DRAFT_AGAIN) if was_ready else self.said()
