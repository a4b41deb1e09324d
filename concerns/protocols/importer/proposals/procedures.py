"""The procedures a sentence sends a matter into."""

from __future__ import annotations

import re
from dataclasses import dataclass

from concerns.engine.protocol import Procedure
from concerns.protocols.importer.passages import Span


@dataclass(frozen=True, slots=True)
class Invoked:
    """A procedure that a sentence says may or must be used. :param span: verb and name."""

    procedure: Procedure
    span: Span


_VERBS = (
    r"invok\w+|us(?:e|ed|ing)|pursu\w+|follow(?:s|ed|ing)?|recourse to|under|through|in accordance"
    r" with|appl(?:y|ied)|results? in|lead to|leads to|instigat\w+|commenc\w+|initiat\w+|via"
    r"|by means of|refer(?:red)? (?:to|for)|subject to|access to|resort to|by way of|submit"
    r"|lodge|raise|dealt with as|treated as|offer(?:ed)?|seek|arrange"
)
_NAMES: tuple[tuple[str, Procedure], ...] = (
    (
        r"grievance(?: and disciplinary)?(?: (?:procedures?|polic(?:y|ies)|protocol|process))?",
        Procedure.GRIEVANCE,
    ),
    (
        r"disciplinary(?: and grievance)?(?: (?:procedures?|polic(?:y|ies)|action|process"
        r"|proceedings|rules))?",
        Procedure.DISCIPLINARY,
    ),
    (
        r"whistle-?blow\w*(?: (?:polic(?:y|ies)|procedures?))?|confidential reporting(?: \w+)?"
        r"|public interest disclosure",
        Procedure.WHISTLEBLOWING,
    ),
    (r"mediation|conciliation", Procedure.MEDIATION),
    (r"standing orders", Procedure.STANDING_ORDERS),
    (
        r"(?:code of conduct |standards )complaints? (?:procedure|process)|arrangements for dealing"
        r" with (?:standards )?(?:complaints|allegations)",
        Procedure.CODE_OF_CONDUCT,
    ),
)
_INVOKED = re.compile(
    rf"\b(?:{_VERBS})\s(?:(?:[\w’'/-]{{1,20}}),?\s){{0,7}}?"
    rf"(?:{'|'.join(f'(?P<p{n}>{words})' for n, (words, _) in enumerate(_NAMES))})\b",
    re.IGNORECASE,
)
NAMED = re.compile("|".join(words for words, _ in _NAMES), re.IGNORECASE)


_NEXT = r",? (?:and/or |and |or )?(?:(?:the|its|our) )?"
_LIST = re.compile(rf"(?:{NAMED.pattern})(?:{_NEXT}(?:{NAMED.pattern}))*", re.IGNORECASE)


def listed_with(text: str, one: Procedure) -> tuple[Procedure, ...]:
    """The procedures that a text names together with one: “the grievance or whistleblowing policy”.

    “A grievance” that is only mentioned elsewhere in the text is none of them.
    """
    for match in _LIST.finditer(" ".join(text.split())):
        named = tuple(
            dict.fromkeys(
                procedure
                for name in NAMED.findall(match[0])
                for words, procedure in _NAMES
                if re.fullmatch(words, name, re.IGNORECASE)
            )
        )
        if one in named:
            return named
    return ()


def invoked(text: str, sentence: Span) -> tuple[Invoked, ...]:
    """The procedures a sentence says to use; one that it only mentions is left out."""
    found = []
    for match in _INVOKED.finditer(text, sentence.start, sentence.end):
        group = match.lastgroup
        if group is not None:
            found.append(Invoked(_NAMES[int(group[1:])][1], Span(*match.span())))
    return tuple(found)
