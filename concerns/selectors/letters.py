"""What somebody else wrote about a concern that the reader has not opened since.

Row-level security decides what there is: messages and the record of readings are there only for
the raiser and those who deal with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from concerns.engine.states import Capacity
from concerns.models import AuditEvent, Message, User
from concerns.permissions import concerns as rule

_SHOWN_ON: Final = ("messages", "pack")  # the pages that show every message


def unread(user: User) -> QuerySet[Message]:
    """The messages of others that the user has opened no page with since they were written.

    Most pages with messages show them all; the page of an answer shows the question alone.
    """
    views = AuditEvent.objects.alias(question=Cast(KT("data__question"), BigIntegerField()))
    read = views.filter(
        Q(data__page__in=_SHOWN_ON) | Q(question=OuterRef("pk")),
        concern_id=OuterRef("concern_id"),
        at__gte=OuterRef("sent_at"),
        actor_id=user.pk,
        type="concern.view",
    )
    return Message.objects.exclude(sender__user=user).exclude(Exists(read))


def with_unread(user: User, concerns: Iterable[int], on: date) -> set[int]:
    """Which of these concerns have something unread: one query."""
    found = unread(user).filter(shows(user, on), concern__in=list(concerns))
    return set(found.values_list("concern_id", flat=True).distinct())


def shows(user: User, on: date) -> Q:
    """Of rows with a concern, those of which a list of the user's may show something.

    Until somebody has said whether they have an interest in what was taken further to them,
    nothing of it is shown to them, and so not that there is something to read either.
    """
    denied = AuditEvent.objects.filter(
        concern_id=OuterRef("concern_id"), actor_id=user.pk, type="concern.no_interest"
    )
    handled = rule.live(user=user, on=on, capacity=Capacity.HANDLER)
    asked_first = handled.filter(concern=OuterRef("concern"), is_review=True, is_open=True)
    return Q(Exists(denied)) | ~Q(Exists(asked_first))
