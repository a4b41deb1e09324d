"""Offices of a council and who holds them."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q

from concerns.engine.offices import Office as Code
from concerns.models._choices import choices, one_of
from concerns.models.council import Council
from concerns.models.person import Person, PoliticalGroup


class Office(models.Model):
    """A seat a protocol can name. The title is what this council calls it.

    :param single_seat: at most one holder at a time.
    :param external: held by somebody of another authority.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="offices")
    code = models.CharField(max_length=30, choices=choices(Code))
    title = models.CharField(max_length=200)
    aliases = models.JSONField(default=list, blank=True)
    group = models.ForeignKey(
        PoliticalGroup, on_delete=models.PROTECT, related_name="offices", null=True, blank=True
    )
    single_seat = models.BooleanField(default=True)
    external = models.BooleanField(default=False)

    class Meta:
        constraints = [
            one_of("office_code", "code", Code),
            models.UniqueConstraint(fields=["council", "code", "title"], name="one_office_a_title"),
            models.UniqueConstraint(
                fields=["council", "code"],
                condition=Q(single_seat=True),
                name="one_office_a_single_seat",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Appointment(models.Model):
    """A person holding an office from a day (inclusive) to a day (exclusive, or open).

    The database refuses two holders of a single seat at a time (an exclusion constraint in the
    migration); `single_seat` repeats the office's, because a constraint sees one table.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="appointments")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    single_seat = models.BooleanField()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="appointment_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["council", "office"], name="appointment_of_office")]

    def __str__(self) -> str:
        return f"{self.person_id} as {self.office_id}"
