"""What every change of a draft has in common: whose it is, whom it names, what is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from concerns.engine.offices import Kind, Office
from concerns.engine.states import State
from concerns.engine.working_days import local_date
from concerns.models import Concern, Party, Person, User
from concerns.permissions import concerns as checks
from concerns.permissions.refusal import NotAllowed
from concerns.selectors import called, register


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody the draft names.

    :param person: on the register, or None with a `name`.
    :param offices: what they held at the time.
    :raises CannotBeNamed: if the name is longer than any.
    """

    kind: Kind
    person: Person | None = None
    name: str = ""
    offices: tuple[Office, ...] = ()
    former: bool = False

    def __post_init__(self) -> None:
        if len(self.name) > Party.LONGEST_NAME:
            raise CannotBeNamed(f"A name must be {Party.LONGEST_NAME} characters or fewer.")


class CannotBeNamed(ValueError):
    """Somebody cannot be named so. The text is fit to show beside the question."""


def own_draft(concern: Concern, user: User, at: datetime) -> Concern:
    """The draft, locked.

    :raises NotAllowed: if it is somebody else's, or sent.
    """
    rows = (
        Concern.objects.select_for_update(of=("self",))
        .select_related("council", "raiser")
        .filter(pk=concern.pk)
    )
    draft = next(iter(rows), None)
    if draft is None or not checks.sight(user=user, concern=draft, on=local_date(at)).raised:
        raise NotAllowed("This is not your draft.")
    if draft.state != State.DRAFT.value:
        raise NotAllowed("This has been sent, so its answers can no longer be changed.")
    return draft


def mark(draft: Concern, step: str, *, answered: bool = True) -> None:
    """Count a question as answered, or as to be asked again. The caller saves it."""
    others = [each for each in draft.answered if each != step]
    draft.answered = [*others, step] if answered else others
    draft.version += 1


def recognised(draft: Concern, named: list[Named], today: date) -> Iterator[Named]:
    """The same people, with those the register has known for who they are. No words are lost."""
    on = draft.happened_from or today  # the day whose offices count
    known = {n.person.pk for n in named if n.person is not None}
    for each in named:
        if each.person is not None:
            yield each
            continue
        found, is_all = called.people_called(draft.council, each.name, on, today)
        people = [person for person in found if person.pk != draft.raiser_id]
        others = [person for person in people if person.pk not in known]
        known.update(person.pk for person in others)
        held = register.offices_held(known, on)
        now = register.offices_held(known, today)
        only = others[0] if len(others) == 1 else None
        words = "" if is_all else each.name
        for person in others:
            offices = held[person.pk]
            former = bool(set(offices) - set(now[person.pk]))
            own = words if person is only else ""
            yield Named(Kind(person.kind), person, own, tuple(offices), former)
        if not people or (words and only is None):
            yield each
