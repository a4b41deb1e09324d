"""The routes of one concern: as it was decided, what became of each step, and the older ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from concerns.engine.protocol import Protocol
from concerns.engine.states import State, StepState
from concerns.presenters import decision as decisions
from concerns.presenters import states
from concerns.presenters.decision import Stand
from concerns.templatetags.dates import day_text

if TYPE_CHECKING:
    from concerns.models import Step
    from concerns.selectors.cases import Case, Here
    from concerns.selectors.concerns import Route


@dataclass(frozen=True, slots=True)
class ShownRoute:
    """One decision as it was made. :param cause: why it was. :param reason: in whose words."""

    cause: str
    made_at: datetime
    reason: str
    decision: decisions.Shown

    @property
    def summary(self) -> str:
        """What opens it, among the earlier ones."""
        return f"{self.cause}, {day_text(self.made_at)}"


_CAUSES: Final = {
    "sent": "As it was sent",
    "amended": "After its kind was changed",
    "interest": "After an interest was declared",
    "hand_over": "After the register changed",
    "reopened": "After it was opened again",
    "outcome": "After a step ended",
}
_HERE: Final = {
    StepState.CURRENT: Stand("Here now, not yet acknowledged", "blue"),
    StepState.ACKNOWLEDGED: Stand("Here now", "light-blue"),
}
_PASSED_ON: Final = "After it passed to somebody else"


def people_in(routes: Iterable[Route]) -> frozenset[int]:
    """The ids of everybody the pages about these routes name."""
    found: set[int] = set()
    return frozenset(found.union(*(decisions.people_in(route.decision) for route in routes)))


def people_of(here: Here | None) -> frozenset[int]:
    """The same for the route of the step under way alone."""
    return decisions.people_in(here.decision) if here else frozenset()


def route_now(
    here: Here | None, *, protocol: Protocol, names: Mapping[str, str], case: Case
) -> decisions.Shown | None:
    """The route of the step under way, with that step and those that are done marked."""
    if here is None:
        return None
    step = here.step
    done = {each.key: _done(each.on, each.outcome, case.concern.matter) for each in case.ended}
    return decisions.present(
        here.decision,
        protocol=protocol,
        names=names,
        for_raiser=case.raised,
        unnamed=not case.names_raiser,
        due={step.key: _due(step, case)},
        picked=case.concern.picked,
        current=step.key,
        stands={**done, step.key: _HERE[StepState(step.state)]},
    )


def routes(
    found: list[Route],
    *,
    protocol: Protocol,
    names: Mapping[str, str],
    case: Case,
) -> list[ShownRoute]:
    """The routes, newest first, each with where its steps stood in the end.

    A step done under an earlier route stays done under the later one.
    """
    done: dict[str, Stand] = {}
    shown = []
    for route in reversed(found):
        stands = {**done, **_stands(route, case.concern.matter)}
        done.update(_stands(route, case.concern.matter, only_done=True))
        shown.append(_route(route, stands, protocol, names, case))
    return shown[::-1]


def _route(
    route: Route,
    stands: Mapping[str, Stand],
    protocol: Protocol,
    names: Mapping[str, str],
    case: Case,
) -> ShownRoute:
    passed_on = case.raised and route.row.cause in {"interest", "hand_over"}
    begun = [step for step in route.steps if step.began_on is not None]
    return ShownRoute(
        cause=_PASSED_ON if passed_on else _CAUSES[route.row.cause],
        made_at=route.row.made_at,
        reason=route.row.reason if route.row.cause == "amended" else "",
        decision=decisions.present(
            route.decision,
            protocol=protocol,
            names=names,
            for_raiser=case.raised,
            unnamed=not case.names_raiser,
            due={step.key: _due(step, case) for step in begun},
            picked=case.concern.picked,
            current=begun[0].key if begun else None,
            stands=stands,
        ),
    )


def _due(step: Step, case: Case) -> decisions.Due:
    """Its dates; while it waits for information before it was acknowledged, none for that."""
    asked_first = step.state == StepState.CURRENT.value and case.concern.state == State.PAUSED.value
    return decisions.Due(None if asked_first else step.acknowledge_by, step.due_on, step.due_source)


def _stands(route: Route, matter: str, *, only_done: bool = False) -> dict[str, Stand]:
    stands = {}
    for step in route.steps:
        if step.state == StepState.DONE.value:
            stands[step.key] = _done(step.done_at, step.outcome, matter)
        elif only_done:
            continue
        elif StepState(step.state) in _HERE:
            stands[step.key] = _HERE[StepState(step.state)]
        elif step.state == StepState.PASSED.value and step.began_on is not None:
            stands[step.key] = Stand("Another route was taken", "grey")
    return stands


def _done(at: date | None, outcome: str, matter: str) -> Stand:
    how = f": {states.ended(outcome, matter)}" if outcome else ""
    return Stand(f"Done on {day_text(at)}{how}", "green")
