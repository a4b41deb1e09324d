"""Who may do what to a concern: the state table, and the grants that name them."""

from __future__ import annotations

from concerns.engine import states
from concerns.engine.states import Act, Capacity, State
from concerns.models import Concern, Grant, User
from concerns.permissions.refusal import NotAllowed


def capacities(*, user: User, concern: Concern) -> frozenset[Capacity]:
    """In which capacities the user may see the concern now; empty for a stranger."""
    live = Grant.objects.filter(concern=concern, user=user, ended_at__isnull=True)
    return frozenset(Capacity(code) for code in live.values_list("capacity", flat=True))


def check_can(*, act: Act, state: State, mine: frozenset[Capacity]) -> None:
    """Whether somebody in these capacities may do the act in this state.

    :raises StateForbids: if the state does not allow it, whoever asks.
    :raises NotAllowed: if the state does, but not for them.
    """
    row = states.check(act, state)
    if not row.who & mine:
        who = "dealing with" if Capacity.HANDLER in row.who else "who raised"
        raise NotAllowed(f"Only the person {who} it can do that.")


def can(*, act: Act, state: State, mine: frozenset[Capacity]) -> bool:
    """The same as a yes or no, for buttons."""
    row = states.TRANSITIONS.get((act, state))
    return row is not None and bool(row.who & mine)
