"""One thing that is held, as plain text: what somebody reads, decides on and gives.

Inside an engine scope. Everything in the row that could mean something to a person is in it; ids
and what the portal needs for itself are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.utils.formats import date_format
from django.utils.timezone import localtime

from concerns.actions import _held
from concerns.models import Absence, Appointment, Concern, Person, SubjectItem, User
from concerns.models.subject_request import Held
from concerns.permissions import concerns as checks

Lines = Iterable[tuple[str, Any]]


def text_of(item: SubjectItem) -> str:
    """The item as it is now; empty if it is there no more."""
    kind = Held(item.kind)
    if kind in _TOGETHER:
        return "\n".join(_TOGETHER[kind](item))
    model = _held.ROWS[kind][0] if kind in _held.ROWS else _OTHERS[kind]
    row = model.objects.filter(pk=item.row).first()
    return "\n".join(_lines(_WORDS[kind](row))) if row is not None else ""


def _lines(found: Lines) -> Iterable[str]:
    for name, value in found:
        if value not in (None, "", [], False):
            yield f"{name}: {_said(value)}"


def _said(value: Any) -> str:
    match value:
        case bool():
            return "yes"
        case datetime():
            return date_format(localtime(value), "j F Y, H:i")
        case date():
            return date_format(value, "j F Y")
        case Person():
            return value.name
        case list() | tuple():
            return ", ".join(_said(each) for each in value)
    return str(value)


def _code(value: str) -> str:
    return value.replace("_", " ")


def _filed(row: Concern) -> Lines:
    return [
        ("Reference", row.reference),
        ("Kind", _code(row.matter)),
        ("Raised by", row.raiser),
        ("Filed by", row.filed_by),
        ("Received", row.received_on),
        ("About", [_code(each) for each in row.natures]),
        ("A formal, written complaint", row.written),
        ("Says that the code of conduct was broken", row.code_breach),
        ("Happened from", row.happened_from),
        ("Happened until", row.happened_until),
        ("What happened", row.what_happened),
        ("Tried informally", row.informal_detail),
        ("What they want", [_code(each) for each in row.wanted]),
        ("In their words", row.wanted_detail),
        ("Adjustments and support", row.adjustments),
        ("Asked that their name is withheld, because", [_code(g) for g in row.withhold_grounds]),
        ("In their words, why it should be withheld", row.withhold_words),
        ("Why the route is wrong, they say", row.route_wrong),
        ("What should happen instead", row.route_instead),
        ("State", _code(row.state)),
        ("Closed", row.closed_at),
        ("Outcome", _code(row.outcome)),
        ("Reasons", row.outcome_reasons),
    ]


_WORDS: Final[Mapping[Held, Callable[[Any], Lines]]] = {
    Held.FILED: _filed,
    Held.PARTY: lambda row: [
        ("Named as", _code(row.role)),
        ("Who", row.filed_as or row.person or row.name),
        ("As it was typed", row.name),
        ("Offices then", [_code(each) for each in row.offices]),
    ],
    Held.MESSAGE: lambda row: [
        ("From", row.sender), ("Sent", row.sent_at), ("A question", row.is_question),
        ("Message", row.body),
    ],
    Held.NOTE: lambda row: [
        ("By", row.author), ("Kind", row.get_kind_display()), ("Of", row.happened_on),
        ("Written", row.written_at), ("Note", row.body),
    ],
    Held.DECISION: lambda row: [
        ("The route was decided", row.made_at), ("Because", row.get_cause_display()),
        ("By", row.made_by), ("In their words", row.reason),
    ],
    Held.STEP: lambda row: [
        ("Step", _code(row.capacity)), ("With", row.holder), ("As", _code(row.office)),
        ("State", _code(row.state)), ("Began", row.began_on), ("Acknowledged", row.acknowledged_at),
        ("Due", row.due_on), ("Done", row.done_at), ("Outcome", _code(row.outcome)),
        ("Reasons", row.reasons),
    ],
    Held.DUTY: lambda row: [
        ("Duty", _code(row.kind)), ("Towards", row.person or row.title), ("What", row.text),
        ("Done", row.done_at), ("By", row.done_by), ("Note", row.note),
    ],
    Held.REFUSAL: lambda row: [
        ("An appeal about", row.reference), ("Asked on", row.asked_on), ("Asked", row.asked),
        ("Decided on", row.decided_on), ("By", row.decided_by), ("Outcome", _code(row.outcome)),
        ("Reasons", row.reasons),
    ],
    Held.INTEREST: lambda row: [("An interest of", row.person), ("Declared", row.declared_at)],
    Held.EVIDENCE: lambda row: [
        ("File", row.called), ("What it shows", row.description), ("Added by", row.added_by),
        ("Added", row.added_at), ("Size in bytes", row.size),
        ("Removed", row.removed_at), ("By", row.removed_by),
    ],
    Held.SHARE: lambda row: [
        ("Shared with", row.person), ("By", row.shared_by), ("On", row.shared_at),
        ("What they were told", row.told), ("Support", row.support),
        ("Reply asked for by", row.due_on), ("Replied", row.replied_at),
    ],
    Held.REPLY: lambda row: [
        ("From", row.sender), ("Sent", row.sent_at), ("About what was shared with", row.person),
        ("Message", row.body),
    ],
    Held.REVEALING: lambda row: [
        ("The name was wanted by", row.wanted_by), ("On", row.wanted_at), ("Because", row.reason),
        ("Revealed", row.revealed_at), ("Taken back", row.taken_back_at),
    ],
    Held.HOLD: lambda row: [
        ("Kept because of", row.get_kind_display()), ("In their words", row.reason),
        ("Placed by", row.placed_by), ("On", row.placed_at), ("Owner", row.owner),
        ("Released", row.released_at),
    ],
    Held.ENTRY: lambda row: [
        ("Name", row.name), ("Kind", row.kind), ("Job", row.job), ("Group", row.group),
        ("Line manager", row.line_manager), ("Director", row.director),
        ("Administrator", row.is_administrator), ("From", row.active_from),
        ("Until", row.active_to),
    ],
    Held.OFFICE: lambda row: [
        ("Office", row.office.title), ("From", row.starts_on), ("Until", row.ends_on),
    ],
    Held.ABSENCE: lambda row: [("Away from", row.starts_on), ("Until", row.ends_on)],
    Held.ACCOUNT: lambda row: [
        ("Email", row.email), ("Name", row.name), ("Made", row.created_at),
        ("Last signed in", row.last_login), ("In use", row.is_active),
        ("Second steps", list(
            Authenticator.objects.filter(user=row).order_by("pk").values_list("type", flat=True)
        )),
    ],
}  # fmt: skip
_OTHERS: Final[Mapping[Held, type[Any]]] = {
    Held.FILED: Concern,
    Held.ENTRY: Person,
    Held.OFFICE: Appointment,
    Held.ABSENCE: Absence,
    Held.ACCOUNT: User,
}


def _part(item: SubjectItem) -> Iterable[str]:
    for grant in checks.ever_of(item.request.about):
        if grant.concern_id == item.concern_id:
            until = f" until {_said(grant.ended_at)}" if grant.ended_at else ""
            yield f"{_code(grant.capacity)}, from {_said(grant.granted_at)}{until}: {grant.reason}"


def _record(item: SubjectItem) -> Iterable[str]:
    events = _held.events_of(item.request.about, until=item.request.recorded_at)
    for event in events.filter(concern_id=item.concern_id):
        page = str(event.data.get("page", ""))
        yield f"{_said(event.at)}: {_code(event.type)} {_code(page)}".rstrip()


def _mail(item: SubjectItem) -> Iterable[str]:
    mails = _held.mails_to(item.request.about, until=item.request.recorded_at)
    for mail in mails.filter(concern=item.concern_id):
        yield f"{_said(mail.sent_at)}: {_code(mail.kind)}"


_TOGETHER: Final[Mapping[Held, Callable[[SubjectItem], Iterable[str]]]] = {
    Held.PART: _part,
    Held.RECORD: _record,
    Held.MAIL: _mail,
}
