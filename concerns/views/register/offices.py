"""Offices and who holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from concerns.actions import offices as acts
from concerns.engine.offices import GENERAL, KIND_OF, Kind, Office
from concerns.forms import register as forms
from concerns.forms.fields import whole_number
from concerns.permissions import register as permissions
from concerns.permissions.refusal import NotAllowed
from concerns.presenters import register as words
from concerns.presenters import standins as standing_in
from concerns.presenters.office_kinds import kind_of_office
from concerns.selectors import offices, protocols, register, standins
from concerns.views.register._page import Question, RegisterPage, found

if TYPE_CHECKING:
    from concerns import models

_CODES = [code for code in Office if code not in GENERAL]


class OfficeList(RegisterPage):
    """Who holds which office. Everybody on the register may know."""

    permission = staticmethod(permissions.check_can_read)

    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        overview = offices.overview(self.council, self.on)
        manages = permissions.can_manage(person=self.me)
        return self.page(
            "register/offices.html",
            rows=words.office_rows(overview, self.council, self.on, manages=manages),
            unlisted=words.unlisted(overview, self.council) if manages else [],
            administrators=register.administrators(self.council, self.on),
            manages=manages,
            parts=self.parts("office-list"),
        )


class OfficeDetail(RegisterPage):
    def get(self, request: HttpRequest, council: str, pk: int) -> HttpResponse:
        office = found(offices.by_pk(self.council, pk))
        history = offices.history(office)
        day = standins.day_of(self.council, self.on)
        return self.page(
            "register/office.html",
            office=office,
            summary=words.office_summary(office),
            history=words.office_history(history, self.council, self.on, day.absent),
            stand_ins=self._stand_ins(office, history, day),
            back_href=self.to("office-list"),
        )

    def _stand_ins(
        self, office: models.Office, history: list[models.Appointment], day: standins.Day
    ) -> list[standing_in.Row]:
        """For each holder who is away; for the only holder, also while they are not."""
        code = Office(office.code)
        now = words.holding_on(history, self.on)
        away = [person for person in now if person.pk in day.absent]
        asked = away or (now if len(now) == 1 else [])
        found = standins.for_holders(day, code, asked)
        titles = [
            (person.pk, code, words.while_away(person, is_away=bool(away))) for person in asked
        ]
        return standing_in.rows(found, titles)


class OfficeAdd(Question):
    heading = "Add an office"
    fields = {"title": "called"}
    made: models.Office

    version: models.Protocol | None = None
    """The version that names it and that one came from, if one did."""

    def load(self, pk: int | None) -> None:
        asked = whole_number(self.request.GET.get("version", ""))
        if asked is not None:
            self.version = protocols.version_by_pk(self.council, asked)

    def form(self, data: Any = None) -> forms.OfficeForm:
        code = self.request.GET.get("code", "")
        return forms.OfficeForm(
            data,
            kinds=[(c.value, kind_of_office(c)) for c in _CODES],
            groups=words.choices_of_groups(register.groups_list(self.council)),
            initial={"code": code, "called": self._titles().get(code, "")},
        )

    def _titles(self) -> dict[str, str]:
        """What the protocol calls the offices that can be added, by their codes."""
        if self.version is None:
            unlisted = offices.overview(self.council, self.on).unlisted
            return {code.value: title for code, title in unlisted}
        named = protocols.engine_protocol(self.version).offices
        return {code.value: entry.title for code, entry in named.items()}

    def act(self, cleaned: dict[str, Any]) -> str:
        self.made = acts.add_office(
            council=self.council,
            code=Office(cleaned["code"]),
            by=self.by,
            at=self.at,
            **_common(self, cleaned),
        )
        said = f"{self.made.title} is on the register. It is vacant until you appoint somebody."
        if self.version is None:
            return said
        return format_html(
            '{} <a class="govuk-notification-banner__link" href="{}">Go back to version {}</a>.',
            said,
            self._at_version(),
            self.version.version,
        )

    def _at_version(self) -> str:
        assert self.version is not None
        return reverse("version-detail", args=[self.council.slug, self.version.pk])

    def back(self) -> str:
        return self._at_version() if self.version else self.to("office-list")

    def after(self) -> str:
        return self.to("office-detail", self.made.pk)  # where somebody can be appointed


class OfficeChange(Question):
    fields = {"title": "called"}
    office: models.Office

    def load(self, pk: int | None) -> None:
        self.office = found(offices.by_pk(self.council, pk or 0))
        self.heading = f"Change {self.office.title}"

    def form(self, data: Any = None) -> forms.OfficeForm:
        office = self.office
        return forms.OfficeForm(
            data,
            kinds=(),
            groups=words.choices_of_groups(register.groups_list(self.council)),
            initial={
                "called": office.title,
                "aliases": "\n".join(office.aliases),
                "group": str(office.group_id or ""),
                "external": office.external,
                "seen": register.fingerprint(office),
            },
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.change_office(
            office=self.office,
            seen=cleaned["seen"],
            by=self.by,
            at=self.at,
            **_common(self, cleaned),
        )
        return "The office is changed."

    def back(self) -> str:
        return self.to("office-detail", self.office.pk)


def _common(page: Question, cleaned: dict[str, Any]) -> dict[str, Any]:
    group = forms.picked(cleaned, "group")
    return {
        "title": cleaned["called"],
        "aliases": cleaned["aliases"],
        "group": register.group_by_pk(page.council, group) if group else None,
        "external": cleaned["external"],
    }


class OfficeAppoint(Question):
    confirms = True
    office: models.Office

    def load(self, pk: int | None) -> None:
        self.office = found(offices.by_pk(self.council, pk or 0))
        self.heading = f"Appoint somebody as {self.office.title}"

    def form(self, data: Any = None) -> forms.AppointForm:
        office = self.office
        kind = KIND_OF[Office(office.code)]
        sides = (kind, Kind.OUTSIDE) if kind in {Kind.COUNCILLOR, Kind.OFFICER} else ()
        picked = register.pickable(self.council, self.on)
        return forms.AppointForm(
            data,
            people=words.choices_of_people(picked, *sides),
            holder=self._holder(),
            initial={"starts_on": self.on},
        )

    def _holder(self) -> str:
        """Who would have to go: only where one person holds the office, with no last day."""
        if not self.office.single_seat:
            return ""
        last = next(iter(offices.history(self.office)), None)
        stays = last is not None and last.starts_on <= self.on and last.ends_on is None
        return last.person.name if last is not None and stays else ""

    def act(self, cleaned: dict[str, Any]) -> str:
        person = found(register.person_by_pk(self.council, int(cleaned["person"])))
        appointment = acts.appoint(
            office=self.office,
            person=person,
            starts_on=cleaned["starts_on"],
            ends_on=words.day_after(cleaned["ends_on"]),
            replacing=bool(cleaned.get("replacing")),
            by=self.by,
            at=self.at,
        )
        return words.appointed(appointment, self.on)

    def back(self) -> str:
        return self.to("office-detail", self.office.pk)


class AppointmentEnd(Question):
    """Says when an appointment ends."""

    appointment: models.Appointment

    def load(self, pk: int | None) -> None:
        self.appointment = found(offices.appointment_by_pk(self.council, pk or 0))

    def form(self, data: Any = None) -> forms.LastDayForm:
        name, title = self.appointment.person.name, self.appointment.office.title
        return forms.LastDayForm(
            data,
            question=f"When is {name}’s last day as {title}?",
            earliest=self.appointment.starts_on,
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        last_day = cleaned["last_day"]
        ends_on = words.day_after(last_day) or last_day
        acts.end_appointment(appointment=self.appointment, ends_on=ends_on, by=self.by, at=self.at)
        return words.ended(self.appointment, ends_on, self.on)

    def back(self) -> str:
        return self.to("office-detail", self.appointment.office_id)


class AppointmentCancel(Question):
    """Takes back an appointment made by mistake, while no day of it is over.

    The page calls it so, because beside its button stands a link called Cancel.
    """

    appointment: models.Appointment

    def load(self, pk: int | None) -> None:
        self.appointment = found(offices.appointment_by_pk(self.council, pk or 0))
        name, title = self.appointment.person.name, self.appointment.office.title
        if self.appointment.starts_on < self.on:
            raise NotAllowed(
                f"The appointment of {name} as {title} began before today, so it can only be ended."
                " Concerns may have gone by it."
            )
        self.heading = f"Take back the appointment of {name} as {title}?"
        self.text = f"It would begin on {words.day(self.appointment.starts_on)}."
        if self.appointment.starts_on == self.on:
            self.text = (
                "It began today. Take it back only if it was recorded by mistake. If it was right"
                " and is over, go back and end it instead."
            )
        self.then = words.will_be_taken_back(
            self.appointment, offices.returning(self.appointment), self.on
        )

    def form(self, data: Any = None) -> forms.ConfirmForm:
        return forms.ConfirmForm(data, submit="Take back the appointment", dangerous=True)

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.cancel_appointment(appointment=self.appointment, by=self.by, at=self.at)
        return "The appointment is taken back."

    def back(self) -> str:
        return self.to("office-detail", self.appointment.office_id)
