"""Who a that-clause is about: “a complaint that a councillor has broken the Code”."""

from __future__ import annotations

import re

from concerns.protocols.importer.proposals.determiners import DETERMINERS

_SAYS_THAT = re.compile(
    rf"\b(?:(?:complain|alleg|claim|report|suspect|suspicion|accus|assert|suggest)\w*"
    rf"|concern(?:s|ed)?|grievances?|evidence|beliefs?|believ\w+|considers?|thinks?|feels?"
    rf"|views?|opinion)"
    rf"(?:,? (?:is|are|was|been|made|has|in writing|to the effect|raised|received)){{0,4}},?"
    rf" that\s{{1,3}}{DETERMINERS}$"
    rf"|\b(?:believ|consider|feel|think|suspect|claim)(?:s|es"
    rf"|ing)?(?: that)?\s{{1,3}}{DETERMINERS}$"
    rf"|\balleg(?:es|ing)\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
# What somebody did, or is; not what was done to them: “has been bullied”, “is being ignored”.
_DID = re.compile(
    r"^(?: or (?:an? |another )?(?:\w+ )?(?:councillor|member|officer|employee)s?)?,?"
    r"\s(?:(?:may|might|must|could|would|will|to) (?:be|have)|has|have|had|is|are|was|were|did|does"
    r"|do|failed|fails|broke|breach(?:es|ed)|acted|behaved|treated|bullied|harassed|misused)\b"
    r"(?! (?:not )?(?:be(?:en|ing) )(?:\w+ly )?(?!involved|concerned)\w+(?:ed|en|ied)\b)"
    r"(?! (?:not )?(?:\w+ly )?(?:bullied|harassed|ignored|treated|refused|denied) by\b)",
    re.IGNORECASE,
)


def is_accused(behind: str, ahead: str) -> bool:
    """Whether whoever is named between is said, in a that-clause, to have done something.

    :param behind: the words before the name. :param ahead: those after it.
    """
    return _SAYS_THAT.search(behind[-160:]) is not None and _DID.match(ahead) is not None
