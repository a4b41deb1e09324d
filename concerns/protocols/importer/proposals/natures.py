"""What a sentence is about: the natures of concern it names, and the matter it speaks of."""

from __future__ import annotations

import re

from concerns.engine.facts import Matter, Nature

_NATURES: tuple[tuple[str, Nature], ...] = (
    (
        r"\bbull(?:y|ied|ies|ying)|intimidat|harass|victimis|abuse|abusive|ridicul|humiliat"
        r"|personal attack|threaten",
        Nature.BULLYING_HARASSMENT,
    ),
    (r"sexual(?:ly)? harass", Nature.SEXUAL_HARASSMENT),
    (
        r"discriminat|equality|equal opportunit|protected characteristic|\bon merit\b",
        Nature.DISCRIMINATION,
    ),
    (
        r"\bpressur(?!es\b)|undue influence|coerc|\bpress (?:an|the) officer|professional (?:views?"
        r"|judge?ment)"
        r"|exceed their authority|outside (?:of )?(?:the )?council['’]?s? (?:policies|procedure)",
        Nature.UNDUE_PRESSURE,
    ),
    (
        r"politic|impartial|neutral(?:ity)?\b|\bparty group|apolitical|partisan",
        Nature.POLITICAL_NEUTRALITY,
    ),
    (r"obstruct|undermin|imped(?:e|ing)|hinder|frustrat(?:e|ing)|\bdisrupt", Nature.OBSTRUCTION),
    (
        r"confiden|correspondence|divulg|disclos(?:e|ing|ure)|\bexempt information|leak",
        Nature.CONFIDENTIALITY,
    ),
    (
        r"(?:be|become|so) (?:(?:so|too) )?close\b|close (?:personal )?(?:relationship|familiarit"
        r"|friendship|association)"
        r"|personal (?:familiarit|relationship|friendship)|familiarity|special relationship|favours"
        r"|over-?familiar|family relationship|related to an? (?:officer|councillor|member)",
        Nature.CLOSE_RELATIONSHIP,
    ),
    (
        r"personal (?:interests?|advantage|gain|benefit)|improper(?:ly)?\b|unfair advantage"
        r"|advantage of their|preferential|undue influence|\blobby|influence (?:the )?(?:decision"
        r"|appointment)|special (?:treatment|favour)|secure .{0,40}advantage",
        Nature.IMPROPER_INFLUENCE,
    ),
    (
        r"(?:undeclared|pecuniary|prejudicial|financial|personal or|declar\w+ (?:of |any |an "
        r"|their )?"
        r"(?:\w+ )?)interests?",
        Nature.UNDECLARED_INTEREST,
    ),
    (
        r"critici[sz]\w+ .{0,60}\b(?:public|meeting|media|press)"
        r"|public(?:ly)?\b.{0,40}\bcritici[sz]"
        r"|social media|public forum|meetings? held in public|in public\b|public meetings?"
        r"|raise the conduct .{0,60}meeting",
        Nature.PUBLIC_CRITICISM,
    ),
    (
        r"day[- ]to[- ]day|operational (?:issue|matter|detail|and admin|management)"
        r"|instruct(?:ions?)?\b"
        r"|give orders|micro-?manage|involve themselves|manage(?:ment)? of (?:the )?staff",
        Nature.DAY_TO_DAY_INTERFERENCE,
    ),
    (
        r"(?:access to|withhold\w*|refus\w+|provi\w+|share|timely|up.to.date|request\w* (?:for )?)"
        r".{0,30}information|need to know|inspect",
        Nature.ACCESS_TO_INFORMATION,
    ),
    (
        r"\bemployment\b|personnel|staffing|terms and conditions|pay and conditions|appointment of"
        r"|recruit|\bpersonal (?:issues|matters)|salary|grading",
        Nature.EMPLOYMENT,
    ),
    (
        r"working (?:partnership|relationship)s?|partnership|break ?down|strained|mutual trust"
        r"|work(?:ing)? together|relationship",
        Nature.STRAINED_RELATIONSHIP,
    ),
    (
        r"behaviour|blam|supporti|understanding of|understand\b|constructive|courte|courtes"
        r"|respect\b|dignity|politen?e?s?s?|civil(?:ity|ly)?\b|patronis"
        r"|rude"
        r"|considerat",
        Nature.BEHAVIOUR,
    ),
    (
        r"conduct\b|comply with|agreed (?:polic|procedure)|integrity|honest|code of|standards of",
        Nature.CONDUCT,
    ),
    (
        r"performance|\brepl(?:y|ies)\b|enquir|capabilit|efficien|effective|timely|promptly"
        r"|professional|skills|training"
        r"|respon(?:d|se)|competen|failings",
        Nature.PERFORMANCE,
    ),
)
_COMPILED = tuple((re.compile(words, re.IGNORECASE), nature) for words, nature in _NATURES)

# What a person may say a concern is about: the sentence must name it as that.
_NAMED = re.compile(
    r"\b(?P<conduct>conduct|misconduct|actions)|(?P<behaviour>behaviou?r|attitude|treatment)"
    r"|(?P<performance>performance|capabilit(?:y|ies)|failings|competence|service provided)"
    r"|(?P<bullying_harassment>bully\w*|bullied|harass\w*|intimidat\w*)"
    r"|(?P<discrimination>discriminat\w*)|(?P<undue_pressure>(?:undue |improper )?pressur\w*)"
    r"|(?P<strained_relationship>strained|break ?down|dispute)"
    r"|(?P<confidentiality>breach of confiden\w*)\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"code (?:of|for) (?:\w+['’]? )?conduct|(?:members?|councillors?)['’]?s?['’]? code\b"
    r"|national code",
    re.IGNORECASE,
)
_FOR_OFFICERS = re.compile(
    r"(?:employees?|officers?|staff)['’]?s?['’]? code|code of conduct for"
    r" (?:\w+ )?(?:employees|officers|staff)",
    re.IGNORECASE,
)
_BREACH = re.compile(
    r"breach|\bbroken?\b(?! down)|\bbreak(?:s|ing)?\b(?! down)|contraven"
    r"|fail(?:ed|ure|s|ing)? to (?:comply|observe|follow|abide)|violat|non-?compliance"
    r"|has not complied|allegation|infring",
    re.IGNORECASE,
)

_MATTERS: tuple[tuple[str, Matter], ...] = (
    (
        r"(?:refus\w+|withheld|withhold\w*|denied|declin\w+)\b.{0,160}\b(?:access|information"
        r"|document|inspect|file)|(?:access|information|document|file)\w*\b.{0,120}\b(?:refus"
        r"|withheld|denied|appeal)|appeal\b.{0,80}\b(?:access|information|document)"
        r"|consent is (?:withheld|refused)|not satisfied with (?:a|the|that|his|her|their) decision"
        r"|(?:dissatisfied|aggrieved|unhappy) (?:with|by|at) (?:a|the|that|his|her|their)"
        r" (?:decision|refusal)"
        r"|(?:decision|determination)\b.{0,80}\bneed to know.{0,80}appeal"
        r"|\b(?:agree|disagree|content|happy) with (?:a|the|that|this) refusal|\b(?:reconsider"
        r"|review) (?:a|the|that) refusal",
        Matter.ACCESS_APPEAL,
    ),
    (
        r"(?:political|party) groups?\b.{0,60}\b(?:a|written) (?:\w+ )?briefing\b|"
        r"(?:political|party|group)s?\b.{0,120}\breports?\b|\breports?\b.{0,80}\b(?:political"
        r"|party)"
        r" groups?",
        Matter.GROUP_REPORT,
    ),
    (
        r"\battend(?:ance|ing|s|ed)?\b.{0,120}\b(?:group|meeting)|(?:group|meeting)s?\b.{0,120}"
        r"\battend|invit\w+ .{0,60}\b(?:group|party) meeting|brief(?:ing)?s? .{0,40}(?:political"
        r"|party) groups?",
        Matter.ATTENDANCE,
    ),
    (
        r"requests? for (?:a |any )?meetings?|(?:arrange|request) (?:a )?meetings? with"
        r"|requests? to meet",
        Matter.MEETING,
    ),
    (
        r"(?:declar|disclos|regist|notif)\w*\b.{0,60}\b(?:interest|relationship|gift|(?:family"
        r"|personal) (?:\w+ ){0,3}(?:tie|connection|link)|friendship)"
        r"|\btell\b.{0,60}\bcould affect (?:them|you|him|her)\b"
        r"|interests?\b.{0,60}\b(?:declar|disclos|regist)|(?:personal|prejudicial|pecuniary)"
        r" interest",
        Matter.DECLARATION,
    ),
    (
        r"(?:wish|want|need|ask|like)\w* to (?:see|view|look at"
        r"|inspect)\b.{0,40}\b(?:information|documents?|files?|papers"
        r"|records)\b|(?:access to|inspect\w*|sight of|copy of|copies of|requests? for|seek\w*"
        r"|provi\w+"
        r"|reques\w+)\b.{0,60}\b(?:information|documents?|files?|papers|records)"
        r"|need to know|roving commission|\bneeds? (?:to see |sight of "
        r"|access to )?(?:\w+ )?(?:information|documents?"
        r"|papers|files?|records)\b",
        Matter.ACCESS_REQUEST,
    ),
    (
        r"\benquir(?:y|ies)|\bresidents['’] \w+|\bward (?:matters?|issues?|business)|case ?work"
        r"|case working|correspondence|communications?\b"
        r"|queries|constituen|direct approaches|service requests?|(?:deal|contact)s? with officers"
        r"|approach (?:an )?officers?|only deal with|contact (?:an )?officers?",
        Matter.ENQUIRY,
    ),
)
_MATTER = tuple(
    (re.compile(words, re.IGNORECASE | re.DOTALL), matter) for words, matter in _MATTERS
)
CONCERN = re.compile(
    r"\bconcerns?\b(?! with)|(?:is|are|be|feel\w*|been|becomes?) concerned|concerned about"
    r"|complain|dissatisf|unhappy|aggriev|grievance|allegation|\balleg|breach"
    r"|misconduct|dispute|disagree|conduct or capabilit|(?:conduct|actions) of|(?:has|have"
    r"|having) (?:an |any )?issues? with|conduct, |behaviou?r|performance of"
    r"|\bdifferences? (?:\w+ )?between|\bfall(?:s|en|ing)? out\b|fail\w* in (?:his|her|their"
    r"|its)|criticis|failure to comply|\bbull(?:y|ied)|harass"
    r"|pressur|unreasonabl|uncomfortable"
    r"|not been treated|ill-treat|inappropriate|difficult(?:y|ies)|comply with|problem|conflict"
    r"|things go wrong|disciplin|non-?compliance|treated|unfair|observations|fail to observe"
    r"|\bworr(?:y|ies|ied)\b|\btroubled\b|\bupset|\blet (?:you|them|him|her) down|unacceptabl"
    r"|\bbadly\b|fall(?:en|s)? short|\boffend|mistreat"
    r"|act(?:ed|ing) (?:outwith|outside|improper)|strained|break ?down|mediat|conciliat"
    r"|matters? relating to the conduct",
    re.IGNORECASE,
)


ANYBODY = re.compile(r"\bany ?(?:body|one)\b|\bany (?:person|other person|party)\b", re.IGNORECASE)


def standards(text: str) -> frozenset[Nature]:
    """The natures of concern that a breach of a standard in these words would be."""
    return frozenset(nature for pattern, nature in _COMPILED if pattern.search(text))


def named(text: str) -> tuple[Nature, ...]:
    """The natures that a sentence about concerns names, in the order of the engine's list."""
    found = {match.lastgroup for match in _NAMED.finditer(text)}
    return tuple(nature for nature in Nature if nature.value in found)


def alleges_code_breach(text: str) -> bool:
    """Whether it speaks of a breach of the councillors' code, not of the employees'."""
    return (
        _CODE.search(text) is not None
        and _FOR_OFFICERS.search(text) is None
        and _BREACH.search(text) is not None
    )


# What residents bring to a councillor is no concern about anybody here.
_OTHERS_TROUBLES = re.compile(
    r"\b(?:residents?|constituents?|public)['’]?s?['’]? (?:problems?|concerns?|complaints?|issues?)"
    r"|\b(?:problems?|concerns?|complaints?|issues?) (?:of|from"
    r"|raised by) (?:\w+ )?(?:residents?|constituents?)",
    re.IGNORECASE,
)


def matter_of(text: str) -> Matter | None:
    """What kind of thing the sentence speaks of; None where its own words do not say.

    A word of complaint decides before a document or an enquiry does, but not before an appeal
    against a refusal or a group's request, whose words are their own.
    """
    concern = CONCERN.search(_OTHERS_TROUBLES.sub("", text)) is not None
    for pattern, matter in _MATTER:
        if pattern.search(text):
            if concern and matter in {Matter.ACCESS_REQUEST, Matter.ENQUIRY, Matter.DECLARATION}:
                return Matter.CONCERN
            return matter
    return Matter.CONCERN if concern else None
