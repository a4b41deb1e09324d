"""What a document seems to say beside its rules, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from concerns.engine.deadlines import Unit
from concerns.engine.explain import join
from concerns.engine.plain import unplain
from concerns.engine.protocol import DutyKind, DutyWhen, LimitOf, NoticeKind
from concerns.protocols.importer.passages import (
    DateOf,
    DraftDate,
    DraftDuty,
    DraftNotice,
    DraftRule,
    DraftTime,
)
from concerns.protocols.rule_terms import amount
from concerns.selectors.proposals import SET_ASIDE, Decided

if TYPE_CHECKING:
    from concerns.models import Passage

_DATES = {
    DateOf.ADOPTED: "The day the council adopted it",
    DateOf.IN_FORCE: "The day it holds from",
    DateOf.REVIEW: "When it is looked at again",
}
_NOTICES = {
    NoticeKind.FORM: "How something has to be put",
    NoticeKind.FORUM: "Where something must not be raised",
    NoticeKind.ALTERNATIVE: "Another way to go",
    NoticeKind.LAW: "What the law says",
}
_DUTIES = {
    DutyKind.INFORM: "Somebody has to be told",
    DutyKind.CONSULT: "Somebody has to be asked",
    DutyKind.REASONS: "Reasons have to be given",
    DutyKind.NOTE: "A note has to be kept",
}
_TIMES = {
    LimitOf.ACKNOWLEDGE: "A time to acknowledge it in",
    LimitOf.REPLY: "A time to reply in",
    LimitOf.INTERIM_REPLY: "A time for an interim reply",
    LimitOf.DECIDE: "A time to decide in",
    LimitOf.APPEAL: "A time to appeal in",
    LimitOf.REVIEW: "A time to review it in",
}
_WHEN = {
    DutyWhen.ON_RECEIPT: "when it arrives",
    DutyWhen.BEFORE_DECISION: "before it is decided",
    DutyWhen.WITH_DECISION: "with the decision",
    DutyWhen.AFTER_DECISION: "once it is decided",
    DutyWhen.ON_REQUEST: "on request",
}


def seems(draft: Any) -> str:
    """One thing that seems to be said: “When it is looked at again: July 2025”."""
    if isinstance(draft, DraftDate):
        return f"{_DATES[draft.what]}: {draft.words}"
    if isinstance(draft, DraftNotice):
        return _NOTICES[draft.kind]
    if isinstance(draft, DraftDuty):
        who = join((target.title for target in draft.who), "and")
        return f"{_DUTIES[draft.kind]}{f': {who},' if who else ','} {_WHEN[draft.when]}"
    if isinstance(draft, DraftTime):
        return f"{_TIMES[draft.limit.what]}: {amount(draft.limit.n, Unit(draft.limit.unit))}"
    if draft.follows:
        return "What comes next: where something goes that is not settled"
    return "A rule: where something goes"


def decided(decision: Decided, reader: int) -> str:
    """What became of a proposal, for whoever would decide on it. :param reader: their account."""
    who = {None: "Somebody has", reader: "You have"}.get(decision.by, "Somebody else has")
    if decision.how == SET_ASIDE:
        return f"{who} left this out already. It can be taken back below."
    return f"{who} used this already."


def of_passage(passage: Passage) -> list[str]:
    """Everything that a passage seems to say, for whoever goes through the document."""
    return list(dict.fromkeys(_of(passage)))


def _of(passage: Passage) -> Iterator[str]:
    for name, kind in (
        ("rules", DraftRule),
        ("duties", DraftDuty),
        ("times", DraftTime),
        ("notices", DraftNotice),
        ("dates", DraftDate),
    ):
        for plain in passage.proposal.get(name, ()):
            yield seems(unplain(plain, kind))
