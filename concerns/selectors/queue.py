"""The queue of somebody whose offices receive things, across councils.

Every list starts from the person's grants through one index, never from the concerns: with a
million concerns that is a millisecond instead of a second (design section 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)

from concerns.engine.offices import MANY_HOLDERS
from concerns.engine.states import Capacity, State, StepState
from concerns.engine.working_days import shifted
from concerns.models import Appointment, Concern, Council, Grant, Office, Party, Person, Step, User
from concerns.permissions import concerns as rule
from concerns.protocols.calendars import calendar_for
from concerns.selectors import tagged
from concerns.selectors.tagged import Shown

PAGE = 25
SOON = 5  # working days within which something is due soon


class List(StrEnum):
    """The lists of a queue, in the order they are shown."""

    NEW = "new"
    MINE = "mine"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    OPEN = "open"
    CLOSED = "closed"


class Sort(StrEnum):
    """A minus sign turns the order round, as in the address."""

    DUE = "due"
    DUE_LAST = "-due"
    RECEIVED = "received"
    RECEIVED_LAST = "-received"


_ORDERS = {
    Sort.DUE: (F("due_on").asc(nulls_last=True), F("pk").asc()),
    Sort.DUE_LAST: (F("due_on").desc(nulls_last=True), F("pk").desc()),
    Sort.RECEIVED: (F("received_on").asc(), F("pk").asc()),
    Sort.RECEIVED_LAST: (F("received_on").desc(), F("pk").desc()),
}


# Fetched for the page alone: joined, every concern of the person would be read to sort by a date.
# The name is looked up row by row for the same reason: joined, the register may be read first and
# the page once for each person on it.
_CONCERNS = Prefetch(
    "concern",
    queryset=Concern.objects.select_related("council").annotate(
        raiser_name=Subquery(Person.objects.filter(pk=OuterRef("raiser")).values("name"))
    ),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked to see. Everything is in the address, so a view can be shared.

    :param state: what its tag says, as a code.
    :param reference: how a reference begins, as typed; it is looked for in every list.
    """

    list: List = List.OPEN
    council: str = ""
    matter: str = ""
    state: str = ""
    reference: str = ""
    sort: Sort = Sort.DUE


def handled_by(user: User, on: date) -> QuerySet[Grant]:
    """The grants by which the user handles something that day."""
    return rule.live(user=user, on=on, capacity=Capacity.HANDLER)


def condition(which: List, *, today: date, soon: date) -> Q:
    """What belongs in a list.

    :param soon: the last day that still counts as due soon.
    """
    mine = Q(is_open=True, is_mine=True)
    running = Q(is_open=True) & ~Q(state=State.PAUSED.value)  # else the clock stands still
    return {
        List.NEW: mine & Q(state=State.SENT.value),
        List.MINE: mine & Q(state__in=[State.IN_HAND.value, State.PAUSED.value]),
        List.DUE_SOON: running & Q(due_on__gte=today, due_on__lte=soon),
        List.OVERDUE: running & Q(due_on__lt=today),
        List.OPEN: Q(is_open=True),
        List.CLOSED: Q(is_open=False),
    }[which]


def counts(user: User, *, today: date, soon: date) -> dict[List, int]:
    """How many are in each list: one query."""
    wanted = {
        which.value: Count("pk", filter=condition(which, today=today, soon=soon)) for which in List
    }
    found = handled_by(user, today).aggregate(**wanted)
    return {which: found[which.value] for which in List}


def listed(user: User, wanted: Wanted, *, today: date, soon: date) -> QuerySet[Grant]:
    """One list, filtered and sorted, to be cut into pages.

    Whoever types a reference wants that concern, whichever list it is in: they are all searched.
    """
    found = handled_by(user, today)
    if reference := as_reference(wanted.reference):
        found = found.filter(concern__reference__startswith=reference)
    else:
        found = found.filter(condition(wanted.list, today=today, soon=soon))
    if wanted.council:
        found = found.filter(council__slug=wanted.council)
    if wanted.matter:
        found = found.filter(matter=wanted.matter)
    if wanted.state:
        found = found.filter(tagged.condition(Shown(wanted.state)))
    return found.order_by(*_ORDERS[wanted.sort]).prefetch_related(_CONCERNS)


def as_reference(typed: str) -> str:
    """What was typed as a reference is written, or begins: `cvs3 tb` is `CVS3-TB`."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def reviews(user: User, on: date) -> QuerySet[Grant]:
    """What was escalated to the user, or is theirs to decide, hear or review."""
    return (
        handled_by(user, on)
        .filter(is_open=True, is_review=True)
        .order_by(*_ORDERS[Sort.DUE])
        .prefetch_related(_CONCERNS)
    )


@dataclass(frozen=True, slots=True)
class Here:
    """The step under way. :param title: what the council calls the office that has it."""

    state: StepState
    n: int
    capacity: str
    office: str
    title: str


_CALLED = Func(
    F("concern__protocol__header"),
    Value("offices"),
    F("office"),
    Value("title"),
    function="jsonb_extract_path_text",
    output_field=TextField(),
)


def steps_of(concerns: Iterable[int]) -> dict[int, Here]:
    """The step under way of each of these concerns: one query."""
    # Of several offices of one kind, the one that whoever has the step holds.
    theirs = Appointment.objects.filter(office=OuterRef("pk"), person=OuterRef(OuterRef("holder")))
    title = (
        Office.objects.filter(council=OuterRef("council"), code=OuterRef("office"))
        .annotate(theirs=Exists(theirs))
        .order_by("-theirs", "pk")
    )
    rows = (
        Step.objects.filter(
            concern__in=list(concerns),
            state__in=[StepState.CURRENT.value, StepState.ACKNOWLEDGED.value],
        )
        .annotate(title=Subquery(title.values("title")[:1]), called=_CALLED)
        .values_list("concern_id", "state", "n", "capacity", "office", "title", "called")
    )
    return {
        concern: Here(StepState(state), n, capacity, office, _title(office, title, called))
        for concern, state, n, capacity, office, title, called in rows
    }


def _title(office: str, registered: str | None, called: str | None) -> str:
    """What the version the concern goes by calls the office, as the concern's own page does.

    Of several offices of one kind the register knows which it is.
    """
    several = office in {code.value for code in MANY_HOLDERS}
    return (registered or called if several else called or registered) or ""


def kinds_of(concerns: Iterable[int]) -> dict[int, list[str]]:
    """What kind of people each of these concerns is about, and no more: one query."""
    kinds: dict[int, list[str]] = {}
    named = Party.objects.filter(concern__in=list(concerns)).exclude(role=Party.Role.WITNESS)
    for concern, kind in named.order_by("pk").values_list("concern_id", "kind"):
        kinds.setdefault(concern, []).append(kind)
    return kinds


def councils_of(user: User) -> list[Council]:
    """The councils on whose register the user stands or stood, by name: one query."""
    return list(Council.objects.filter(people__user=user).order_by("name"))


def soon(today: date, nations: Iterable[str]) -> date:
    """The last day that counts as due soon: five working days on, in the slowest of the nations."""
    return max((_soon(today, nation) for nation in set(nations)), default=today)


@lru_cache(maxsize=64)
def _soon(today: date, nation: str) -> date:
    return shifted(today, SOON, calendar_for(nation, today.year, today.year + 1))


def handles_anything(user: User, on: date) -> bool:
    """Whether the user has or had a queue at all."""
    return handled_by(user, on).exists()
