"""What the tag of a row says, as something to filter a queue by.

The grant says most of it; the rest is asked of the step under way and of the ending, starting from
the person's own grants. `presenters.states.tag` says the same of one concern; a test holds the two
together.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from django.db.models import Exists, OuterRef, Q

from concerns.engine.facts import Matter
from concerns.engine.offices import Office
from concerns.engine.protocol import Capacity
from concerns.engine.states import Closing, State, StepState
from concerns.models import Step


class Shown(StrEnum):
    """The tags a row of a queue can have, in the order they are offered; as in the address."""

    NEW = "sent"
    ACKNOWLEDGED = "in_hand"
    INFORMAL = "informal"
    WITH_GROUP_LEADER = "group_leader"
    WITH_LINE_MANAGER = "line_manager"
    WITH_MANAGER = "senior_manager"
    WITH_ASSISTANT_DIRECTOR = "assistant_director"
    WITH_DIRECTOR = "director"
    WITH_MONITORING_OFFICER = "monitoring_officer"
    REVIEW = "review"
    AWAITING = "paused"
    NOBODY = "needs_handler"
    RESOLVED = "resolved"
    DEALT_WITH = "dealt_with"
    CLOSED = "closed"


ENDED: Final = frozenset({Shown.RESOLVED, Shown.DEALT_WITH, Shown.CLOSED})

WITH: Final[Mapping[Office, Shown]] = MappingProxyType(
    {
        Office.GROUP_LEADER: Shown.WITH_GROUP_LEADER,
        Office.LINE_MANAGER: Shown.WITH_LINE_MANAGER,
        Office.SENIOR_MANAGER: Shown.WITH_MANAGER,
        Office.ASSISTANT_DIRECTOR: Shown.WITH_ASSISTANT_DIRECTOR,
        Office.DIRECTOR: Shown.WITH_DIRECTOR,
        Office.MONITORING_OFFICER: Shown.WITH_MONITORING_OFFICER,
        Office.DEPUTY_MONITORING_OFFICER: Shown.WITH_MONITORING_OFFICER,
    }
)


def condition(shown: Shown) -> Q:
    """Which grants are of something with that tag."""
    if shown in ENDED:
        return _ended(shown)
    if shown in {Shown.NEW, Shown.AWAITING, Shown.NOBODY}:
        return Q(state=shown.value)
    in_hand = Q(state=State.IN_HAND.value)
    informal = _step_here(capacity=Capacity.FACILITATE.value)
    if shown is Shown.INFORMAL:
        return in_hand & informal
    if shown is Shown.REVIEW:
        return in_hand & Q(is_review=True) & ~informal
    plain = in_hand & Q(is_review=False) & ~informal
    if shown is Shown.ACKNOWLEDGED:
        return plain & ~_step_here(office__in=[office.value for office in WITH])
    offices = [office.value for office, tag in WITH.items() if tag is shown]
    return plain & _step_here(office__in=offices)


def _step_here(**like: object) -> Q:
    under_way = [StepState.CURRENT.value, StepState.ACKNOWLEDGED.value]
    return Q(Exists(Step.objects.filter(concern=OuterRef("concern"), state__in=under_way, **like)))


def _ended(shown: Shown) -> Q:
    ended = Q(state=State.CLOSED.value)
    resolved = Q(concern__outcome=Closing.RESOLVED_INFORMALLY.value)
    concern = Q(matter=Matter.CONCERN.value)
    return {
        Shown.RESOLVED: ended & resolved & concern,
        Shown.DEALT_WITH: ended & resolved & ~concern,
        Shown.CLOSED: ended & ~resolved,
    }[shown]
