"""The offices a protocol names, and who steps in when nobody named can act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from concerns.engine import protocol as engine
from concerns.engine.offices import Office
from concerns.forms import versions as forms
from concerns.presenters import versions as words
from concerns.presenters.office_kinds import kind_of_office
from concerns.protocols import editing
from concerns.selectors import register
from concerns.views.protocols._page import VersionPage, VersionQuestion


class SeatList(VersionPage):
    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        return self.page(
            "protocols/seats.html",
            rows=[self._row(office) for office in Office if office in self.protocol.offices],
            empty=self.empty_offices(register.offices_filled(self.council, self.on)),
            back_href=self.at_version("version-detail"),
        )

    def _row(self, office: Office) -> dict[str, Any]:
        entry = self.protocol.offices[office]
        lines = [kind_of_office(office)]
        if entry.aliases:
            lines.append(f"Also called {', '.join(entry.aliases)}")
        if entry.deputy is not None:
            lines.append(f"Deputy: the {self.protocol.title_of(entry.deputy)}")
        lines += [f"Always also the {self.protocol.title_of(o)}" for o in entry.same_as]
        if entry.external:
            lines.append("Outside the council")
        return {
            "key": entry.title,
            "lines": lines,
            "href": self.at_version("seat-change", office=office.value) if self.writes else "",
            "change": entry.title,
        }


_FIELDS = {"title": "called"}


class _SeatQuestion(VersionQuestion):
    office: Office

    def load(self, pk: int | None) -> None:
        try:
            self.office = Office(self.kwargs["office"])
        except ValueError:
            raise Http404 from None
        if self.office not in self.protocol.offices:
            raise Http404

    def back(self) -> str:
        return self.at_version("seat-list")


class SeatAdd(VersionQuestion):
    fields: ClassVar[Mapping[str, str]] = _FIELDS
    heading = "Add an office"

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.OfficeForm(
            data,
            seen=self.row.digest,
            offices=[
                (office.value, kind_of_office(office))
                for office in Office
                if office not in self.protocol.offices
            ],
            others=words.office_choices(self.protocol),
        )

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        office = Office(cleaned["office"])
        self.title = cleaned["called"]
        return editing.put_office(self.protocol, office, _entry(cleaned))

    def said(self) -> str:
        return f"The {self.title} is added."

    def back(self) -> str:
        return self.at_version("seat-list")


class SeatChange(_SeatQuestion):
    fields: ClassVar[Mapping[str, str]] = _FIELDS
    template: ClassVar[str] = "protocols/part.html"

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = f"Change the {self.protocol.title_of(self.office)}"

    def form(self, data: Any = None) -> forms.DraftForm:
        entry = self.protocol.offices[self.office]
        return forms.OfficeForm(
            data,
            seen=self.row.digest,
            offices=(),
            others=words.office_choices(self.protocol, but=self.office),
            initial={
                "called": entry.title,
                "aliases": "\n".join(entry.aliases),
                "deputy": entry.deputy or "",
                "same_as": sorted(entry.same_as),
                "external": entry.external,
            },
        )

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing.put_office(self.protocol, self.office, _entry(cleaned))

    def said(self) -> str:
        return f"The {self.protocol.title_of(self.office)} is changed."

    def page(self, template: str, **context: Any) -> HttpResponse:
        remove = self.at_version("seat-remove", office=self.office.value)
        return super().page(template, remove_href=remove, **context)


class SeatRemove(_SeatQuestion):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = f"Leave the {self.protocol.title_of(self.office)} out?"

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Leave it out", dangerous=True)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing.remove_office(self.protocol, self.office)

    def said(self) -> str:
        return f"The {self.protocol.title_of(self.office)} is left out."


class NetChange(VersionQuestion):
    heading = "Who steps in when nobody named can act?"
    text = (
        "When everybody a rule names is away, or part of the concern, it goes to the first of these"
        " who can take it. The last one has to be outside the council. This is your council’s own"
        " arrangement: whenever it is used, the page says that the protocol does not say so."
    )

    def form(self, data: Any = None) -> forms.NetForm:
        self.asked = forms.NetForm(
            data,
            seen=self.row.digest,
            offices=words.office_choices(self.protocol),
            net=self.protocol.safety_net,
        )
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing.set_safety_net(self.protocol, self.asked.net())


def _entry(cleaned: dict[str, Any]) -> engine.OfficeEntry:
    return engine.OfficeEntry(
        title=cleaned["called"],
        aliases=cleaned["aliases"],
        same_as=tuple(map(Office, cleaned.get("same_as") or ())),
        deputy=Office(cleaned["deputy"]) if cleaned["deputy"] else None,
        external=cleaned["external"],
    )
