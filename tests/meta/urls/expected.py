"""What an address answers each persona: one table, by what the address is for."""

from __future__ import annotations

from enum import Enum, auto

from tests.meta.urls.personas import ELSEWHERE, OUTSIDE, Who
from tests.meta.urls.routes import For


class Answer(Enum):
    OPEN = auto()  # theirs to use, or refused in words; what they may do there others test
    SIGN_IN = auto()  # sent to sign in, whether or not there is anything
    NOT_THERE = auto()  # as an address at which there is nothing, to the byte


# Where a respondent reads their part, of the pages of a concern; the rest are their own (PART).
KNOWN = {"case-detail"}
# The council's own sign-in is off here; and nobody adds a password to an account it alone enters.
NOT_ON = {
    "account_set_password",
    "council-account",
    "council-account-back",
    "council-account-confirm",
    "council-account-left",
}
# Nobody changes the address that the register keeps: mail would go where the council does not know.
NOBODYS = {"account_email"} | NOT_ON


def expected(name: str, kind: For, who: Who) -> Answer:
    """What `name` answers `who`."""
    if name in NOBODYS and who not in OUTSIDE:
        return Answer.NOT_THERE
    if kind is For.ANYBODY:
        return Answer.OPEN
    if who in OUTSIDE:
        return Answer.SIGN_IN
    if kind is For.OWNER:
        return Answer.OPEN
    if kind is For.COUNCIL:
        return Answer.NOT_THERE if who in ELSEWHERE else Answer.OPEN
    if kind is For.DRAFT:
        return Answer.OPEN if who is Who.RAISER else Answer.NOT_THERE
    if kind is For.PART:
        return Answer.OPEN if who is Who.RESPONDENT else Answer.NOT_THERE
    if who in {Who.RAISER, Who.HANDLER}:
        return Answer.OPEN
    return Answer.OPEN if who is Who.RESPONDENT and name in KNOWN else Answer.NOT_THERE
