"""Beginning and ending sessions."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F

from concerns.actions import accounts
from concerns.models import Session, User
from concerns.models.session import BEGAN, DEVICE, SEEN, hash_of
from concerns.selectors import sign_in


def begin(session: SessionBase, *, device: str, at: datetime) -> None:
    """Start the clock of a session somebody has just signed in to.

    :param device: what their browser calls itself.
    """
    session[BEGAN] = session[SEEN] = at.timestamp()
    session[DEVICE] = device[:200]


def touch(session: SessionBase, *, at: datetime) -> None:
    """Note that they did something; saving the session moves its end."""
    session[SEEN] = at.timestamp()


@transaction.atomic
def end(*, session: Session, by: User, at: datetime) -> None:
    """End one of one's own sessions. It cannot be saved again by a request that still has it."""
    Session.objects.filter(pk=session.pk, user=by).delete()
    accounts.record("session_ended", user=by, by=by, at=at)


@transaction.atomic
def end_others(*, but: str | None, by: User, at: datetime) -> int:
    """End all one's own sessions but one. :param but: its name. :return: how many they were."""
    others, here = sign_in.sessions_of(by, at=at), hash_of(but or "")
    ended = [each.pk for each in others if each.pk != here]
    Session.objects.filter(pk__in=ended, user=by).delete()
    if ended:
        accounts.record("session_ended", user=by, by=by, at=at, n=len(ended))
    return len(ended)


@transaction.atomic
def end_all(user: User) -> None:
    """End every session of an account, those being signed in to at this moment included.

    Each holds a hash over `sessions_ended`, so that none is good at the next request, whatever
    another request saves meanwhile.
    """
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    Session.objects.filter(user=user).delete()
    user.refresh_from_db(fields=["sessions_ended"])
