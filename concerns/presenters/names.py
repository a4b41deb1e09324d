"""A name that is withheld, in words: where it stands, what happens next, what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from concerns.engine.states import Act, State, Withholding
from concerns.permissions import concerns as checks
from concerns.templatetags.dates import day_text

if TYPE_CHECKING:
    from concerns.models import Revealing
    from concerns.selectors.cases import Case


def href(case: Case) -> str:
    return reverse("case-name", args=[case.concern.reference])


@dataclass(frozen=True, slots=True)
class Notice:
    """What the case page says of it. :param link: text of the link to its own page."""

    text: str
    link: str


def notice(case: Case) -> Notice | None:
    """None where nobody asked for a name to be withheld, and for whoever only knows of it."""
    stands = case.concern.withholding
    if not stands or not case.works:
        return None
    return Notice(standing(case), _link(case))


def _link(case: Case) -> str:
    if case.handles and case.concern.withholding == Withholding.ASKED.value:
        return "Decide whether the name is withheld"
    if not case.names_raiser:
        return "Ask for the name"
    return "See what was decided about the name"


def standing(case: Case) -> str:
    """Where it stands, in a sentence for this reader."""
    stands = Withholding(case.concern.withholding)
    if case.raised:
        return {
            Withholding.ASKED: "You asked that your name is withheld from the person it is about."
            " It is withheld until that is answered.",
            Withholding.ACCEPTED: "Your name is withheld from the person it is about.",
            Withholding.WAITING: "Your name is going to be revealed to the person it is about. It"
            " has not been yet, and you can withdraw your concern first.",
            Withholding.REVEALED: "Your name may be known to the person it is about.",
        }[stands]
    return {
        Withholding.ASKED: "The person who raised it asks that their name is withheld from those it"
        " is about. It is withheld until that is answered.",
        Withholding.ACCEPTED: "The name of the person who raised it is withheld from those it is"
        " about.",
        Withholding.WAITING: "The name of the person who raised it is withheld. They were told that"
        " it is to be revealed to those it is about.",
        Withholding.REVEALED: "The name of the person who raised it was withheld. It may be known"
        " to those it is about now.",
    }[stands]


def act(case: Case) -> Act | None:
    """What this reader can do about it now."""
    stands = case.concern.withholding
    if stands == Withholding.ASKED.value and case.handles:
        wanted = Act.WITHHOLD
    elif stands in {Withholding.ACCEPTED.value, Withholding.WAITING.value} and case.handles:
        wanted = Act.REVEAL
    elif not case.names_raiser:
        wanted = Act.LEARN_NAME
    else:
        return None
    may = checks.can(act=wanted, state=State(case.concern.state), mine=case.mine)
    return wanted if may else None


def will(act: Act | None, case: Case, row: Revealing | None, *, today: date) -> list[str]:
    """What happens if it is done."""
    days = case.concern.council.reveal_after
    time = (
        f"Before a name is revealed the person who raised it has {days} working"
        f" day{'s' if days > 1 else ''} to withdraw instead."
    )
    if act is Act.WITHHOLD:
        return [
            "If you say yes, no page, letter or pack for those it is about shows the name.",
            f"If you say no, the name is still withheld at first. {time}",
            "They are told by email that there is news, and read your reasons here.",
            "You and others who deal with it always see the name, so that you can tell whether you"
            " have an interest. Leave it out of what you write.",
        ]
    if act is Act.REVEAL and row is None:
        return [time, "They are told now, and read your reasons. Nothing is revealed yet."]
    if act is Act.REVEAL and row is not None and row.not_before:
        if today < row.not_before:
            return [f"Nobody can reveal it before {day_text(row.not_before)}."]
        return ["The person who raised it had the time to withdraw, and did not."]
    if act is Act.LEARN_NAME:
        return [
            "The name is shown to you and to nobody else who gives advice.",
            "Do not pass it on.",
        ]
    return []


def history(rows: Iterable[Revealing], case: Case) -> list[dict[str, Any]]:
    """Each time it was to be revealed, with the reasons."""
    shown = []
    for row in rows:
        who = "Those it is about" if row.to == "subject" else f"{row.wanted_by.name}, for advice"
        by = "" if case.raised else f" by {row.wanted_by.name}"
        lines = [f"Asked for on {day_text(row.wanted_at)}{by}", row.reason]
        if row.taken_back_at:
            lines.append(f"Taken back on {day_text(row.taken_back_at)}")
        elif row.revealed_at:
            lines.append(f"Revealed on {day_text(row.revealed_at)}")
        elif row.not_before:
            lines.append(f"Not before {day_text(row.not_before)}")
        shown.append({"key": f"To: {who}", "lines": lines})
    return shown


DONE = {
    "withheld": "The name is withheld. They are told that there is news.",
    "refused": "They are told. The name is still withheld, and nobody can reveal it yet.",
    "announced": "They are told. The name is still withheld, and nobody can reveal it yet.",
    "take_back": "The name is withheld after all. They are told that there is news.",
    "reveal": "The name may now be known to those it is about. They are told that there is news.",
    "learned": "The name is shown to you now. That you asked is on record.",
}
