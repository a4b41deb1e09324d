"""What the person a concern is about does in their own part: reply, and write to the handler.

They name their part, never the concern: its row is not theirs to read.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from concerns.actions import _parts, _work
from concerns.actions import notifications as post
from concerns.actions.handling import tell_handlers
from concerns.engine.states import Act
from concerns.models import Concern, Share, User
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import parts


@transaction.atomic
def reply(
    *, concern: Concern, share: int, body: str, by: User, at: datetime, token: UUID | None
) -> None:
    """Reply to what was shared. It ends the clock, and cannot be taken back.

    :param share: the id of one of theirs that waits for a reply, late or not.
    :param token: of the form; sending it twice changes nothing.
    :raises NotAllowed: if it does not wait for one of theirs. :raises StateForbids: if it ended.
    """
    if _parts.is_there(concern, by, token, body):
        return
    with _work.work(concern=concern, act=Act.REPLY, by=by, at=at, version=None) as work:
        rows = Share.objects.select_for_update(of=("self",)).filter(parts.AWAITED, pk=share)
        row = rows.filter(concern=work.concern, person=work.person).first()
        if row is None:
            raise NotAllowed("No reply is awaited from you to that.")
        _parts.write(work, work.person, body, token=token, share=row)
        row.replied_at = at
        row.save(update_fields=["replied_at"])
        work.codes["share"] = row.pk
        tell_handlers(work, post.Kind.ANSWERED)


@transaction.atomic
def write(*, concern: Concern, body: str, by: User, at: datetime, token: UUID | None) -> None:
    """Write to whoever deals with it, in a thread of their own.

    :param token: of the form; sending it twice changes nothing.
    :raises NotAllowed: if nothing was shared with them. :raises StateForbids: if it ended.
    """
    if _parts.is_there(concern, by, token, body):
        return
    with _work.work(concern=concern, act=Act.CORRESPOND, by=by, at=at, version=None) as work:
        if not work.mine.answers:
            raise NotAllowed("Nothing was shared with you.")
        _parts.write(work, work.person, body, token=token)
        tell_handlers(work, post.Kind.ANSWERED)
