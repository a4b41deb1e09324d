"""The council's register: who is a councillor or an officer here, and in which group."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from concerns.engine.offices import Kind
from concerns.models._choices import choices, one_of
from concerns.models.council import Council


class PoliticalGroup(models.Model):
    """A political group on a council."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "name"], name="one_group_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody on one council's register, from a day (inclusive) to a day (exclusive or open).

    A monitoring officer of the principal authority who acts for a town council is on the town
    council's register too, with the same account.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="people"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=choices(Kind))
    job = models.CharField(max_length=200, blank=True)
    group = models.ForeignKey(
        PoliticalGroup, on_delete=models.PROTECT, related_name="members", null=True, blank=True
    )
    line_manager = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="manages", null=True, blank=True
    )
    director = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="directs", null=True, blank=True
    )
    is_administrator = models.BooleanField(default=False)
    active_from = models.DateField()
    active_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "user"], name="one_entry_a_council"),
            one_of("person_kind", "kind", Kind),
            CheckConstraint(
                condition=Q(active_to__isnull=True) | Q(active_to__gt=F("active_from")),
                name="person_ends_after_start",
            ),
            CheckConstraint(
                condition=Q(group__isnull=True) | Q(kind=Kind.COUNCILLOR.value),
                name="only_councillors_have_groups",
            ),
        ]
        indexes = [models.Index(fields=["user"], name="person_of_user")]

    def __str__(self) -> str:
        return self.name


def active(on: date, prefix: str = "") -> Q:
    """Rows of people who stand on the register that day."""
    return Q(**{f"{prefix}active_from__lte": on}) & (
        Q(**{f"{prefix}active_to": None}) | Q(**{f"{prefix}active_to__gt": on})
    )


class Absence(models.Model):
    """A time when somebody cannot act."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="absences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="absence_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.starts_on}"
