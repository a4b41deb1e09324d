"""Somebody's account at the council's identity provider."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Identity(models.Model):
    """One account here is one account there: linked once, and from then on known by it alone.

    Nothing else of what the provider says is kept: no name, no address, no token.

    :param issuer: the provider. :param subject: the person there (`sub`), never given to another.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities"
    )
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_a_subject"),
            models.UniqueConstraint(fields=["issuer", "user"], name="one_subject_an_account"),
        ]
        verbose_name_plural = "identities"

    def __str__(self) -> str:
        return f"account {self.user_id} at {self.issuer}"
