"""A respondent's part in words: to them, and to whoever is about to share it or reads the reply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from concerns.engine.deadlines import Receipt
from concerns.engine.protocol import Protocol
from concerns.engine.working_days import Day, local_date
from concerns.presenters import decision as decision_words
from concerns.presenters import evidence as file_words
from concerns.presenters.case import Moved
from concerns.presenters.timeline import Entry
from concerns.protocols.fairness import clause_on_hearing
from concerns.selectors import parts
from concerns.templatetags.dates import day_text

if TYPE_CHECKING:
    from concerns.models import Evidence, PartMessage, Share
    from concerns.selectors.cases import Case, Told
    from concerns.selectors.parts import Part

NEXT: Final = (
    "Whoever deals with it reads what you reply, and weighs it with what else they have.",
    "You get an email when there is something new for you on this page. It says no more than that.",
)
"""What happens after a reply was asked for, in general: where it stands is not theirs to know."""


MORE_TIME: Final = (
    "If you need more time, or help with replying, write to them on this page before the date.",
)


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that a share shows. :param href: to download it; empty before it is shared."""

    called: str
    about: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ShownShare:
    """One share, exactly as its person reads it.

    :param ask: what is asked of them, in a sentence. :param reply_href: where they reply, if they
        can. :param days: how the date was reckoned. :param moves: how it was put back.
    """

    at: datetime | None
    by: str
    told: str
    support: str
    files: tuple[ShownFile, ...]
    ask: str
    is_awaited: bool = False
    reply: PartMessage | None = None
    reply_href: str = ""
    days: tuple[Day, ...] = ()
    moves: tuple[Moved, ...] = ()


def supposed(
    *, told: str, support: str, files: Iterable[Evidence], receipt: Receipt | None, by: str
) -> ShownShare:
    """What is not shared yet, as it would be read."""
    return ShownShare(
        at=None,
        by=by,
        told=told,
        support=support,
        files=tuple(_file(file) for file in files),
        ask=_ask(receipt.due_on if receipt else None),
        is_awaited=receipt is not None,
        days=receipt.days if receipt else (),
    )


def shown(share: Share, *, today: date, own: bool) -> ShownShare:
    """What was shared. :param own: its person reads it, and may open the files and reply."""
    receipt = Receipt.from_dict(share.receipt) if share.receipt else None
    waits = parts.is_awaited(share)
    where = "part-evidence-download" if own else "evidence-download"
    return ShownShare(
        at=share.shared_at,
        by=share.shared_by.name,
        told=share.told,
        support=share.support,
        files=tuple(
            _file(file, reverse(where, args=[share.reference, file.public_id]))
            for file in parts.files_in(share)
        ),
        ask=_asked(share, today, own=own),
        is_awaited=waits,
        reply=parts.reply_to(share),
        reply_href=reverse("part-reply", args=[share.reference, share.pk]) if own and waits else "",
        days=receipt.days if receipt else (),
        moves=tuple(
            Moved(f"{m.reason}: from {day_text(m.was_due)} to {day_text(m.due_on)}", m.days)
            for m in (receipt.moves if receipt else ())
        ),
    )


def _file(file: Evidence, href: str = "") -> ShownFile:
    return ShownFile(file.called, file_words.about(file), href)


def _ask(due_on: date | None) -> str:
    if due_on is None:
        return "You are not asked to reply."
    return f"You are asked to reply by {day_text(due_on)}."


def _asked(share: Share, today: date, *, own: bool) -> str:
    """What was asked, and what became of it."""
    if share.due_on is None:
        return "You are not asked to reply." if own else "They were not asked to reply."
    by = day_text(share.due_on)
    who, were = ("You", "You were") if own else ("They", "They were")
    if share.replied_at is not None:
        late = ", after that day" if local_date(share.replied_at) > share.due_on else ""
        return (
            f"{were} asked to reply by {by}. {who} replied on {day_text(share.replied_at)}{late}."
        )
    if share.ended_at is not None:
        return f"{were} asked to reply by {by}. No reply is awaited any more."
    if today > share.due_on:
        still = "You can still reply." if own else "They can still reply."
        return f"{were} asked to reply by {by}, and that day is past. {still}"
    return _ask(share.due_on) if own else f"They have until {by} to reply."


# ---------------------------------------------------------------- the respondent's page


def href(part: Part) -> str:
    """Where their own part is read."""
    return reverse("case-detail", args=[part.shares[0].reference])


def heading(part: Part) -> str:
    """What their page is called: what is asked of them, and not what it is about."""
    return "You are asked to reply" if part.awaited else "Something was shared with you"


def page(part: Part, *, protocol: Protocol, today: date) -> dict[str, Any]:
    """Everything on a respondent's page, and nothing of the concern beside it."""
    reference = part.shares[0].reference
    is_open = any(share.ended_at is None for share in part.shares if share.due_on is not None)
    clause = clause_on_hearing(protocol)
    quotes = decision_words.quotes_of([clause], protocol=protocol) if clause else ()
    return {
        "reference": reference,
        "council": part.shares[0].council,
        "heading": heading(part),
        "shares": [shown(share, today=today, own=True) for share in reversed(part.shares)],
        "next": (*NEXT, *(MORE_TIME if part.awaited else ())) if is_open else (),
        "quotes": quotes,
        "letters": part.messages,
        "files": file_words.of_part(part.files, reference),
        "entries": timeline(part),
    }


def timeline(part: Part) -> list[Entry]:
    """What happened in their own part, the newest first; what else happened is not theirs."""
    found: list[Entry] = []
    for share in part.shares:
        found.append(Entry("Shared with you", share.shared_at, share.shared_by.name))
        if share.replied_at is not None:
            found.append(Entry("You replied", share.replied_at))
        if share.ended_at is not None and share.replied_at is None:
            found.append(Entry("No reply is awaited any more", share.ended_at))
    for message in part.messages:
        own = message.sender_id == part.person.pk
        found.append(Entry("Message sent", message.sent_at, "" if own else message.sender.name))
    found += [Entry("You added a file", file.added_at) for file in part.files]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


# ---------------------------------------------------------------- for whoever deals with it


def outline(case: Case, today: date) -> list[dict[str, Any]]:
    """A row for each time something was shared: with whom, and what became of it."""
    return [{"key": told.name, "value": _became(told, today)} for told in case.told]


def _became(told: Told, today: date) -> str:
    since = f"Told on {day_text(told.at)}"
    if told.due_on is None:
        return f"{since}, and not asked to reply"
    if told.replied_at is not None:
        return f"{since}. Replied on {day_text(told.replied_at)}"
    if told.ended:
        return f"{since}. No reply is awaited any more"
    if today > told.due_on:
        return f"{since}. The reply was due on {day_text(told.due_on)} and has not come"
    return f"{since}. Reply due {day_text(told.due_on)}"


def still_to_reply(case: Case, today: date) -> list[str]:
    """Who still has time to reply, a sentence each."""
    return [
        f"{told.name} has until {day_text(told.due_on)} to reply."
        for told in case.still_to_reply(today)
    ]


def for_handlers(found: Iterable[Part], *, today: date) -> list[Mapping[str, Any]]:
    """Each respondent with what they were shown, replied, wrote and added."""
    return [
        {
            "name": part.person.name,
            "shares": [shown(share, today=today, own=False) for share in part.shares],
            "letters": part.messages,
            "files": len(part.files),
        }
        for part in found
    ]


WITHHELD: Final = (
    "The person who raised it asked that their name is not told to the person it is about. Read"
    " what you wrote, the files and their names once more for anything that gives it away."
)
KNOWS: Final = (
    "Once you share it they know that there is a concern about them. Nobody can take this back."
)


def files_to_choose(files: Iterable[Evidence]) -> list[tuple[str, str]]:
    """The files that can be shared, as public id and name."""
    return [(file.public_id, f"{file.called} ({file_words.about(file)})") for file in files]


def waiting(shares: Iterable[Share]) -> list[tuple[str, str]]:
    """Those that wait for a reply, to choose from."""
    return [
        (str(share.pk), f"{share.person.name}, who has until {day_text(share.due_on)}")
        for share in shares
    ]
