"""Words by which a sentence shows whom a matter is about."""

from __future__ import annotations

import re

from concerns.protocols.importer.proposals.determiners import DETERMINERS

ABOUT = re.compile(
    rf"(?:\b(?:about|against|concerning|regarding|involv(?:es|ing|e)|relat(?:es|ing|e) to"
    rf"|in respect of|in relation to|with regard to|with respect to|refers to|on the part of"
    rf"|complained of|touch(?:es|ing)|criticis(?:e|es|ing)|critical of|concerns"
    rf"|implicat(?:es|ing))\s{{1,3}}"
    rf"(?:the |any )?(?:(?:\w+ly )?(?:(?!(?:shall|will|must|should|may|be|is|are)\b)\w+,? "
    rf"(?:or |and |and/or )?)"
    rf"{{0,4}}(?:of|by) )?"
    rf"{DETERMINERS}"
    rf"|\b(?:conduct|misconduct|behaviou?r|performance|capabilit(?:y|ies)|actions?|failings?"
    rf"|attitude|competence|treatment|service provided|non-?compliance|shortcomings?|failures?"
    rf")s?(?: or \w+)?(?: of| by| from| on the part of)\s{{1,3}}"
    rf"{DETERMINERS}"
    rf"|\bbreach(?:es)?(?: (?!to\b)\w+){{0,6}}? (?:by|on the part of)\s{{1,3}}{DETERMINERS}"
    rf"|\b(?:employee|officer|councillor|member|person|individual|party|one) "
    rf"(?:concerned|involved|in question|complained (?:of|about)|at fault|being complained about)"
    rf" (?:is|are|was)\s{{1,3}}{DETERMINERS}"
    rf"|\b(?:complaint|matter|concern|issue|it|allegation|grievance|dispute)s? (?:is|are|was)"
    rf"(?: made)?(?: against| about)?\s{{1,3}}{DETERMINERS})$",
    re.IGNORECASE,
)
IS_SUBJECT = re.compile(
    r"^(?:['’]s? (?:own )?(?:conduct|behaviou?r|performance|actions|treatment)"
    r"|(?: personally)? (?:is|are|be) (?:the (?:subject|person|one|employee|officer|councillor)"
    r"|(?:him|her)self|(?:personally )?(?:involved|implicated|complained)))",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween\s(?:[\w ,/]{0,60}?\s(?:and|or)\s)?" + DETERMINERS + "$", re.I)
DID_IT = re.compile(
    r"^\s(?:has|have|had|is|was|does|did)?\s?(?:not )?(?:\w+ly )?(?:done|did|said|behav\w+|acted?"
    r"|acting|upset\w*|let|treat\w+|spok\w+|been|offend\w*|made|bull\w+|harass\w+|failed)\b",
    re.IGNORECASE,
)
WRONGED = re.compile(
    r"\b(?:something|anything|how|what|(?:the )?way)\b|\b(?:upset|let|treat\w*|offend\w*|bull\w+"
    r"|harass\w+|made) (?:you|them|him|her|one)\b|\bupsets? you\b",
    re.IGNORECASE,
)
CONDUCT_BY = re.compile(
    rf"\b(?:(?:treated|bullied|harassed|wronged|insulted|intimidated|demeaned|let down"
    rf"|put under pressure|pressured)(?: \w+){{0,2}}|misconduct|behaviou?r|bullying|harassment"
    rf"|treatment|conduct|remarks|actions?)"
    rf"(?: towards \w+)? by\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
IN_THE_CASE_OF = re.compile(rf"\b(?:in|for) the case of\s{{1,3}}{DETERMINERS}$", re.IGNORECASE)
PASSIVE_BY = re.compile(
    rf"\b\w+(?:ed|en|ght|put)\b(?: \w+){{0,2}} by\s{{1,3}}{DETERMINERS}$", re.IGNORECASE
)
TROUBLE_WITH = re.compile(
    rf"\b(?:(?:has|have|having|had|with|experienc\w+|encounter\w+|is|are)\s(?:an? |any |some )?"
    rf"(?:\w+ )?(?:problems?|issues?|difficult(?:y|ies)|disputes?|disagreements?|quarrels?"
    rf"|complaints?)"
    rf" with|(?:problems?|issues?|difficult(?:y|ies)|disputes?|disagreements?) (?:is|are|was) with"
    rf"|(?:unhappy|dissatisfied|displeased|upset|disagrees?|aggrieved|annoyed|not (?:\w+ )?(?:happy"
    rf"|satisfied)|falls? out|fallen out) (?:with|by|at|about|over)"
    rf"(?: (?:the (?:way|manner)(?: in which)?|how|anything))?)\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
# “Where the officer is the Chief Executive”: the one spoken of holds a seat.
HOLDS_A_SEAT = re.compile(
    rf"\b(?:if|where|when|unless|should)\s(?:the|that|such an?)\s(?P<who>officer|employee|member of"
    rf" staff|person|councillor|member)(?: concerned| in question| complained of)? (?:is|be)\s"
    rf"(?:(?:him(?:self)? or herself|him/herself|himself|herself|actually|also"
    rf"|in fact)\s)?{DETERMINERS}$",
    re.IGNORECASE,
)
# “Where the officer is himself a Director”: whom it is about is the seat named next.
IS_ALSO = re.compile(
    r"^(?: concerned| in question)? is (?:(?:him|her)self(?: or (?:him|her)self)?|also"
    r"|in fact) (?:an?|the)\s",
    re.IGNORECASE,
)
