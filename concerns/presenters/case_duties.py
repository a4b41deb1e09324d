"""What the protocol asks whoever has a concern to do besides, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concerns.engine import journey
from concerns.engine.protocol import DutyKind, DutyWhen, Protocol
from concerns.models import Duty
from concerns.templatetags.dates import day_text

if TYPE_CHECKING:
    from concerns.selectors.cases import Here

_DUTY: Final[Mapping[DutyKind, str]] = {
    DutyKind.INFORM: "Tell",
    DutyKind.CONSULT: "Ask for the view of",
    DutyKind.REASONS: "Give reasons to",
    DutyKind.NOTE: "Give a note of it to",
}
_BARE: Final[Mapping[DutyKind, str]] = {
    DutyKind.INFORM: "Tell those the protocol names",
    DutyKind.CONSULT: "Ask for the views the protocol names",
    DutyKind.REASONS: "Give reasons in writing",
    DutyKind.NOTE: "Keep a dated note",
}
_WHEN: Final[Mapping[DutyWhen, str]] = {
    DutyWhen.ON_RECEIPT: "when it is received",
    DutyWhen.BEFORE_DECISION: "before the decision",
    DutyWhen.WITH_DECISION: "with the decision",
    DutyWhen.AFTER_DECISION: "after the decision",
    DutyWhen.ON_REQUEST: "if asked",
}


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """:param blocks: the decision waits for it."""

    pk: int
    text: str
    done: str
    note: str
    blocks: bool


def duty_text(duty: Duty) -> str:
    """What is to be done and when: `Tell the Leader (Ada Moss), before the decision`."""
    kind = DutyKind(duty.kind)
    if duty.office:
        named = f" ({duty.person.name})" if duty.person else ""
        said = f"{_DUTY[kind]} the {duty.title or duty.office.replace('_', ' ')}{named}"
    else:
        said = duty.text.rstrip(".") or _BARE[kind]
    return f"{said}, {_WHEN[DutyWhen(duty.timing)]}"


def duty_texts(rows: Iterable[Duty]) -> list[str]:
    """Each duty in words. Two towards the same person are told apart by what the protocol asks."""
    shown = list(rows)
    said = [duty_text(duty) for duty in shown]
    return [
        f"{text} – {duty.text}" if said.count(text) > 1 and duty.text else text
        for duty, text in zip(shown, said, strict=True)
    ]


def duties(rows: Iterable[Duty], *, for_raiser: bool) -> list[ShownDuty]:
    """Each duty, done or not. :param for_raiser: the handler's note on it is left out."""
    shown = list(rows)
    return [
        ShownDuty(
            pk=duty.pk,
            text=text,
            done=f"Done on {day_text(duty.done_at)}" if duty.done_at else "",
            note="" if for_raiser else duty.note,
            blocks=duty.must and duty.timing == DutyWhen.BEFORE_DECISION.value,
        )
        for duty, text in zip(shown, duty_texts(shown), strict=True)
    ]


def passed_over(here: Here | None, protocol: Protocol) -> list[str]:
    """The duties of the step under way that could be given to nobody, because nobody holds the
    office. They say nothing of anybody the concern is about."""
    if here is None:
        return []
    return [
        duty_text(
            Duty(
                kind=duty.kind.value,
                timing=duty.when.value,
                office=office.value,
                title=protocol.title_of(office),
            )
        )
        for duty, office in journey.unheld(here.decision, protocol, here.step.key)
    ]
