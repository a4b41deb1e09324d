"""What whoever is named does with a matter: hears it, settles it, decides it."""

from __future__ import annotations

import re

from concerns.engine.protocol import Capacity

_TAKES = re.compile(
    r"^(?:,)?(?: who| which)?,?\s(?:(?:will|shall|must|should|may|can|is to|are to|would)\s)"
    r"(?P<not>not\s)?"
    r"(?:(?:then|first|also|normally|initially|be able to|attempt to|seek to|try to|try first to"
    r"|either"
    r"|\w{2,12}ly)\s){0,3}"
    r"(?P<verb>deal with|consider|investigate|determine|decide|hear|resolve|mediate|handle|review"
    r"|look into|facilitate|conciliate|offer (?:a )?(?:mediation|conciliation)|conduct|arbitrate"
    r"|attempt to resolve|adjudicate|reconsider|settle|attempt (?:local |informal "
    r"|early )?(?:resolution|settlement)"
    r"|put (?:things|it|matters) right|sort (?:it|this|things|the matter) out"
    r"|(?:see|meet|meet with|speak to) (?:them|both|the two)\b)",
    re.IGNORECASE,
)
_CAPACITIES = (
    ("meet", Capacity.FACILITATE),
    ("speak", Capacity.FACILITATE),
    ("mediat", Capacity.FACILITATE),
    ("concil", Capacity.FACILITATE),
    ("facilit", Capacity.FACILITATE),
    ("settle", Capacity.FACILITATE),
    ("attempt", Capacity.FACILITATE),
    ("right", Capacity.FACILITATE),
    ("sort", Capacity.FACILITATE),
    ("see ", Capacity.FACILITATE),
    ("reconsider", Capacity.REVIEW),
    ("investig", Capacity.INVESTIGATE),
    ("look", Capacity.INVESTIGATE),
    ("hear", Capacity.HEAR),
    ("review", Capacity.REVIEW),
    ("determin", Capacity.DECIDE),
    ("deci", Capacity.DECIDE),
    ("adjud", Capacity.DECIDE),
    ("arbit", Capacity.DECIDE),
)
# “The Leader deals with it”, “is responsible for handling complaints”.
_TAKES_NOW = re.compile(
    r"^\s(?:then |normally |also )?(?P<not>does not )?(?:(?P<verb>deals? with|considers?"
    r"|investigates?|determines?"
    r"|decides?|hears?|resolves?|mediates?|handles?|reviews?|takes?|looks? into|receives?)"
    r"\s(?:(?:it|them|(?:the|any|all|such|these|those) (?:\w+ )?(?:complaint|matter|concern"
    r"|issue|grievance|dispute"
    r"|case|appeal|allegation)s?|(?:complaints|concerns|grievances|disputes|allegations))\b)"
    r"|(?:is|are) responsible for (?P<doing>handling|dealing with|considering|investigating"
    r"|determining|deciding"
    r"|hearing|resolving|reviewing|receiving)\b)",
    re.IGNORECASE,
)


def taking(text: str, end: int) -> tuple[Capacity, bool] | None:
    """What whoever is named before `end` does with a matter, and whether it is forbidden."""
    ahead = text[end : end + 160]
    match = _TAKES.match(ahead)
    if match is None:
        match = _TAKES_NOW.match(ahead)
        return (
            None
            if match is None
            else (_capacity(match["verb"] or match["doing"]), bool(match["not"]))
        )
    return _capacity(match["verb"]), match["not"] is not None


def _capacity(verb: str) -> Capacity:
    for stem, capacity in _CAPACITIES:
        if stem in verb.lower():
            return capacity
    return Capacity.RECEIVE
