"""Who may do what to a concern: the one decision, asked by every page, list, mail, task and button.

A live grant that names the person, in its capacity, while the person is there to have it, and the
state table. Nothing else in the code asks for grants or weighs capacities (`tests/meta`); the
database repeats what must hold whatever code runs (design section 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from concerns.engine import states
from concerns.engine.states import Act, Capacity, State
from concerns.engine.working_days import local_date
from concerns.models import Concern, Grant, Party, Person, User
from concerns.models.person import active
from concerns.permissions.refusal import NotAllowed


class Look(StrEnum):
    """What can be done with a concern beside the acts of the state table."""

    KNOW = "know"  # that it is there: a line in a list, a mail
    READ = "read"  # its pages


# What somebody raised, or is asked to answer, is theirs wherever they go: whoever keeps the
# register could otherwise take a grievance from the person who raised it. All else is the work
# of an office, and ends with the place on the register.
_OWN = frozenset({Capacity.RAISER, Capacity.RESPONDENT})
OF_OFFICE = tuple(each for each in Capacity if each not in _OWN)
"""The capacities that nobody has in what is about them."""
_READING = frozenset({Capacity.RAISER, Capacity.HANDLER, Capacity.ADVISER})


@dataclass(frozen=True, slots=True)
class Sight:
    """In what capacities somebody sees one concern now, and what follows from it.

    :param capacities: empty for a stranger.
    """

    capacities: frozenset[Capacity] = frozenset()

    @property
    def knows(self) -> bool:
        """They may know that it is there."""
        return bool(self.capacities)

    @property
    def reads(self) -> bool:
        """They may read it, and not only know that it is there."""
        return bool(self.capacities & _READING)

    @property
    def handles(self) -> bool:
        return Capacity.HANDLER in self.capacities

    @property
    def answers(self) -> bool:
        """Somebody who deals with it shared something of it with them, whom it is about."""
        return Capacity.RESPONDENT in self.capacities

    @property
    def raised(self) -> bool:
        """They see it as the person who raised it, whatever else they are to it."""
        return Capacity.RAISER in self.capacities

    @property
    def only_raised(self) -> bool:
        """They see it as the person who raised it, and do not work on it."""
        return self.raised and not self.capacities & (_READING - _OWN)

    def names_raiser(self, *, withheld: bool, told: bool = False) -> bool:
        """Whether they are shown who raised it: the one place that decides it.

        Whoever deals with it always is, for nobody can tell otherwise whom they have a conflict
        with. What they may print or share goes by `Concern.is_name_withheld` alone.

        :param withheld: from those it is about. :param told: they asked for it, with a reason.
        """
        return not withheld or self.raised or self.handles or (self.reads and told)

    def acts(self, state: State) -> tuple[Act, ...]:
        """What they may do in this state, in the order of the table."""
        return states.acts_for(state, self.capacities)

    def may(self, act: Act | Look, state: State) -> bool:
        """Whether they may do it in this state."""
        if isinstance(act, Look):
            return self.knows if act is Look.KNOW else self.reads
        return act in self.acts(state)


NOTHING = Sight()


def live(
    *, on: date, user: User | None = None, capacity: Capacity | None = None
) -> QuerySet[Grant]:
    """The grants that count that day: the decision, in the form that lists and counts begin with.

    :param user: only theirs; else everybody's, as far as the database shows them.
    :param capacity: only in this one.
    """
    found = Grant.objects.filter(ended_at__isnull=True)
    here = Person.objects.filter(active(on))
    about = Party.objects.filter(role=Party.Role.SUBJECT)
    if user is None:
        found = found.filter(user__is_active=True)
        about = about.filter(concern=OuterRef("concern"), person__user=OuterRef("user"))
        is_here, is_about = Exists(here.filter(pk=OuterRef("person"))), Exists(about)
        counts = Q(is_here) & ~Q(is_about)
    else:
        if not user.is_active:
            return Grant.objects.none()
        found = found.filter(user=user)
        # Not looked up row by row: a person has few entries, and perhaps fifty thousand grants.
        mine = Person.objects.filter(user=user)
        counts = Q(person__in=mine.filter(active(on))) & ~Q(
            concern__in=about.filter(person__in=mine).values("concern")
        )
    if capacity is None:
        return found.filter(counts | Q(capacity__in=_OWN))
    found = found.filter(capacity=capacity.value)
    return found if capacity in _OWN else found.filter(counts)


def ever(concern: Concern, users: Iterable[int]) -> list[Grant]:
    """Every grant that these accounts have or had, for the record of who saw it."""
    return list(Grant.objects.filter(concern=concern, user__in=list(users)))


def ever_of(person: Person) -> list[Grant]:
    """Every grant that somebody has or had, for a copy of what is held about them."""
    return list(Grant.objects.filter(person=person).order_by("granted_at", "pk"))


def is_unnamed(seen_as: Iterable[Capacity]) -> bool:
    """Whoever raised it, or answers it: their name is theirs to give, whoever asks who saw it."""
    return bool(_OWN & set(seen_as))


def sight(*, user: User, concern: Concern, on: date) -> Sight:
    """In what capacities the user sees the concern that day: one query."""
    mine = live(on=on, user=user).filter(concern=concern)
    return sight_of(mine.values_list("capacity", flat=True))


def sight_of(codes: QuerySet[Grant, str] | list[str]) -> Sight:
    """The same, of capacities as the database has them."""
    return Sight(frozenset(Capacity(code) for code in codes))


def may(*, user: User, act: Act | Look, concern: Concern, at: datetime) -> bool:
    """Whether somebody may do this to the concern now.

    :param concern: with its state as it is now.
    """
    now = sight(user=user, concern=concern, on=local_date(at))
    return now.may(act, State(concern.state))


def check_can(*, act: Act, state: State, mine: Sight) -> None:
    """Whether somebody who sees a concern so may do the act in this state.

    :raises StateForbids: if the state does not allow it, whoever asks.
    :raises NotAllowed: if the state does, but not for them.
    """
    row = states.check(act, state)
    if not mine.may(act, state):
        raise NotAllowed(f"Only the person {_whose(row.who)} can do that.")


def _whose(who: Iterable[Capacity]) -> str:
    if Capacity.HANDLER in who:
        return "dealing with it"
    if Capacity.RAISER in who:
        return "who raised it"
    return "giving advice on it" if Capacity.ADVISER in who else "it is about, once asked,"


def can(*, act: Act, state: State, mine: Sight) -> bool:
    """The same as a yes or no, for buttons."""
    return mine.may(act, state)
