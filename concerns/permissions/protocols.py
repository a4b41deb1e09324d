"""Who may write a council's protocol, and who may put it in force."""

from __future__ import annotations

from collections.abc import Collection

from concerns.engine.offices import Office
from concerns.engine.protocol import Status
from concerns.models import Person, Protocol
from concerns.permissions.refusal import NotAllowed

# Beside the administrators: who answers for the protocol and knows it best.
ADOPTERS = frozenset({Office.MONITORING_OFFICER, Office.DEPUTY_MONITORING_OFFICER})


def check_can_write(*, person: Person | None) -> None:
    """Only the council's administrators write a version.

    :param person: their own entry on the register; None for a stranger.
    """
    if person is None or not person.is_administrator:
        raise NotAllowed(
            "Only an administrator of your council can write its protocol here. The register lists"
            " who they are."
        )


def can_write(*, person: Person | None) -> bool:
    try:
        check_can_write(person=person)
    except NotAllowed:
        return False
    return True


def check_can_work(*, person: Person | None, held: Collection[Office]) -> None:
    """Those who write a version, and those who may put one in force, see what is being written.

    :param held: the offices the person holds that day.
    """
    if person is None or not (person.is_administrator or ADOPTERS & set(held)):
        raise NotAllowed(
            "Only administrators of your council and its monitoring officer work on its protocol."
            " Everybody can read the version in force."
        )


def can_work(*, person: Person | None, held: Collection[Office]) -> bool:
    try:
        check_can_work(person=person, held=held)
    except NotAllowed:
        return False
    return True


def check_can_read(*, protocol: Protocol, person: Person | None, held: Collection[Office]) -> None:
    """What was ever adopted is read by everybody on the register, for concerns go by it.

    What is still being written is read by those who write it or may put it in force: to anybody
    else it is not there, whichever page asks.

    :param held: the offices the person holds that day.
    """
    if person is None:
        raise NotAllowed("Only people on the council's register read its protocol here.")
    if protocol.status in {Status.DRAFT.value, Status.CHECKED.value}:
        check_can_work(person=person, held=held)


def can_read(*, protocol: Protocol, person: Person | None, held: Collection[Office]) -> bool:
    try:
        check_can_read(protocol=protocol, person=person, held=held)
    except NotAllowed:
        return False
    return True


def check_can_review(*, person: Person | None, held: Collection[Office]) -> None:
    """Whoever may put a version in force may record that it was looked at and left as it is.

    :param held: the offices the person holds that day.
    """
    check_can_work(person=person, held=held)


def check_can_adopt(*, protocol: Protocol, person: Person | None, held: Collection[Office]) -> None:
    """A second person puts in force what a first one offered: one alone never changes where
    concerns go.

    :param held: the offices the person holds that day.
    """
    if person is None or not (person.is_administrator or ADOPTERS & set(held)):
        raise NotAllowed(
            "Only another administrator of your council or its monitoring officer can put a version"
            " in force."
        )
    if protocol.offered_by_id is None:
        raise NotAllowed("Nobody has said yet that this version is ready.")
    if protocol.offered_by_id == person.user_id:
        raise NotAllowed(
            "You said that this version is ready, so somebody else has to put it in force: another"
            " administrator of your council, or its monitoring officer."
        )


def can_adopt(*, protocol: Protocol, person: Person | None, held: Collection[Office]) -> bool:
    try:
        check_can_adopt(protocol=protocol, person=person, held=held)
    except NotAllowed:
        return False
    return True
