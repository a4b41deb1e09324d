"""A question with the answer it ought to have, asked of every new version of a protocol."""

from __future__ import annotations

from django.db import models

from concerns.models.council import Council
from concerns.models.user import User


class Trial(models.Model):
    """A saved question. It is the council's, and no version's: it is asked of each of them.

    No concern is behind it, and it names offices only.

    :param name: what it shows, in the words of whoever saved it.
    :param question: and :param expected: as `protocols.trying` and `protocols.trials` know them,
        as plain data.
    :param removed_at: since when no version is held to it. It stays, because whoever puts the next
        version in force is told which tests were taken away, and by whom.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    question = models.JSONField()
    expected = models.JSONField()
    created_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name"],
                condition=models.Q(removed_at__isnull=True),
                name="one_trial_of_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name
