"""People on the register, when they are away, and their invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from concerns.actions import invitations
from concerns.actions import register as acts
from concerns.engine.offices import Kind
from concerns.forms import register as forms
from concerns.permissions import register as permissions
from concerns.presenters import register as words
from concerns.presenters import standins as standing_in
from concerns.selectors import called, changes, register, standins
from concerns.views.register._page import Question, RegisterPage, found

if TYPE_CHECKING:
    from concerns import models

WAITS = (
    "They become an administrator when a second person agrees: another administrator, the"
    " monitoring officer, the clerk or the chief executive, who get an email."
)


class PersonList(RegisterPage):
    """Everybody on the register; those who left or are to come for administrators only."""

    permission = staticmethod(permissions.check_can_read)

    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        manages = permissions.can_manage(person=self.me)
        now, others = words.person_rows(
            register.people_list(self.council),
            register.pickable(self.council, self.on),
            self.council,
            self.on,
            manages=manages,
            away=register.absent_people(self.council, self.on) if manages else frozenset(),
        )
        return self.page(
            "register/people.html",
            people=now,
            others=others,
            manages=manages,
            parts=self.parts("person-list"),
        )


class PersonDetail(RegisterPage):
    def get(self, request: HttpRequest, council: str, pk: int) -> HttpResponse:
        person, invitation = found(changes.invited(self.council, pk))
        held = register.appointments_of(person)
        away = register.absences_of(person, self.on)
        can_invite = not person.user.has_usable_password()
        is_here = register.is_active(person, self.on) or person.active_from > self.on
        return self.page(
            "register/person.html",
            person=person,
            summary=words.person_summary(person, self.on, invitation=invitation, at=self.at),
            held=words.held_by_person(held, self.council, self.on),
            absences=words.absences(away, self.council, self.on),
            stand_ins=self._stand_ins(person, held, away) if is_here else [],
            is_here=is_here,
            leaves=person.active_to if is_here else None,
            can_invite=can_invite,
            invited=invitation is not None,
            back_href=self.to("person-list"),
        )

    def _stand_ins(
        self,
        person: models.Person,
        held: list[models.Appointment],
        away: list[models.Absence],
    ) -> list[standing_in.Row]:
        """Office by office, on the first day they are away; today, if no absence is recorded."""
        on = max(self.on, away[0].starts_on) if away else self.on
        offices = words.offices_on(held, on)
        day = standins.day_of(self.council, on)
        found = standins.for_person(day, person, [code for code, _ in offices], on)
        return standing_in.rows(found, [(person.pk, code, title) for code, title in offices])


class PersonAdd(Question):
    heading = "Add somebody to the register"
    made: models.Person

    def form(self, data: Any = None) -> forms.AddPersonForm:
        given = {"initial": {"active_from": self.on}, **_options(self)}
        namesakes = called.of_the_same_name(self.council, data.get("name", "")) if data else []
        if not namesakes:
            return forms.AddPersonForm(data, **given)
        picked = register.pickable(self.council, self.on)
        choices = words.choices_of_namesakes(namesakes, picked)
        return forms.AddNamesakeForm(data, namesakes=choices, **given)

    def act(self, cleaned: dict[str, Any]) -> str:
        same = forms.same_person(cleaned)
        if same is not None:
            self.made = found(register.person_by_pk(self.council, same))
            self.say = messages.info  # nothing is done
            return (
                f"Nothing was added, because {self.made.name} is on the register already. This is"
                " their entry."
            )
        self.made = acts.add_person(
            council=self.council,
            email=cleaned["email"],
            active_from=cleaned["active_from"],
            not_same_as=forms.other_people(cleaned),
            by=self.by,
            at=self.at,
            **_common(self, cleaned),
        )
        said = f"{self.made.name} is on the register. Nothing has been sent to them yet."
        return f"{said} {WAITS}" if cleaned["is_administrator"] else said

    def back(self) -> str:
        return self.to("person-list")

    def after(self) -> str:
        return self.to("person-detail", self.made.pk)  # where they can be invited, or are already


class _OfPerson(Question):
    """A question about one person."""

    person: models.Person

    def load(self, pk: int | None) -> None:
        self.person = found(register.person_by_pk(self.council, pk or 0))

    def back(self) -> str:
        return self.to("person-detail", self.person.pk)


class PersonChange(_OfPerson):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = f"Change {self.person.name}"

    def form(self, data: Any = None) -> forms.ChangePersonForm:
        person = self.person
        return forms.ChangePersonForm(
            data,
            initial={
                "name": person.name,
                "kind": person.kind,
                "job": person.job,
                "group": str(person.group_id or ""),
                "line_manager": str(person.line_manager_id or ""),
                "director": str(person.director_id or ""),
                "is_administrator": person.is_administrator,
                "seen": register.fingerprint(person),
            },
            **_options(self, person),
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        becomes = cleaned["is_administrator"] and not self.person.is_administrator
        acts.change_person(
            person=self.person,
            seen=cleaned["seen"],
            by=self.by,
            at=self.at,
            **_common(self, cleaned),
        )
        return f"The entry is changed. {WAITS}" if becomes else "The entry is changed."


def _options(page: Question, person: models.Person | None = None) -> dict[str, Any]:
    """Managers and groups to choose from; a manager who has left stays until another is chosen."""
    officers = words.choices_of_people(register.pickable(page.council, page.on), Kind.OFFICER)
    for manager in (person.line_manager, person.director) if person else ():
        if manager is not None and str(manager.pk) not in dict(officers):
            officers.append((str(manager.pk), f"{manager.name} (no longer an officer here)"))
    own = str(person.pk) if person else ""
    return {
        "officers": [choice for choice in officers if choice[0] != own],
        "groups": words.choices_of_groups(register.groups_list(page.council)),
    }


def _common(page: Question, cleaned: dict[str, Any]) -> dict[str, Any]:
    group = forms.picked(cleaned, "group")
    manager, director = (forms.picked(cleaned, name) for name in ("line_manager", "director"))
    return {
        "name": cleaned["name"],
        "kind": Kind(cleaned["kind"]),
        "job": cleaned["job"],
        "group": register.group_by_pk(page.council, group) if group else None,
        "line_manager": register.person_by_pk(page.council, manager) if manager else None,
        "director": register.person_by_pk(page.council, director) if director else None,
        "is_administrator": cleaned["is_administrator"],
    }


class PersonEnd(_OfPerson):
    fields = {"until": "last_day"}

    def form(self, data: Any = None) -> forms.LastDayForm:
        return forms.LastDayForm(
            data,
            question=f"When is {self.person.name}’s last day at the council?",
            earliest=self.person.active_from,
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        last_day = cleaned["last_day"]
        until = words.day_after(last_day) or last_day
        acts.end_person(person=self.person, until=until, by=self.by, at=self.at)
        return (
            f"{self.person.name}’s last day is {words.day(last_day)}. Every office they hold ends"
            " with it, and open work for those offices goes to whoever holds them next."
        )


class PersonReturn(_OfPerson):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        until = self.person.active_to
        self.stays = until is not None and until > self.on  # the last day is still to come
        if self.stays and until is not None:
            self.heading = f"Is {self.person.name} staying after all?"
            self.text = (
                f"They were to leave on {words.day(words.last_day(until))}. Offices that end with"
                " that day still end then. You can appoint them again from the day after."
            )
        else:
            self.heading = f"Bring {self.person.name} back onto the register?"
            self.text = "Offices they held before stay ended. You can appoint them again."

    def form(self, data: Any = None) -> forms.ConfirmForm:
        return forms.ConfirmForm(data, submit="They stay" if self.stays else "Bring them back")

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.bring_back_person(person=self.person, by=self.by, at=self.at)
        if self.stays:
            return f"{self.person.name} stays on the register."
        return f"{self.person.name} is on the register again."


class PersonInvite(_OfPerson):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = f"Invite {self.person.name}?"
        self.text = (
            f"We will send {self.person.user.email} a link to choose a password. The link works"
            " once, and for a few days. Only somebody who can read that mailbox can use it."
        )

    def form(self, data: Any = None) -> forms.ConfirmForm:
        return forms.ConfirmForm(data, submit="Send the invitation")

    def act(self, cleaned: dict[str, Any]) -> str:
        invitations.invite(person=self.person, by=self.by, at=self.at)
        return f"An invitation is on its way to {self.person.user.email}."


class AbsenceAdd(_OfPerson):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = f"When is {self.person.name} away?"
        self.text = (
            "While they are away, work for their offices goes to whoever stands in: their page says"
            " who that is. You need not say why they are away."
        )

    def form(self, data: Any = None) -> forms.AbsenceForm:
        return forms.AbsenceForm(data, initial={"starts_on": self.on})

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.record_absence(
            person=self.person,
            starts_on=cleaned["starts_on"],
            ends_on=words.day_after(cleaned["ends_on"]),
            by=self.by,
            at=self.at,
        )
        return f"The absence of {self.person.name} is recorded. See below who stands in for them."


class AbsenceEnd(Question):
    fields = {"ends_on": "last_day"}
    absence: models.Absence

    def load(self, pk: int | None) -> None:
        self.absence = found(register.absence_by_pk(self.council, pk or 0))

    def form(self, data: Any = None) -> forms.LastDayForm:
        return forms.LastDayForm(
            data,
            question=f"When is the last day {self.absence.person.name} is away?",
            earliest=self.absence.starts_on,
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        ends_on = words.day_after(cleaned["last_day"]) or cleaned["last_day"]
        acts.end_absence(absence=self.absence, ends_on=ends_on, by=self.by, at=self.at)
        return f"{self.absence.person.name} is back from {words.day(ends_on)}."

    def back(self) -> str:
        return self.to("person-detail", self.absence.person_id)


class AbsenceRemove(Question):
    """Takes back an absence that has not begun; ends one that has."""

    absence: models.Absence
    began: bool

    def load(self, pk: int | None) -> None:
        self.absence = found(register.absence_by_pk(self.council, pk or 0))
        name = self.absence.person.name
        self.began = self.absence.starts_on < self.on
        if self.began:
            self.heading = f"Is {name} here again from today?"
            self.text = (
                f"Their absence began on {words.day(self.absence.starts_on)}. What went to somebody"
                " else since then went there because of it, so those days stay on record. From"
                " today open work is routed with them again."
            )
        else:
            self.heading = f"Remove the absence of {name}?"
            self.text = (
                f"It was recorded from {words.day(self.absence.starts_on)}. Open work is routed as"
                " if it had never been recorded."
            )

    def form(self, data: Any = None) -> forms.ConfirmForm:
        if self.began:
            return forms.ConfirmForm(data, submit="End the absence today")
        return forms.ConfirmForm(data, submit="Remove the absence", dangerous=True)

    def act(self, cleaned: dict[str, Any]) -> str:
        name = self.absence.person.name
        acts.remove_absence(absence=self.absence, by=self.by, at=self.at)
        if self.began:
            return f"{name} is here again from today."
        return f"The absence of {name} is removed."

    def back(self) -> str:
        return self.to("person-detail", self.absence.person_id)
