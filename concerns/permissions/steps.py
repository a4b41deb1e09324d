"""What the step under way has no place for, though the state allows it."""

from __future__ import annotations

from concerns.engine.decision import StepAhead
from concerns.engine.protocol import Capacity
from concerns.engine.states import Act
from concerns.permissions.refusal import NotAllowed

# Whoever helps to settle something, or advises on it, does not decide it (design section 2).
_NEVER_DECIDES = frozenset({Capacity.FACILITATE, Capacity.ADVISE})
_NOT_ALONE = frozenset({Act.DECIDE, Act.DECLINE})
_NOT_ONCE_UPHELD = frozenset({Act.CLOSE, Act.DECLINE})


def why_not(act: Act, step: StepAhead, *, upheld: bool) -> str:
    """Why the step has no place for the act, fit to show; empty if it has.

    :param upheld: an earlier step upheld it and this one decides what is done about it.
    """
    if act is Act.DECIDE and step.capacity in _NEVER_DECIDES:
        return (
            "This step is there to help to settle it, or to give advice. Whoever has it does not"
            " decide it."
        )
    if act in _NOT_ALONE and step.not_alone:
        return (
            "The protocol lets whoever has this step receive it, but they do not decide it alone."
            " Go on to the next step."
        )
    if act in _NOT_ONCE_UPHELD and upheld:
        return (
            "An earlier step upheld it. This step decides what will be done about it, so it cannot"
            " be closed as settled or declined here."
        )
    return ""


def check(act: Act, step: StepAhead, *, upheld: bool) -> None:
    """The same as a check.

    :raises NotAllowed: if the step has no place for the act.
    """
    why = why_not(act, step, upheld=upheld)
    if why:
        raise NotAllowed(why)
