"""The tenant: a council and its own standards and closures."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q

from concerns.engine.deadlines import Unit
from concerns.engine.protocol import LimitOf, Nation, Tier
from concerns.models._choices import choices, one_of


class Council(models.Model):
    """A council. Everything else of the application belongs to one.

    :param withholds_names: whoever raises a concern may ask that their name is kept from those it
        is about. :param reveal_after: working days between telling them that it will be revealed
        and revealing it.
    :param offers_exit: pages about what may put somebody at risk can be left at once.
    :param support: where to find support, in the council's words; empty for the portal's.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    nation = models.CharField(max_length=20, choices=choices(Nation))
    tier = models.CharField(max_length=20, choices=choices(Tier))
    principal_authority = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    withholds_names = models.BooleanField(default=True)
    reveal_after = models.PositiveSmallIntegerField(default=5)
    offers_exit = models.BooleanField(default=True)
    support = models.TextField(blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(reveal_after__gte=1, reveal_after__lte=60),
                name="council_reveal_after",
            ),
            one_of("council_nation", "nation", Nation),
            one_of("council_tier", "tier", Tier),
        ]

    def __str__(self) -> str:
        return self.slug


class LocalStandard(models.Model):
    """A time the council has set itself. It is never presented as the protocol's (design 5)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="standards")
    what = models.CharField(max_length=20, choices=choices(LimitOf))
    n = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=choices(Unit))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "what"], name="one_standard_of_a_kind"),
            one_of("standard_what", "what", LimitOf),
            one_of("standard_unit", "unit", Unit),
            CheckConstraint(condition=Q(n__gte=1, n__lte=400), name="standard_is_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.council_id} {self.what}"


class Closure(models.Model):
    """A day the council's office is closed besides weekends and bank holidays."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="closures")
    day = models.DateField()
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "day"], name="one_closure_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
