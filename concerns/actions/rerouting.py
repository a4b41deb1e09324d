"""When what was filed, or who may handle it, changes: a new route, and the old one kept."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from typing import Any

from django.db import transaction

from concerns.actions import _grants, _routing, _work, deciding
from concerns.actions import notifications as post
from concerns.actions._scope import engine_scope
from concerns.actions.handling import tell_raiser
from concerns.engine.decision import Decision
from concerns.engine.facts import Nature
from concerns.engine.states import Act, State
from concerns.engine.working_days import local_date
from concerns.models import Concern, Interest, User
from concerns.models import Decision as Row
from concerns.permissions import concerns as checks
from concerns.permissions.concerns import OF_OFFICE


class NothingChanged(ValueError):
    """What was to be changed is as it was."""


@transaction.atomic
def preview(
    *,
    concern: Concern,
    natures: Iterable[Nature],
    written: bool,
    code_breach: bool,
    by: User,
    at: datetime,
) -> Decision:
    """The route the concern would take if it were of this kind. Changes nothing.

    :raises StateForbids, NotAllowed: if they could not change it so.
    """
    with engine_scope():
        mine = checks.sight(user=by, concern=concern, on=local_date(at))
        checks.check_can(act=Act.AMEND, state=State(concern.state), mine=mine)
        supposed = copy(concern)
        supposed.natures = sorted(nature.value for nature in natures)
        supposed.written, supposed.code_breach = written, code_breach
        decision, _ = _routing.ask(supposed, on=local_date(at))
    return decision


@transaction.atomic
def amend(
    *,
    concern: Concern,
    natures: Iterable[Nature],
    written: bool,
    code_breach: bool,
    reason: str,
    by: User,
    at: datetime,
    version: int,
    agreed: bool = False,
) -> None:
    """Change what kind of concern it is and route it again; both routes and the reason are kept.

    :param agreed: the raiser agrees; needed to make it formal, or an alleged breach of the code.
    :raises ConsentNeeded: without that. :raises NothingChanged: if it is all as it was.
    """
    with _work.work(concern=concern, act=Act.AMEND, by=by, at=at, version=version) as work:
        step = work.need_step()
        values = {
            "natures": sorted(nature.value for nature in natures),
            "written": written,
            "code_breach": code_breach,
        }
        _check_change(work.concern, values, agreed=agreed)
        work.set(**values)
        work.concern.save(update_fields=list(values))
        paused = work.concern.state == State.PAUSED.value
        state = deciding.reroute(work, cause=Row.Cause.AMENDED, key=step.key, reason=reason)
        work.set(state=state.value, paused_on=None if paused else work.concern.paused_on)
        tell_raiser(work)


def _check_change(concern: Concern, values: dict[str, Any], *, agreed: bool) -> None:
    was: dict[str, Any] = {
        "natures": sorted(concern.natures),
        "written": bool(concern.written),
        "code_breach": bool(concern.code_breach),
    }
    if was == values:
        raise NothingChanged("Nothing is changed by this. It is as it was.")
    if any(values[name] and not was[name] for name in ("written", "code_breach")) and not agreed:
        raise deciding.ConsentNeeded(
            "Ask the person who raised it before you make it formal, or say that the code of"
            " conduct was broken."
        )


@transaction.atomic
def declare_interest(*, concern: Concern, by: User, at: datetime, version: int) -> None:
    """Say one has an interest. The concern goes to whom the engine names, out of one's sight."""
    with _work.work(
        concern=concern, act=Act.DECLARE_INTEREST, by=by, at=at, version=version
    ) as work:
        step = work.need_step()
        Interest.objects.create(
            council_id=work.concern.council_id,
            concern=work.concern,
            person=work.person,
            declared_at=at,
        )
        for capacity in OF_OFFICE:
            _grants.end(concern=work.concern, at=at, by=by, capacity=capacity, people=[work.person])
        post.cancel_for(concern=work.concern, user=by, at=at)
        state = deciding.reroute(work, cause=Row.Cause.INTEREST, key=step.key)
        work.set(state=state.value, paused_on=None)
        tell_raiser(work)
