"""The words around a name by which it is told what part somebody plays."""

from __future__ import annotations

import re

from concerns.protocols.importer.proposals.verbs import DETERMINERS

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
    r"^\s(?:rais(?:es?|ing)|reports?|reporting|lodg(?:es?|ing)|submits?|puts?|makes|brings?"
    r"|refers?|writes?)\b",
    re.IGNORECASE,
)
MODAL_THEN_REFERS = re.compile(
    r"^(?:\s?,[^,]{1,80},)?\s(?:(?:and|or) (?!(?:it|they|this|that|you)\b)\w+\s)?(?:should|must"
    r"|may|shall|will|can|could|might"
    r"|ought to|is|are|would)(?!\s(?:\w+\s)?(?:to\s)?be\b)(?:\s\w+){0,6}?\s(?:raise|report|refer"
    r"|bring|take|lodge|make|direct"
    r"|submit|contact|notify|inform|speak|discuss|approach|consult|seek|declare|ask|request|appeal"
    r"|complain|write|address|use|invoke|pursue|follow|tell|advise|escalate|deal|communicate|put"
    r"|obtain|recourse|go|disclose|register|alert|apply|send|pass|talk|copy|first)\b",
    re.IGNORECASE,
)
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
ABOUT = re.compile(
    rf"(?:\b(?:about|against|concerning|regarding|involv(?:es|ing|e)|relat(?:es|ing|e) to"
    rf"|in respect of|in relation to|with regard to|with respect to|refers to|on the part of"
    rf"|complained of|criticis(?:e|es|ing)|critical of|concerns|implicat(?:es|ing)|touch(?:es"
    rf"|ing))\s{{1,3}}"
    rf"(?:the |any )?(?:(?:\w+ly )?(?:(?!(?:shall|will|must|should|may|be|is|are)\b)\w+,? "
    rf"(?:or |and |and/or )?)"
    rf"{{0,4}}(?:of|by) )?"
    rf"{DETERMINERS}"
    rf"|\b(?:unhappy|dissatisfied|displeased|disappointed|aggrieved|upset) (?:with|by|at"
    rf"|about)\s{{1,3}}{DETERMINERS}"
    rf"|\b(?:conduct|misconduct|behaviou?r|performance|capabilit(?:y|ies)|actions?|failings?"
    rf"|attitude|competence|treatment|service provided|non-?compliance|shortcomings?|failures?"
    rf")s?(?: or \w+)?(?: of| by| from| on the part of)\s{{1,3}}"
    rf"{DETERMINERS}"
    rf"|\bbreach(?:es)?(?: (?!to\b)\w+){{0,6}}? (?:by|on the part of)\s{{1,3}}{DETERMINERS}"
    rf"|\b(?:employee|officer|councillor|member|person|individual|party|one) "
    rf"(?:concerned|involved|in question|complained (?:of|about)|at fault|being complained about)"
    rf" (?:is|are|was)\s{{1,3}}{DETERMINERS}"
    rf"|\b(?:complaint|matter|concern|issue|it|allegation|grievance|dispute)s? (?:is|are|was)"
    rf"(?: made)?(?: against| about)?\s{{1,3}}{DETERMINERS}"
    rf"|\b(?:employee|officer|councillor|member) is (?:(?:him|her)self(?: or (?:him|her)self)?"
    rf"|also|in fact)"
    rf"\s{{1,3}}{DETERMINERS})$",
    re.IGNORECASE,
)
IS_SUBJECT = re.compile(
    r"^(?:['’]s? (?:own )?(?:conduct|behaviou?r|performance|actions|treatment)"
    r"|(?: personally)? (?:is|are) (?:the (?:subject|person|one|employee|officer|councillor)"
    r"|(?:him|her)self|(?:personally )?(?:involved|implicated|complained)))",
    re.IGNORECASE,
)
# “Where the officer is himself a Director”: whom it is about is the seat named next.
IS_ALSO = re.compile(
    r"^(?: concerned| in question)? is (?:(?:him|her)self(?: or (?:him|her)self)?|also"
    r"|in fact) (?:an?|the)\s",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween\s(?:[\w ,/]{0,60}?\s(?:and|or)\s)?" + DETERMINERS + "$", re.I)
DECIDED = re.compile(
    rf"(?:(?:decision|refusal|determination)(?: \w+){{0,3}} (?:by|of)|\b(?:was|were|been"
    rf"|is) (?:made"
    rf"|taken|refused) by"
    rf"|(?:had been|was|were|has been) (?:originally )?made to)\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
YOU_ARE = re.compile(rf"\b(?:you are|you['’]re|as)\s{{1,3}}{DETERMINERS}$", re.IGNORECASE)
YOU = re.compile(r"\byou\b", re.IGNORECASE)
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
    rf"|put under pressure|pressured)"
    rf"(?: \w+){{0,2}}|misconduct|behaviou?r|bullying|harassment|treatment|conduct|remarks"
    rf"|actions?)"
    rf"(?: towards \w+)? by\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
IN_THE_CASE_OF = re.compile(rf"\b(?:in|for) the case of\s{{1,3}}{DETERMINERS}$", re.IGNORECASE)
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
OF_SUCH = re.compile(
    r"\bof (?:any|all|every|each|such|the|this|that|it)\b|\b(?:any|such|this) (?:action|complaint)"
    r"|\b(?:before|when|once|as soon as)\b",
    re.IGNORECASE,
)
OR_A_DECIDER = re.compile(rf"^ or {DETERMINERS}$", re.IGNORECASE)
ABSENT_BEFORE = re.compile(rf"\b(?:absence of|absence for)\s{{1,3}}{DETERMINERS}$", re.IGNORECASE)
# Of somebody it has just gone to: “or, if the Chairman is away or is involved, …”.
CANNOT_TAKE = re.compile(
    r"^(?: (?:is|are|was|has been)(?: (?:\w+ly|away or is|absent or is|either))*"
    r" (?:away|absent|ill|on leave|unavailable|not available|unable|implicated|involved"
    r"|conflicted|concerned|named"
    r"|the (?:subject|person|one))|\s?cannot\b)",
    re.IGNORECASE,
)
IN_CASE = re.compile(
    rf"\b(?:if|where|when|should|unless|cannot (?:reach|contact|find"
    rf"|get hold of))\s{{1,3}}{DETERMINERS}$",
    re.IGNORECASE,
)
RECEIVES = re.compile(
    r"^,? who (?:has )?(?:receive[sd]?|(?:is|are|was) (?:given|sent|told of|notified of))\b",
    re.IGNORECASE,
)
# “Disputes which the Clerk is unable to settle”: the Clerk has them, and did not raise them.
WHICH = re.compile(r"\b(?:which|that)\b[^,;.]{0,80}$", re.IGNORECASE)
UNABLE = re.compile(
    r"^\s(?:is|are|was|were) (?:not able|unable) to\b|^\s(?:cannot|could not|fails?)\b",
    re.IGNORECASE,
)
ABSENT_AFTER = re.compile(
    r"^(?:['’]s absence| (?:is|are) (?:\w+ )?(?:unavailable|absent|not available|away"
    r"|unable to act|on leave))",
    re.IGNORECASE,
)
PASSIVE_BY = re.compile(
    rf"\b\w+(?:ed|en|ght|put)\b(?: \w+){{0,2}} by\s{{1,3}}{DETERMINERS}$", re.IGNORECASE
)
NOT_BEFORE = re.compile(r"^\W*(?:not|never)\b|\bwithout\b|\bavoid\b|\bnor\b", re.IGNORECASE)
IS_ASKED = re.compile(
    r"^\s(?:may|should|must|shall|will|can|could|is to|are to) (?:also |first |then )?be "
    r"(?P<verb>asked|approached|contacted|invited|requested|involved|consulted|informed|notified"
    r"|advised|told|copied)\b",
    re.IGNORECASE,
)
NOT_THE_PERSON = re.compile(
    r"^['’]s? (?:directorate|department|group|service|team|role|responsib|dut|approval|consent"
    r"|view|opinion|report|decision|discretion)",
    re.IGNORECASE,
)
TO_WHOM = re.compile(
    r"^(?:,?| (?:is|are) (?:the )?(?:\w+ )?(?:person|officer|one|office)s?) (?:to|with"
    r"|through) whom\b[^.;]{0,80}?\b(?:should|must|shall|may|will|can|is to|are to)"
    r"(?: \w+){0,2} (?P<verb>bring|take|go|write|turn|speak|reported|referred|made|raised"
    r"|addressed|directed|submitted|sent|taken"
    r"|lodged|put|discussed|complain|appeal|report|refer)\b",
    re.IGNORECASE,
)
IS_THE_ONE = re.compile(
    r"^,? (?:is|are|(?:will|shall|should) be) (?:(?:the|your"
    r"|their) )?(?:\w+ ){0,2}(?:port of call|point of contact"
    r"|(?:person|one|officer) to (?:see|contact|approach|speak|go|turn|tell|ask))\b",
    re.IGNORECASE,
)
OUTCOME = re.compile(r"\boutcome|\bdecision|\bresult|\bupheld|\bprepared|\battended", re.I)
BUT = re.compile(r"\bbut\b|\binstead\b|\brather\b", re.IGNORECASE)
PRONOUN_ACTS = re.compile(
    r"\s*(?:(?:having|on|upon|after|before|prior to|in)\b[^,]{0,80},\s)?"
    r"(?:he|she|they|he or she|he/she|s/he|she or he)\s(?:will|shall|must|should|may|is to)\b",
    re.IGNORECASE,
)
POINTS_BACK = re.compile(r"\b(?:that|this|such|the said|the same)\s$", re.IGNORECASE)
DOES = re.compile(
    r"^(?:,[^,]{1,80},)?\s(?:(?:and|or) \w+ )?(?:will|shall|must|should|may|is to|are to|can)\b",
    re.IGNORECASE,
)
TO_THE = re.compile(rf"\b(?:to|with)\s{{1,3}}{DETERMINERS}$", re.IGNORECASE)
AND = re.compile(
    rf"^(?:\s?[,/]\s?|\s)(?:(?:and/or|and or|and|or|&)\s|/)?(?:(?:with|to)\s)?{DETERMINERS}$",
    re.IGNORECASE,
)
# What whoever has it does with somebody else, without passing it on.
TALKS = re.compile(r"(?:speak|talk|discuss|liais|confer)\w*\b", re.IGNORECASE)
REPORTS = re.compile(r"(?:report|mention|disclos|notif|inform)\w*\b", re.IGNORECASE)
ACTS = re.compile(
    r"^,?(?: who| which)?,?\s(?:will|shall|must|should|may|having|can|would)\b", re.IGNORECASE
)
