"""What a sentence is about: the natures of concern that it names."""

from __future__ import annotations

import re

from concerns.engine.facts import Nature

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
    r"|matters? relating to the conduct"
    r"|\bfraud|wrongdoing|malpractice|impropriet",
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


# “If it alleges a breach of the code”: what was raised before, by whoever raised it.
_GOES_ON_WITH_IT = re.compile(
    r"\b(?:it|this|which) (?:\w+ )?(?:alleges|amounts|involves|concerns|may|is|relates|includes)\b"
    r"|\b(?:the|such|this) (?:matter|complaint|concern|issue|grievance) (?:\w+ )?(?:alleges"
    r"|amounts)\b",
    re.IGNORECASE,
)


def alleges_code_breach(text: str) -> bool:
    """Whether it speaks of a breach of the councillors' code, not of the employees'."""
    return (
        _CODE.search(text) is not None
        and _FOR_OFFICERS.search(text) is None
        and _BREACH.search(text) is not None
    )


def alleges_anew(text: str) -> bool:
    """Whether it speaks of such a breach as something new, that anybody may allege."""
    return alleges_code_breach(text) and _GOES_ON_WITH_IT.search(text) is None
