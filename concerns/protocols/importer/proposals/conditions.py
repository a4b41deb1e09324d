"""On what condition, and in what form, a statement sends something on."""

from __future__ import annotations

import re

from concerns.protocols.importer.passages import Span
from concerns.protocols.importer.proposals.recipients import Recipients

UNRESOLVED = re.compile(
    r"(?:cannot|can not|could not|not|unable to|fails? to|remains? un|still un|un)\s?(?:be |been )?"
    r"(?:\w+ly )?(?:resolve|settle|reach(?:ed)? (?:an )?agree)|unresolved|no agreement"
    r"|agreement (?:cannot|can not|is not|could not)"
    r"|(?:remain|still)\w* (?:\w+ )?(?:dissatisfied|unhappy|unsatisfied)|still not (?:happy"
    r"|satisfied|content)"
    r"|\bnot (?:content|satisfied|happy) with (?:the|that|this|its|their) (?:outcome|response"
    r"|result|reply|way)"
    r"|(?:fails?|failed) to (?:resolve|settle)|fails?\b[^.;]{0,30}\bresolve|\bfailing (?:that"
    r"|this)\b"
    r"|(?:cannot|not|un)\b[^.;]{0,12}\b(?:so )?(?:settled|resolved|disposed|put right|sorted)"
    r"|(?:resolution|mediation|conciliation|settlement|this|it|discussions?|approach)\b"
    r" (?:fails|(?:does not|has not|did not|is not) (?:succeed|work|help|been succes|prove"
    r"|lead)\w*)|\bnone of (?:this|these|it)\b[^.;]{0,20}\b(?:work|help|succe)\w*"
    r"|unable to (?:dispose|settle|resolve|deal)",
    re.IGNORECASE,
)
_UPHELD = re.compile(
    r"\bupheld\b|substantiated|(?:found|proved|proven) to (?:be|have)|well[- ]founded|is proven"
    r"|is justified",
    re.IGNORECASE,
)
_NOT_UPHELD = re.compile(r"not (?:been )?upheld|unless .{0,30}upheld|criticism is", re.IGNORECASE)
_WRITTEN = re.compile(
    r"\b(?:in writing|written (?:complaint|report|request|form|statement|notice|grievance|account)"
    r"|by (?:letter|e-?mail)|formal written|put .{0,20}in writing)\b",
    re.IGNORECASE,
)
_NOT_A_FORM = re.compile(
    r"in writing otherwise|agreed in writing|written reports?|in writing of"
    r"|arrangements .{0,30}in writing",
    re.IGNORECASE,
)
PRIVATE = re.compile(
    r"\bin private\b|\bprivately\b|\bin confidence\b|confidentially", re.IGNORECASE
)


def is_upheld(words: str) -> bool:
    """Whether it holds once something is found to be so."""
    return _UPHELD.search(words) is not None and _NOT_UPHELD.search(words) is None


def said_before(pattern: re.Pattern[str], text: str, span: Span, list_: Recipients) -> bool:
    """Whether a condition stands before those it goes to, or after them with nobody else named."""
    match = pattern.search(text, span.start, span.end)
    if match is None:
        return False
    end = list_.mentions[-1].span.end
    return match.start() < end or _ONWARD.search(text, match.end(), span.end) is None


_ONWARD = re.compile(r",\s(?:with|to|by|through)\b", re.IGNORECASE)


def written(words: str) -> bool | None:
    return True if _WRITTEN.search(_NOT_A_FORM.sub("", words)) else None
