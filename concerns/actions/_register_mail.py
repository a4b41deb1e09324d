"""Telling people that a register was changed around them.

Who gets a concern depends on the register. Whoever is moved out of the way for an afternoon would
never look for it: so each change of an entry is told to the person it is of, whether or not there
is any concern, and therefore says nothing of one.
"""

from __future__ import annotations

from datetime import datetime

from concerns.actions import notifications
from concerns.actions.notifications import Kind, Mail
from concerns.engine.working_days import local_date
from concerns.models import Council, Person, User
from concerns.selectors import register

_NO_CHANGE = frozenset({"add_person", "invite"})  # there was no entry yet; a mail of its own
_GIVES_OFFICE = frozenset({"appoint", "restore_appointment"})


def tell(
    *,
    act: str,
    council: Council,
    person: Person,
    by: User,
    at: datetime,
    event: int,
    makes_administrator: bool,
) -> None:
    """Queue the mails that follow from one act on somebody's entry.

    Whoever did it themselves needs no mail. The other administrators are told when one of them
    gives anybody an office, since the account may be their own, and when somebody new can change
    the register.

    :param event: the id of the act in the record: each act is told once and never again.
    """
    told: dict[int, Kind] = {}
    if makes_administrator or act in _GIVES_OFFICE:
        for other in register.administrators(council, local_date(at)):
            told[other.user_id] = Kind.POWERS_CHANGED
    if act not in _NO_CHANGE:
        told[person.user_id] = Kind.ENTRY_CHANGED
    elif person.user_id in told:
        del told[person.user_id]
    told.pop(by.pk, None)
    notifications.queue_all(
        [
            Mail(
                kind=kind,
                council_id=council.pk,
                concern_id=None,
                reference="register",
                user_id=user,
                not_before=at,
                discriminator=f"event{event}",
            )
            for user, kind in told.items()
        ],
        at=at,
    )
