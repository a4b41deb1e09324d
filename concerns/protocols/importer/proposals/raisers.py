"""Words by which a sentence shows who raises a matter."""

from __future__ import annotations

import re

from concerns.protocols.importer.proposals.determiners import DETERMINERS

RAISES = re.compile(
    r"^\s{0,2}(?:or (?:an? |another )?(?:employee|officer|member|councillor)s?,?\s)?,?"
    r"(?:\s?(?:who|which|that)\s)?(?:(?:may|might|should|could|must|will|shall|would|can)\s)?"
    r"(?:\w{2,12}ly\s)?(?:"
    r"(?:is|are|was|were|be|becomes?|remains?|feels?)\s(?:\w+\s){0,2}(?:dissatisf|unhappy"
    r"|concerned|content|happy"
    r"|aggriev|satisfied|unsatisf|of the (?:view|opinion)|aware|worried|uncomfortable|refused"
    r"|denied|subject(?:ed)? to|unable to|approached|upset|disput|discontent|experiencing|asked)"
    r"|(?:is|are)\sbeing\s(?:\w+ly\s)?(?:bullied|harassed|treated|pressured|intimidated|put)"
    r"|(?:has|have|having|had)\s(?:(?!dealt|handled|acted|behaved)\w+\s){0,3}(?:cause|concern"
    r"|complain|grievance|reason|issue"
    r"|problem|difficult|been (?:refused|denied|subject|bullied|harassed|treated)|recourse|request"
    r"|received an? "
    r"(?:\w+ )?(?:request|complaint|approach)"
    r"|need to know)"
    r"|(?:feels?|considers? (?:that|he|she|they|it|there|him|them|an?|his|her|their)|believes?"
    r"|thinks?|suspects?|wish(?:es|ing)?|wants?|experiences?"
    r"|needs?|seek(?:s|ing)?|alleg(?:es|ing)|complain(?:s|ing)?|refused|witness(?:es)?"
    r"|desir(?:es|ing)"
    r"|disputes?|disagrees?|encounters?)\b"
    r"|(?:aggrieved|dissatisfied|unhappy|concerned|not (?:content|satisfied|happy))\s(?:by|with"
    r"|about|at|that)\b"
    r"|with\s(?:a |an |any )?(?:\w+\s)?(?:concern|complaint|grievance|issue|problem|worr))",
    re.IGNORECASE,
)
DOES_RAISE = re.compile(
    r"^\s(?:rais(?:es?|ing)|tells|notifies|informs|reports?|reporting|lodg(?:es?|ing)"
    r"|submits?|puts?|makes|brings?"
    r"|refers?|writes?)\b",
    re.IGNORECASE,
)
_REFERS = (
    r"(?!\s(?:\w+\s)?(?:to\s)?be\b)(?:,[^,.;]{1,90},)?(?:\s\w+){0,6}?\s(?:raise|report|refer"
    r"|bring|take|lodge|make|direct"
    r"|submit|contact|notify|inform|speak|discuss|approach|consult|seek|declare|ask|request|appeal"
    r"|complain|write|address|use|invoke|pursue|follow|tell|advise|escalate|deal|communicate|put"
    r"|obtain|recourse|go|disclose|register|alert|apply|send|pass|talk|copy|first|mention|let"
    r"|require|challenge|contest|query|have an? (?:\w+ )?(?:word|chat|talk|discussion"
    r"|conversation))\b"
)
MODAL_THEN_REFERS = re.compile(
    r"^(?:\s?,[^,]{1,80},)?\s(?:(?:and|or) (?!(?:it|they|this|that|you)\b)\w+\s)?(?:should|must"
    r"|may|shall|will|can|could|might"
    rf"|ought to|is|are|would){_REFERS}",
    re.IGNORECASE,
)
# “An officer who is asked to do so must tell the Clerk.”
WHO_THEN_REFERS = re.compile(
    r"^,?\s(?:who|whose|which|invited|asked|approached|offered|placed|wishing|aware"
    r"|unsure)\b[^.;]{3,140}?\s(?:should|must|may|shall|can|might|ought to)"
    rf"{_REFERS}",
    re.IGNORECASE,
)
# “If a councillor is a friend of an officer he or she must tell the Clerk.”
_IF = re.compile(rf"\b(?:if|where|when|should)\s{DETERMINERS}$", re.IGNORECASE)
_THEY_REFER = re.compile(
    r"^[^.;]{3,140}?\b(?:he or she|she or he|he/she|s/he|they|he|she)\s(?:should|must|may|shall"
    rf"|can|might|ought to){_REFERS}",
    re.IGNORECASE,
)
# “… shall be declared, by the officer to the Clerk and by the member to the Leader.”
_BY = re.compile(
    rf"(?:\b(?:be|been|is|are) (?:\w+ )?\w+(?:ed|ade|ent|ken|ught)(?: \w+){{0,3}}|,|\b(?:and|or))"
    rf" by\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
_TO = re.compile(r"^(?: concerned)?,? (?:in writing,? )?to\b", re.IGNORECASE)
OWNS_CONCERN = re.compile(
    r"^['’]s? (?:\w+ )?(?:concern|complaint|grievance|request|enquir|appeal)", re.IGNORECASE
)
RAISED_BY = re.compile(
    rf"(?:(?:complain[t]?|grievance|concern|allegation|report|request|issue|matter|enquir(?:y|ie)"
    rf"|appeal|approache?|correspondence|communication|quer(?:y|ie))s?(?: (?!(?:be|been|is|are"
    rf"|was|reviewed|considered|determined|heard|investigated|decided|resolved"
    rf"|handled|settled|dealt|prepared)\b)\w+){{0,3}}?|raised|reported|put forward|made|lodged"
    rf"|brought|submitted) "
    rf"(?:by|from)\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
YOU_ARE = re.compile(rf"\b(?:you are|you['’]re|as)\s{{1,3}}{DETERMINERS}$", re.IGNORECASE)
IF_YOU_ARE = re.compile(
    rf"\b(?:if|when|where) you(?: are|['’]re)\s{{1,3}}{DETERMINERS}$", re.IGNORECASE
)
YOU = re.compile(r"\byou\b", re.IGNORECASE)
MADE_BY = re.compile(
    rf"\b(?:complaint|concern|grievance|allegation|report|matter|it|issue)s? (?:is|are|was|were"
    rf"|has been|have been) (?:made|raised|lodged|brought) by\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
IS_THE_RAISER = re.compile(
    r"^\s(?:is|are|was) (?:(?:him|her)self )?(?:the )?(?:one|person|officer|councillor"
    r"|employee|member)? ?(?:who|that)? ?(?:is |has )?(?:complain|rais|aggriev|making the"
    r"|been (?:\w+ly )?(?:treated|bullied|harassed|wronged))"
    r"|^\s(?:is|are) the complainant\b",
    re.IGNORECASE,
)


# “The concerns of members about officers.”
_CONCERN_OF = re.compile(
    rf"\b(?:complaint|concern|grievance|allegation)s? of\s{{1,3}}(?:one\s)?{DETERMINERS}$",
    re.IGNORECASE,
)
_ABOUT_NEXT = re.compile(r"^\s(?:about|against|concerning|regarding|with)\b", re.IGNORECASE)


def has_a_concern(behind: str, ahead: str) -> bool:
    """Whether a concern is said to be of whoever is between, about somebody else."""
    return _CONCERN_OF.search(behind[-120:]) is not None and _ABOUT_NEXT.match(ahead) is not None


def they_refer(behind: str, ahead: str) -> bool:
    """Whether a condition names whoever is between, and they are told what to do by a pronoun."""
    return _IF.search(behind[-80:]) is not None and _THEY_REFER.match(ahead) is not None


def hands_over(behind: str, ahead: str) -> bool:
    """Whether something is given by whoever is between to whoever follows."""
    return _BY.search(behind[-120:]) is not None and _TO.match(ahead) is not None
