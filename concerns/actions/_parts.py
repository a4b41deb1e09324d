"""What both sides of a respondent's part do alike: write in it, and tell the other side."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from concerns.actions import _work
from concerns.actions import notifications as post
from concerns.actions._scope import engine_scope
from concerns.models import Concern, PartMessage, Person, Share, User


def is_there(concern: Concern, by: User, token: UUID | None, body: str) -> bool:
    """Whether this very form was sent before. The concern is locked, so that no other gets by.

    A form gone back to and changed is another message.
    """
    with transaction.atomic(), engine_scope():
        _work.hold_register(concern.council_id)
        Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
        of_form = PartMessage.objects.filter(concern=concern, sender__user=by, token=token)
        first = of_form.first() if token else None
        return first is not None and first.body == body


def write(
    work: _work.Work, person: Person, body: str, *, token: UUID | None, share: Share | None = None
) -> None:
    """Put a message into the part of a person.

    :param share: what it replies to; None for any other message.
    """
    used = token and PartMessage.objects.filter(
        concern=work.concern, sender=work.person, token=token
    )
    PartMessage.objects.create(
        council_id=work.concern.council_id,
        concern=work.concern,
        person=person,
        share=share,
        sender=work.person,
        body=body,
        sent_at=work.at,
        token=None if used and used.exists() else token,
    )
    work.codes["person"] = person.pk


def tell(work: _work.Work, person: Person, kind: post.Kind) -> None:
    """The respondent is told that there is something to read, not what."""
    post.queue(
        kind=kind,
        concern=work.concern,
        user=person.user,
        at=work.at,
        discriminator=f"v{work.concern.version}",
    )
