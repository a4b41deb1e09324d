"""Which matter a sentence is about: by its own words, else by those that stand around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from concerns.engine.facts import Matter
from concerns.protocols.importer.proposals import natures

_PAPERS = r"(?:information|documents?|files?|papers?|records?)"
_OFFICERS = r"(?:officers?|employees?|staff|(?:chief executive|director)s?)"
_GROUP = r"(?:(?:political|party) groups?|groups?|part(?:y|ies))(?! (?:leader|whip))"
_ACCESS_TO = (
    rf"(?:access to|inspect\w*|sight of|copy of|copies of|requests? for|applications? for|seek\w*"
    rf"|provi\w+|reques\w+|need\w*|require\w*|\b(?:see|sees|seeing|view|viewing|read|look(?:ing)?"
    rf" at))\b.{{0,60}}\b{_PAPERS}"
)
_TIE = (
    r"\b(?:interests?|(?:(?:close|personal|family|business|such|any) )+(?:\w+ )?(?:relationship"
    r"|friendship|tie|link|dealing|connection|association|familiarity)s?|friendships?|gifts?"
    r"|hospitality|related to|(?:close )?friends? of|married to|(?:partner|relative)s? of"
    r"|(?:some|any)(?:one|body) close to|could affect (?:them|you|him|her))\b"
)
_DECLARES = (
    r"\b(?:declar\w*|disclos\w*|regist\w*|notif\w*|inform|tell|told|report(?:ed)?|let\b.{0,40}"
    r"\bknow|ma(?:ke|de) (?:\w+ )?known)\b"
)

# In this order: the first that fits wins.
_MATTERS: tuple[tuple[str, Matter], ...] = (
    (
        rf"(?:refus\w+|withheld|withhold\w*|denied|declin\w+|turned down)\b.{{0,160}}\b(?:access"
        rf"|{_PAPERS}|inspect)|(?:access|{_PAPERS})\w*\b.{{0,120}}\b(?:refus|withheld|denied"
        rf"|turned down|appeal)|\b(?:thinks?|considers?|believes?|decides?|view|opinion)\b.{{0,60}}"
        rf"\b{_PAPERS}\b.{{0,60}}\b(?:ought|should|must|may|can)(?: ?not|n[’']t) (?:to )?be"
        rf" (?:shown|seen|released|disclosed|provided|given|supplied)"
        rf"|appeal\b.{{0,80}}\b(?:access|information|documents?)"
        r"|consent is (?:withheld|refused)|\b(?:reconsider|review) (?:a|the|that) refusal"
        r"|(?:dissatisfied|aggrieved|unhappy) (?:with|by|at) (?:an?|the|that|his|her|their)"
        r" refusal|(?:decision|determination)\b.{0,80}\bneed to know.{0,80}appeal"
        rf"|(?:dissatisfied|aggrieved|unhappy) (?:with|by|at)\b.{{0,80}}\b(?:access|{_PAPERS})"
        r"|(?:disput|disagree|differen|doubt)\w*\b.{0,80}\bneeds? to (?:know|see)\b",
        Matter.ACCESS_APPEAL,
    ),
    (
        rf"\b{_GROUP}\b.{{0,120}}\b(?:reports?\b(?! (?:to|it|this|that)\b)|written (?:briefing"
        rf"|advice|note|paper)s?\b"
        r"|briefing (?:note|paper)s?\b)|\b(?:reports?|written (?:briefing|advice|note|paper)s?"
        r"|briefing"
        r" (?:note|paper)s?)\b.{0,80}\b(?:political|party) groups?",
        Matter.GROUP_REPORT,
    ),
    (
        r"\battend(?:ance|ing|s|ed)?\b.{0,120}\b(?:group|meeting)|(?:group|meeting)s?\b.{0,120}"
        r"\battend|invit\w+ .{0,60}\b(?:group|party) meeting|brief(?:ing)?s? .{0,40}(?:political"
        rf"|party) groups?|\b{_GROUP}\b.{{0,120}}\bbrief(?:ing|ed)?s?\b"
        rf"|\b{_OFFICERS}\b.{{0,60}}\b(?:speak|address|advise|advice|brief|presen"
        rf"|come)\w*\b.{{0,60}}"
        rf"\bgroups?\b(?! (?:leader|whip))"
        rf"|\b{_GROUP}\b.{{0,120}}\b{_OFFICERS}\b.{{0,40}}\b(?:speak|address|advise"
        rf"|brief"
        r"|present|come)\b",
        Matter.ATTENDANCE,
    ),
    (
        r"requests? for (?:a |any )?meetings?|(?:arrange|request) (?:a )?meetings? with"
        r"|requests? to meet",
        Matter.MEETING,
    ),
    (
        r"\b(?:declar|disclos)\w* (?:the|this|that|any|such) (?:relationship|friendship|connection"
        rf"|tie|link)s?\b|{_DECLARES}.{{0,120}}{_TIE}|{_TIE}.{{0,160}}{_DECLARES}|(?:personal|prejudicial"
        r"|pecuniary) interest",
        Matter.DECLARATION,
    ),
    (rf"{_ACCESS_TO}|need to know|roving commission", Matter.ACCESS_REQUEST),
    (
        r"\b(?:anything|whatever|what)\b.{0,40}\b(?:wants?|wish\w*|needs?) to (?:ask|know|find out"
        r"|have done)\b|\benquir(?:y|ies)|case ?work|case working|correspondence|communications?\b"
        r"|queries|constituen|direct approaches|service requests?|(?:deal|contact)s? with officers"
        r"|approach (?:an )?officers?|only deal with|contact (?:an )?officers?"
        r"|\bward (?:matter|issue|work|problem|case)s?|\bresidents?\b"
        r"|\b(?:letters|e-?mails|(?:telephone |phone )?calls)\b.{0,60}\b(?:from|by) (?:\w+ )?"
        r"(?:councillors|members)",
        Matter.ENQUIRY,
    ),
)
_MATTER = tuple(
    (re.compile(words, re.IGNORECASE | re.DOTALL), matter) for words, matter in _MATTERS
)
# What the public brings to a councillor is the councillor's casework.
_OF_THE_PUBLIC = re.compile(
    r"\b(?:residents?|constituents?|electors?|the public|parishioners?)['’]?s?['’]?"
    r" (?:problems?|concerns?|complaints?|issues?|difficult\w+)",
    re.IGNORECASE,
)
# Words of complaint that are as often said of a refusal, a request or a resident.
_WEAK = re.compile(
    r"\bdisput\w*|\bdisagree\w*|\bdifficult\w*|\bproblems?\b|\bconflicts?\b|\bdissatisf\w*"
    r"|\bunhappy\b|\baggriev\w*|\binappropriat\w*|\bcomplying with|\bcomply with|\btreated\b"
    r"|\bunreasonabl\w*|\bmediat\w*|\bconcerned\b|\bpressur\w*",
    re.IGNORECASE,
)
# Against an answer that was given: with papers asked for above, an appeal.
_AGAINST_AN_ANSWER = re.compile(
    r"\brefus\w*|\bwithh[eo]ld\w*|\bdeclin\w*|\bturn\w* down|\bdenied\b|\bnot (?:\w+ )?(?:satisf"
    r"|happy|content|agree|accept)\w*|\bdissatisf\w*|\baggriev\w*|\bunhappy\b|\bdisput\w*"
    r"|\bdisagree\w*|\bchalleng\w*|\bcontest\w*|\breview\w*|\breconsider\w*|\bappeal\w*|\b(?:look"
    r"|consider)\w*\b.{0,40}\bagain\b"
    r"|\bthe answer is no\b|\bsays? no\b|\bfresh look\b|\bsecond opinion\b|n[’']t agree\b",
    re.IGNORECASE,
)
_FOR_A_RESIDENT = re.compile(r"\b(?:residents?|constituents?|parishioners?)\b", re.IGNORECASE)
_A_CASE = re.compile(
    r"\b(?:difficult(?:y|ies)|disputes?|disagreements?|problems?)\b[^.;]{0,80}\b(?:raised|referred"
    r"|reported|brought|taken|resolved|settled)\b",
    re.IGNORECASE,
)
_ATTENDS = re.compile(r"\battend|\binvit|\bgroup meeting|\bmeeting of", re.IGNORECASE)
_DECISION = re.compile(
    r"(?:not satisfied|not happy|not content|dissatisfied|aggrieved|unhappy) (?:with|by|at|about)"
    r" (?:an?|the|that|his|her|their) (?:\w+ )?(?:decision|determination|ruling)",
    re.IGNORECASE,
)
_GROUPS_TOPIC = frozenset({Matter.ATTENDANCE, Matter.GROUP_REPORT})
_ACCESS = frozenset({Matter.ACCESS_REQUEST, Matter.ACCESS_APPEAL})

# What a heading promises of the clauses under it.
_TOPICS: tuple[tuple[str, Matter], ...] = (
    (
        r"\b(?:complain|concern|grievance|dispute|disagree|unhappy|dissatisf|go(?:es)? wrong|breach"
        r"|upset|(?:problems?|difficult\w+|issues?|trouble) with|fall(?:en|s|ing)? out|misconduct"
        r"|redress|conciliat|mediat|unacceptable|bully|bullied|harass)",
        Matter.CONCERN,
    ),
    (
        rf"\b(?:access|inspect\w*|seeing|asking|requests?|rights?|supply|provision)\b.{{0,40}}"
        rf"\b{_PAPERS}\b|^(?:council |members['’] )?{_PAPERS}\b(?!.*\bconfiden)|need to know"
        rf"|^(?!.*confiden).*\b{_PAPERS}$",
        Matter.ACCESS_REQUEST,
    ),
    (r"\b(?:political|party) groups?\b|\bgroup meetings?\b", Matter.ATTENDANCE),
    (
        r"\binterests?\b|\b(?:personal|close|family) (?:\w+ )?(?:relationship|friendship"
        r"|familiarit|association)|\bgifts?\b|\bhospitality\b",
        Matter.DECLARATION,
    ),
    (
        r"\benquir|\bcase ?work|\bward (?:matter|work|issue)|\bconstituen|\bresidents?\b"
        r"|\bcorrespondence\b|\bcontact\b|\bgetting in touch\b|\bservice requests?\b|\bqueries\b",
        Matter.ENQUIRY,
    ),
)
_TOPIC = tuple((re.compile(words, re.IGNORECASE), matter) for words, matter in _TOPICS)


def topic_of(headings: Iterable[str]) -> Matter | None:
    """What the headings above a clause say it is about; the nearest that says anything.

    :param headings: the nearest first.
    """
    for heading in headings:
        for pattern, matter in _TOPIC:
            if pattern.search(heading):
                return matter
    return None


def matter_of(text: str, topic: Matter | None = None) -> Matter | None:
    """What kind of thing the sentence speaks of; None where its own words do not say.

    A word of complaint decides before a document or an enquiry does, but not before an appeal
    against a refusal or a group's request, whose words are their own. Under a heading on another
    matter only a plain word of complaint does.

    :param topic: what the words above it speak of.
    """
    words = _OF_THE_PUBLIC.sub("constituents", text)
    complains = natures.CONCERN.search(words) is not None
    plainly = natures.CONCERN.search(_WEAK.sub("", words)) is not None
    for pattern, matter in _MATTER:
        if not pattern.search(words):
            continue
        if matter is Matter.ATTENDANCE and plainly and not _ATTENDS.search(words):
            return Matter.CONCERN
        if matter in {Matter.ACCESS_REQUEST, Matter.ENQUIRY, Matter.DECLARATION} and (
            plainly if topic is not None and topic is not Matter.CONCERN else complains
        ):
            return Matter.CONCERN
        if (
            matter is Matter.ACCESS_REQUEST
            and topic not in _ACCESS
            and _FOR_A_RESIDENT.search(words)
        ):
            return Matter.ENQUIRY
        return matter
    if topic in _ACCESS and not plainly and _AGAINST_AN_ANSWER.search(words):
        return Matter.ACCESS_APPEAL
    if topic in _GROUPS_TOPIC and not plainly and not _A_CASE.search(words):
        return None
    if topic is None and _DECISION.search(words):
        return Matter.ACCESS_APPEAL
    return Matter.CONCERN if complains else None
