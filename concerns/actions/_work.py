"""What every act on a concern has in common: lock, look, check, do, record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from concerns.actions import _audit, _grants
from concerns.actions._scope import engine_scope
from concerns.engine.states import Act, State, StepState
from concerns.engine.working_days import local_date
from concerns.models import Concern, Person, Share, Step, User
from concerns.permissions import concerns as checks
from concerns.permissions.concerns import Sight
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import parts


class Stale(ValueError):
    """The concern changed after the form was shown. Nothing was done; nothing typed is lost."""

    def __init__(self) -> None:
        super().__init__("It changed while you had it open.")


@dataclass(slots=True)
class Work:
    """One act under way: the locked concern, who acts, and what will be saved."""

    concern: Concern
    act: Act
    by: User
    person: Person
    at: datetime
    mine: Sight
    step: Step | None
    changed: set[str] = field(default_factory=set)
    codes: dict[str, _audit.Codes] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day in the council's own calendar."""
        return local_date(self.at)

    def set(self, **values: Any) -> None:
        """Change fields of the concern; they are saved when the act ends."""
        for name, value in values.items():
            setattr(self.concern, name, value)
            self.changed.add(name)

    def need_step(self) -> Step:
        """The step that is under way.

        :raises NotAllowed: if there is none.
        """
        if self.step is None:
            raise NotAllowed("There is no step under way.")
        return self.step


@contextmanager
def work(
    *, concern: Concern, act: Act, by: User, at: datetime, version: int | None
) -> Iterator[Work]:
    """Do one act on a concern.

    :param version: the version the form was made from; None where no form was shown.
    :raises Stale: if the concern changed since.
    :raises StateForbids, NotAllowed: if the act is not to be done, or not by them.
    """
    with engine_scope():
        hold_register(concern.council_id)
        locked = (
            Concern.objects.select_for_update(of=("self",))
            .select_related("council", "protocol", "raiser")
            .get(pk=concern.pk)
        )
        mine = checks.sight(user=by, concern=locked, on=local_date(at))
        if version is not None and locked.version != version:
            raise Stale
        checks.check_can(act=act, state=State(locked.state), mine=mine)
        under_way = Work(
            concern=locked,
            act=act,
            by=by,
            person=_person(locked, by),
            at=at,
            mine=mine,
            step=current_step(locked),
        )
        before = locked.state
        yield under_way
        if locked.state == State.CLOSED.value and before != locked.state:
            _await_no_more(locked, at)
        locked.version += 1
        locked.save(update_fields=["version", *sorted(under_way.changed)])
        _grants.sync(locked)
        _audit.record(
            f"concern.{act.value}",
            at=at,
            by=by,
            concern=locked,
            person=under_way.person,
            before=before,
            after=locked.state,
            codes=under_way.codes,
        )
    for name in ("version", *under_way.changed):
        setattr(concern, name, getattr(locked, name))


def _await_no_more(concern: Concern, at: datetime) -> None:
    """What is closed waits for no reply, however it came to be closed."""
    Share.objects.filter(parts.AWAITED, concern=concern).update(ended_at=at)


def hold_register(council: int) -> None:
    """Let no change of the register come between asking for the route and following it.

    Whoever changes the register takes the council's row for themselves (`_register.begin`); any
    number may share it, and everybody takes it before a concern's, so that nobody waits in a ring.

    :param council: its id.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM concerns_council WHERE id = %s FOR SHARE", [council])


def current_step(concern: Concern) -> Step | None:
    """The one step under way, locked for this act."""
    return (
        Step.objects.select_for_update(of=("self",))
        .filter(concern=concern, state__in=[StepState.CURRENT.value, StepState.ACKNOWLEDGED.value])
        .select_related("holder")
        .first()
    )


def _person(concern: Concern, user: User) -> Person:
    person = Person.objects.filter(council_id=concern.council_id, user=user).first()
    if person is None:
        raise NotAllowed("You are not on this council's register.")
    return person
