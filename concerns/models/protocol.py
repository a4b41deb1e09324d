"""A version of a council's protocol as rows. An adopted version is frozen by the database."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q

from concerns.engine.protocol import Status
from concerns.models._choices import choices, one_of
from concerns.models.council import Council
from concerns.models.user import User


class Protocol(models.Model):
    """One version.

    :param status: its life in the portal; the document's own status is in `header`.
    :param header: everything of the pack but its clauses and rules, as plain data.
    :param adopted_on: the day the council resolved it. :param minute: where that is minuted.
    :param offered_by: who said that it is ready, at `offered_at`. :param adopted_by: who put it in
        force, somebody else; all None for a version that came without a person.
    :param changed_by: who changed it last while it was a draft, or made it one again, at
        `changed_at`; None where nobody has since it was begun.
    :param digest: the pack's fingerprint; rows that no longer give it are refused when read.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="protocols")
    version = models.CharField(max_length=50)
    title = models.CharField(max_length=300)
    status = models.CharField(max_length=20, choices=choices(Status), default=Status.DRAFT.value)
    header = models.JSONField()
    digest = models.CharField(max_length=64)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    minute = models.CharField(max_length=200, blank=True)
    review_due = models.DateField(null=True, blank=True)
    offered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    offered_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            one_of("protocol_status", "status", Status),
            models.UniqueConstraint(fields=["council", "version"], name="one_protocol_a_version"),
            CheckConstraint(
                condition=Q(status__in=["draft", "checked"]) | Q(in_force_from__isnull=False),
                name="adopted_protocol_has_a_date",
            ),
            CheckConstraint(
                condition=Q(in_force_until__isnull=True)
                | Q(in_force_until__gte=F("in_force_from")),
                name="protocol_ends_after_start",
            ),
            # One person alone never changes where concerns go.
            CheckConstraint(
                condition=Q(adopted_by__isnull=True)
                | (Q(offered_by__isnull=False) & ~Q(adopted_by=F("offered_by"))),
                name="two_people_adopt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Clause(models.Model):
    """A clause of one version. :param body: kinds, expectations and natures, as plain data."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="clauses")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    label = models.CharField(max_length=50, null=True, blank=True)
    heading = models.CharField(max_length=300)
    summary = models.TextField()
    quote = models.TextField(null=True, blank=True)
    body = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["protocol", "key"], name="one_clause_a_key"),
            models.UniqueConstraint(fields=["protocol", "position"], name="one_clause_a_place"),
        ]

    def __str__(self) -> str:
        return self.key


class Rule(models.Model):
    """A rule of one version. :param body: the whole rule as plain data."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="rules")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=100)
    body = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["protocol", "key"], name="one_rule_a_key"),
            models.UniqueConstraint(fields=["protocol", "position"], name="one_rule_a_place"),
        ]

    def __str__(self) -> str:
        return self.key


class RuleClause(models.Model):
    """On which clauses a rule rests."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="rests_on")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="carries")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "clause"], name="one_link_a_clause"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} on {self.clause_id}"
