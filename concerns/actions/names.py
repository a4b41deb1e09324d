"""Withholding the name of whoever raised a concern from those it is about, and revealing it.

Nothing reveals a name by itself. Whoever deals with the concern says that they mean to, and why;
the raiser is told, and has some working days to withdraw; only then can it be revealed.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concerns.actions import _routing, _work
from concerns.actions._work import Stale as Stale
from concerns.actions.handling import tell_handlers, tell_raiser
from concerns.actions.notifications import Kind
from concerns.engine.states import Act, Withholding
from concerns.engine.working_days import later, shifted
from concerns.models import Concern, Revealing, User


class CannotReveal(ValueError):
    """It is not the time for that. The text is fit to show."""


_ANSWERED = "That was answered already."


@transaction.atomic
def withhold(*, concern: Concern, by: User, at: datetime, version: int) -> None:
    """Do what the raiser asked for: their name stays withheld.

    :raises CannotReveal: if nothing was asked, or it is answered already.
    """
    with _work.work(concern=concern, act=Act.WITHHOLD, by=by, at=at, version=version) as work:
        _check(work, Withholding.ASKED, _ANSWERED)
        work.set(withholding=Withholding.ACCEPTED.value)
        work.codes["withheld"] = True
        tell_raiser(work)


@transaction.atomic
def refuse(*, concern: Concern, reason: str, by: User, at: datetime, version: int) -> None:
    """Do not do what the raiser asked for. Their name is still withheld until they had time.

    :param reason: the raiser reads it.
    :raises CannotReveal: if nothing was asked, or it is answered already.
    """
    with _work.work(concern=concern, act=Act.WITHHOLD, by=by, at=at, version=version) as work:
        _check(work, Withholding.ASKED, _ANSWERED)
        work.codes["withheld"] = False
        _announce(work, reason)


@transaction.atomic
def announce(*, concern: Concern, reason: str, by: User, at: datetime, version: int) -> None:
    """Say that a name that is withheld is to be revealed after all.

    :param reason: the raiser reads it.
    :raises CannotReveal: if it is not withheld, or that was said already.
    """
    with _work.work(concern=concern, act=Act.REVEAL, by=by, at=at, version=version) as work:
        _check(work, Withholding.ACCEPTED, "The name is not withheld, or is to be revealed.")
        work.codes["stage"] = "announced"
        _announce(work, reason)


@transaction.atomic
def take_back(*, concern: Concern, by: User, at: datetime, version: int) -> None:
    """Withhold the name after all, while the raiser still has time.

    :raises CannotReveal: if it was not to be revealed.
    """
    with _work.work(concern=concern, act=Act.REVEAL, by=by, at=at, version=version) as work:
        row = _under_way(work)
        row.taken_back_at = at
        row.save(update_fields=["taken_back_at"])
        work.set(withholding=Withholding.ACCEPTED.value)
        work.codes["stage"] = "taken_back"
        tell_raiser(work)


@transaction.atomic
def reveal(*, concern: Concern, by: User, at: datetime, version: int) -> None:
    """Let those it is about know who raised it.

    :raises CannotReveal: before the day that the raiser was told.
    """
    with _work.work(concern=concern, act=Act.REVEAL, by=by, at=at, version=version) as work:
        row = _under_way(work)
        if row.not_before is None or work.today < row.not_before:
            raise CannotReveal("The person who raised it still has time to withdraw it.")
        row.revealed_at = at
        row.save(update_fields=["revealed_at"])
        work.set(withholding=Withholding.REVEALED.value)
        work.codes["stage"] = "revealed"
        tell_raiser(work)


@transaction.atomic
def learn(*, concern: Concern, reason: str, by: User, at: datetime) -> None:
    """Let somebody who gives advice know a name that is withheld, and nobody else.

    :param reason: whoever deals with the concern reads it.
    :raises CannotReveal: if it is not withheld.
    """
    with _work.work(concern=concern, act=Act.LEARN_NAME, by=by, at=at, version=None) as work:
        if not work.concern.is_name_withheld:
            raise CannotReveal("The name is not withheld.")
        Revealing.objects.create(
            council_id=work.concern.council_id,
            concern=work.concern,
            to=Revealing.To.ADVISER,
            wanted_by=work.person,
            wanted_at=at,
            reason=reason,
            revealed_at=at,
        )
        tell_handlers(work, Kind.ANSWERED)


def _announce(work: _work.Work, reason: str) -> None:
    """From the day after so many working days it can be revealed; the raiser is told now."""
    concern = work.concern
    calendar = _routing.council_calendar(concern, work.today)
    last = shifted(work.today, concern.council.reveal_after, calendar)
    row = Revealing.objects.create(
        council_id=concern.council_id,
        concern=concern,
        to=Revealing.To.SUBJECT,
        wanted_by=work.person,
        wanted_at=work.at,
        reason=reason,
        not_before=later(last, 1),
    )
    work.set(withholding=Withholding.WAITING.value)
    work.codes["revealing"] = row.pk
    tell_raiser(work)


def _under_way(work: _work.Work) -> Revealing:
    _check(work, Withholding.WAITING, "The name is not to be revealed, or was revealed already.")
    return Revealing.objects.select_for_update(of=("self",)).get(
        concern=work.concern,
        to=Revealing.To.SUBJECT,
        revealed_at__isnull=True,
        taken_back_at__isnull=True,
    )


def _check(work: _work.Work, wanted: Withholding, why: str) -> None:
    """:raises CannotReveal: if the name is not, at the moment, as it has to be for this."""
    if work.concern.withholding != wanted.value:
        raise CannotReveal(why)
