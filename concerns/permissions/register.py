"""Who may read and who may change a council's register."""

from __future__ import annotations

from concerns.models import Person
from concerns.permissions.refusal import NotAllowed


def check_can_read(*, person: Person | None) -> None:
    """Whoever stands on a register may know who holds which office.

    :param person: the reader's own entry on it; None for a stranger.
    """
    if person is None:
        raise NotAllowed("Only people of this council can see its register.")


def check_can_manage(*, person: Person | None) -> None:
    """Only the council's administrators keep the register.

    :param person: their own entry on it; None for a stranger.
    """
    if person is None or not person.is_administrator:
        raise NotAllowed(
            "Only an administrator of your council can change its register."
            " The register lists who they are."
        )


def can_manage(*, person: Person | None) -> bool:
    try:
        check_can_manage(person=person)
    except NotAllowed:
        return False
    return True
