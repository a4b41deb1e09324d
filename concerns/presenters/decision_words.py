"""The sentences of a decision: who, what they do, by when, and who was passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from concerns.engine import nouns
from concerns.engine.deadlines import Unit
from concerns.engine.decision import DutyAhead, Excluded, LimitAhead, Recipient, Standing, StepAhead
from concerns.engine.explain import join
from concerns.engine.facts import Matter
from concerns.engine.offices import GENERAL, Office
from concerns.engine.protocol import (
    Capacity,
    Combine,
    DutyKind,
    DutyWhen,
    Force,
    LimitOf,
    LimitStart,
    Procedure,
    Reason,
    Source,
    Track,
)
from concerns.protocols import rule_terms
from concerns.protocols.rule_terms import PROCEDURES

# What a person calls the thing they filed, inside a sentence.
NOUNS: Final[Mapping[Matter, str]] = {matter: noun.full for matter, noun in nouns.NOUNS.items()}

DOES: Final[Mapping[Capacity, str]] = {
    Capacity.RECEIVE: "receive it and deal with it",
    Capacity.FACILITATE: "help to settle it informally",
    Capacity.ADVISE: "give advice on it",
    Capacity.INVESTIGATE: "look into it",
    Capacity.DECIDE: "decide it",
    Capacity.HEAR: "hear it",
    Capacity.REVIEW: "look at it again",
}
_FORCE: Final[Mapping[Force, str]] = {
    Force.MUST: "must",
    Force.SHOULD: "should",
    Force.NORMALLY: "will normally",
    Force.MAY: "may",
    Force.MUST_NOT: "must not",
}
_TELL: Final[Mapping[DutyKind, str]] = {
    DutyKind.INFORM: "tell",
    DutyKind.CONSULT: "ask for the view of",
    DutyKind.REASONS: "give reasons to",
    DutyKind.NOTE: "give a note of it to",
}
_WHEN: Final[Mapping[DutyWhen, str]] = {
    DutyWhen.ON_RECEIPT: "When they receive it",
    DutyWhen.BEFORE_DECISION: "Before deciding",
    DutyWhen.WITH_DECISION: "With the decision",
    DutyWhen.AFTER_DECISION: "Afterwards",
    DutyWhen.ON_REQUEST: "If they are asked",
}
LIMIT: Final[Mapping[LimitOf, str]] = {
    LimitOf.ACKNOWLEDGE: "An acknowledgement is due",
    LimitOf.REPLY: "A reply is due",
    LimitOf.INTERIM_REPLY: "If a full reply is not possible, an interim reply is due",
    LimitOf.DECIDE: "A decision is due",
    LimitOf.APPEAL: "An appeal can be made",
    LimitOf.REVIEW: "A review is due",
}
_SINCE: Final[Mapping[LimitStart, str]] = {
    LimitStart.RECEIVED: "of receiving it",
    LimitStart.SENT: "of its being sent",
    LimitStart.STEP: "of this step beginning",
    LimitStart.DECISION: "of the decision",
}
_SOURCE: Final[Mapping[Source, str]] = {
    Source.PROTOCOL: "the protocol says so",
    Source.LOCAL: "the council’s own standard, not the protocol’s",
    Source.LAW: "the law says so",
}
# What somebody who raised a matter is told of a person who was passed over, and knows already.
_KNOWN: Final = frozenset({Reason.SUBJECT, Reason.RAISER, Reason.VACANT})

# Which kinds of step are told apart at a glance.
TRACKS: Final[Mapping[Track, str]] = {Track.INFORMAL: "Informal", Track.APPEAL: "Appeal"}


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}" + ("" if text[-1] in ".?!" else ".")


def people(ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Their names, those that are known: `Ada Moss and Ben Hill`."""
    return join((names[person] for person in ids if person in names), "and")


def who(recipient: Recipient, names: Mapping[str, str]) -> str:
    """`the Town Clerk (Ada Moss)`; somebody of a kind, where the office is everyone of it."""
    if recipient.office in GENERAL:
        return "a councillor" if recipient.office is Office.COUNCILLOR else "an officer"
    named = people(recipient.people, names)
    return f"the {recipient.title} ({named})" if named else f"the {recipient.title}"


def standing(recipient: Recipient) -> str:
    """By what right, where it is not their own office that is named; else empty."""
    if recipient.status is Standing.DEPUTY:
        return "as deputy"
    if recipient.status is Standing.SUBSTITUTE:
        return "instead of whoever the protocol names first"
    if recipient.status is Standing.EXTERNAL:
        said = "outside the council"
        return "" if said in recipient.title else said  # it is named so
    return ""


def heading(step: StepAhead) -> str:
    """Who has the step, without names: `The Town Clerk or the Chairman of the Council`."""
    titles = [who(recipient, {}) for recipient in step.to]
    if step.procedure is not None:
        under = f"the {PROCEDURES[step.procedure]}"
        if not titles:
            return sentence(under).rstrip(".")
        if step.combine is Combine.CHOICE:
            titles.append(under)
    text = join(titles, "and" if step.combine is Combine.ALL else "or")
    return f"{text[0].upper()}{text[1:]}" if text else "Nobody is left"


def asked(step: StepAhead, *, keeper: str) -> str:
    """Whose the step is and what it is for: `the disciplinary procedure, to decide it`.

    :param keeper: who only keeps the record of it; empty where whoever is named has it.
    """
    whose = heading(step)
    what = "to receive it and pass it on" if step.not_alone else f"to {DOES[step.capacity]}"
    kept = f"; {keeper} keeps the record and passes it on" if keeper else ""
    return f"{whose[0].lower()}{whose[1:]}, {what}{kept}"


def does(step: StepAhead, names: Mapping[str, str], *, chosen: bool) -> str:
    """What happens in the step, in one sentence with names.

    :param chosen: the raiser still has or had the choice of who gets it.
    """
    # Where no rule fits, the protocol names nobody first whom somebody could be instead of.
    named = bool(step.clauses) or step.law is not None
    said = [
        " ".join(filter(None, (who(r, names), f"({right})" if right and named else "")))
        for r in step.to
        for right in (standing(r),)
    ]
    whose = "" if step.law is not None else "council’s "  # by law it may be another council's
    procedure = f"the {whose}{PROCEDURES[step.procedure]}" if step.procedure else ""
    act = f"{_FORCE[step.force]} {DOES[step.capacity]}"
    if not said:
        if step.procedure is Procedure.STANDING_ORDERS:
            return "The council’s standing orders say what happens."
        if procedure:
            may = "may be" if step.force is Force.MAY else "is"
            return sentence(f"{procedure} {may} used")
        return "Everybody who could take this step is involved or cannot act."
    if step.combine is Combine.ALL and len(said) > 1:
        return sentence(f"{join(said, 'and')} {act} together")
    if step.combine is Combine.SEQUENCE and len(said) > 1:
        return sentence(f"{', then '.join(said)} {act}, one after the other")
    if step.combine is Combine.CHOICE and (procedure or len(said) > 1):
        options = [*said, *([procedure] if procedure else [])]
        choice = "You choose who gets it" if chosen else "The person who raised it chooses"
        return f"{choice}: {join(options)}."
    if step.combine is Combine.ANY and len(said) > 1:
        return sentence(f"{join(said)} {act}")
    under = f", under {procedure}" if procedure else ""
    return sentence(f"{join(said)} {act}{under}")


def duty(ahead: DutyAhead, names: Mapping[str, str], *, for_raiser: bool) -> str:
    """What whoever has the step has to do besides."""
    told = join((who(recipient, names) for recipient in ahead.who), "and")
    if not told:
        if ahead.kind in {DutyKind.REASONS, DutyKind.NOTE} or not for_raiser:
            return sentence(ahead.text or "Nobody who may be told is left")
        return f"{_WHEN[ahead.when]}: nobody who may be told is left."
    said = f"{_WHEN[ahead.when]}, they {_FORCE[ahead.force]} {_TELL[ahead.kind]} {told}"
    more = ahead.text if ahead.text.startswith("If ") or not for_raiser else ""
    return " ".join(filter(None, (sentence(said), sentence(more))))


def amount(n: int, unit: Unit) -> str:
    """`within 5 working days`, `within 1 month`, `by the next meeting`."""
    return f"{'by' if unit is Unit.NEXT_MEETING else 'within'} {rule_terms.amount(n, unit)}"


def limit(ahead: LimitAhead, by: str) -> str:
    """A time limit. :param by: the date, as text, where it can be reckoned already."""
    until = f", by {by}" if by else ""
    said = f"{LIMIT[ahead.what]} {amount(ahead.n, ahead.unit)} {_SINCE[ahead.start]}{until}"
    if ahead.source is not Source.PROTOCOL:
        said += f" ({_SOURCE[ahead.source]})"
    return " ".join(filter(None, (sentence(said), sentence(ahead.extension))))


def own_standard(what: LimitOf, by: str) -> str:
    """A date from the council's own standard, never presented as the protocol's."""
    return f"{LIMIT[what]} by {by} ({_SOURCE[Source.LOCAL]})."


def passed_over(
    excluded: Excluded,
    *,
    title: str,
    names: Mapping[str, str],
    for_raiser: bool,
    noun: str,
    yours: bool = True,
) -> str:
    """Who was passed over and why.

    To the raiser an interest somebody declared is never told, and neither is an absence, or
    anything else they do not know of: otherwise the one could be read from the other.
    """
    named = people(excluded.people, names)
    seat = f"The {title} ({named})" if named else f"The {title}"
    if excluded.reason is Reason.VACANT:
        return f"{seat} is passed over because nobody holds the office."
    if for_raiser and excluded.reason not in _KNOWN:
        return f"{seat} is not able to act."
    why = {
        Reason.SUBJECT: f"because the {noun} is about them",
        Reason.RAISER: f"because {'you' if for_raiser and yours else 'they'} raised it",
        Reason.INTEREST: "because they have an interest in it",
        Reason.DEPUTY_OF_EXCLUDED: "because they deputise for somebody who cannot act",
        Reason.ABSENT: "because they are away",
    }[excluded.reason]
    return f"{seat} is passed over {why}."
