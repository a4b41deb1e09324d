"""Whether a sentence says what something is: a word, an office, a role, a right."""

from __future__ import annotations

import re

from concerns.protocols.importer.passages import Span
from concerns.protocols.importer.proposals.determiners import DETERMINERS
from concerns.protocols.importer.proposals.offices import find

_I = re.IGNORECASE

_WORD = re.compile(
    r"^\W{0,5}(?:(?:for the avoidance of doubt|in this [a-z]+|for the purposes? of this [a-z]+"
    r"|here),? )?"
    r"(?:the (?:expression|term|word)s? |a reference to |references? (?:\w+ ){0,4}to )?(?:an? "
    r"|the )?"
    r"[“\"‘'][^”\"’']{2,60}[”\"’'](?:[^.;]{0,40})\b(?:means?|includes?|covers?|(?:is|are)\b"
    r"|ha(?:s|ve) the meaning|denotes?|excludes?|refers?|extends?)"
    r"|\bwhen (?:we|this \w+) (?:says?|speaks? of|refers? to|writes?)\b[^.;]{0,60}\bmeans?\b"
    r"|\bby [“\"‘'][^.;]{2,60}\bwe mean\b"
    r"|\bha(?:s|ve) the (?:same )?meanings?\b|\bmeans\b(?! (?:that|of)\b)|\bcan be (?:defined"
    r"|summarised)\b"
    r"|\b(?:is|are) (?:best |here )?(?:defined as|taken to mean|understood to mean|known as)\b"
    r"|\b(?:is|are) (?:collectively |commonly |also )?(?:referred to|known) (?:\w+ ){0,3}as\b"
    r"|\b(?:terms?|words?|expressions?|references?)\b[^.;]{0,60}\b(?:means?|includes?|(?:is"
    r"|are) used)\b",
    _I,
)
_PURPOSE = re.compile(
    r"\b(?:purposes?|aims?|objects?|objectives?) of th(?:is|e) (?:protocol|guid\w+|document"
    r"|note)\b",
    _I,
)
# “References to the Clerk are to …”, “By ‘relationship’ is meant …”, “Member: any person …”.
_GLOSSARY = re.compile(
    r"\breferences? (?:in this \w+ )?to [^.;]{2,60}? (?:is|are|shall be|should be|includes?)\b"
    r"(?: \w+){0,4}? (?:to|as)\b"
    r"|^\W{0,5}(?!stage|step|level|part)[A-Z][\w’' -]{2,40}:\sthe [^.;,]{3,60}\.?$"
    r"|^\W{0,5}an? [\w -]{3,40} is one (?:which|that|where|in which)\b"
    r"|\bby (?:an? |the )?[“\"‘'][^.;]{2,60}[”\"’'] (?:is|are) meant\b"
    r"|^\W{0,5}[A-Z][\w’' -]{2,40}[”\"’']?\s?(?::|–|—|-)\s(?:any|an?|every|all|each|those|any(?:one"
    r"|body)|persons?|someone)\b(?![^.;]{0,120}\b(?:must|shall|should|will|may|can)\b)"
    r"|^\W{0,5}an? [\w -]{3,40} is an? (?:\w+ ){1,3}(?:of|who|which|that)\b"
    r"|^\W{0,5}the council (?:is made up|consists|is composed|comprises)\b",
    _I,
)
# What the document is, and for whom; the day it was adopted alone is for the review.
_SCOPE = re.compile(
    r"^\W{0,5}(?:the|its|our) (?:aim|purpose|object|intention)s? (?:is|are) to\b"
    r"|^\W{0,5}it (?:applies (?:equally |also |both )?to|forms (?:a )?part of)\b"
    r"|^\W{0,5}(?:this|the|our) (?:protocol|guid\w+|document|note|code)\b[^.;]{0,20}?"
    r" (?:applies to|covers|explains?|sets? out|describes?|governs|regulates|lays? down"
    r"|is (?:intended|meant|designed|there) to|is for\b|aims to"
    r"|has been (?:drawn up|written|prepared|produced)|forms? (?:an? )?(?:\w+ )?part of"
    r"|takes the form of)\b"
    r"|\bresponsible for (?:the )?(?:interpretation|its interpretation)\b"
    r"|\b(?:rulings?|decisions?|view)\b[^.;]{0,20} (?:as to|on) (?:its|the) meaning\b",
    _I,
)
_WHO = (
    r"(?:(?:the|an?|all|any|every|each|individual|elected|council|these|those|both) ){0,3}"
    r"(?:councillors?|(?:elected )?members?|officers?|employees?|staff|(?:\w+ ){0,2}clerks?"
    r"|chief executive"
    r"|monitoring officer|leader|mayor|chair\w*|directors?|(?:\w+ )?council|cabinet|committees?"
    r"|political groups?|head of paid service|proper officer|managers?)"
)
_ROLE = re.compile(
    rf"\b(?:roles?|functions?|jobs?|task|remit|responsibilit(?:y|ies)) of {_WHO}\b[^.;]{{0,60}}"
    r"\b(?:is|are|includes?|involves?|comprises?|covers?)\b"
    r"|\b(?:their|his|her|its|\w{3,20}['’]s?) (?:\w+ ){0,2}(?:roles?|jobs?|functions?|remit"
    r"|responsibilit(?:y|ies))"
    r" (?:(?:is|are) (?:to|the|that|an?|distinct|different|separate)|includes?|involves?"
    r"|comprises?)\b"
    r"|\bresponsibilit(?:y|ies) (?:for\b[^.;]{0,120}\b)?(?:lies?|rests?|falls?|sits?|belongs?)\b"
    r"|\b(?:this|it|that) is the (?:\w+ ){0,2}\w+['’]s? (?:own )?(?:responsib|job|role|function)"
    rf"|\bis (?:not )?the (?:role|function|job) of {_WHO}\b"
    r"|\bareas? of responsibilit|\bprinciples? (?:on which|is|are)\b|\bservants of the public\b",
    _I,
)
# What somebody's role is to do is what is expected of them, where anything is.
_ROLE_TO_DO = re.compile(
    r"\b(?:roles?|functions?|jobs?|task|responsibilit(?:y|ies))\b[^.;]{0,60}\b(?:is|are) (?:to"
    r"|not to)\b"
    r"|\b(?:makes?|takes?|sets?|determines?) (?:the )?(?:\w+ )?(?:decisions?|polic(?:y|ies)"
    r"|budget|direction)\b"
    r"|\bis (?:not )?the (?:role|function|job|responsibility) of\b",
    _I,
)
_STATUS = re.compile(
    r"^(?:\s?\([^)]{1,60}\))?,?\s(?:who |also |each |all |both |collectively |jointly "
    r"|alone ){0,2}(?:"
    r"(?:is|are)\s(?:also |all |both |therefore |directly |ultimately |individually "
    r"|collectively |jointly"
    r" |primarily |solely |in turn )?"
    r"(?:(?:responsible|accountable|answerable) (?:to|for)\b|employed\b|appointed (?:by|to)\b"
    r"|elected\b"
    r"|politically (?:neutral|impartial)"
    r"|(?:the|an?) (?:\w+['’]s )?(?:\w+ ){0,2}(?:head of|proper officer|principal|most senior"
    r"|employees?|servants?"
    r"|representatives?|advis[eo]rs?|leaders?|first citizen|figurehead|executive|politician"
    r"|officer)s?\b"
    r"|(?:employees|servants|paid|volunteers|representatives|politicians|the (?:public"
    r"|political))\b)"
    r"|serves? (?:the|a|only|at)\b|works? for the (?:whole )?council\b"
    r"|acts? as (?:the|an?)\b|represents? (?:the|their|all)\b"
    r"|owes? (?:\w+ ){0,3}to\b|answers? to\b|reports? directly to\b"
    r"|(?:makes?|takes?|sets?|determines?) (?:the )?(?:\w+ )?(?:decisions?|polic(?:y|ies)|budget"
    r"|direction)\b"
    r"|ha(?:s|ve) (?:(?:an?|the|no|overall|ultimate|specific|particular|statutory|legal|line"
    r"|management|certain"
    r"|common|law|prima|facie|separate|distinct|different|complementary|individual|\w+ing) ){0,5}"
    r"(?:responsibilit(?:y|ies) (?:for|in|over)|roles?\b|functions?\b|powers?\b)"
    r"|ha(?:s|ve) no (?:\w+ ){0,2}(?:powers?|authority)\b)",
    _I,
)
_RIGHT = re.compile(
    r"\b(?:councillors?|members?)\b (?:may|can|(?:is|are) entitled to|ha(?:s|ve) (?:such |a "
    r"|the |no )?"
    r"(?:\w+ ){0,2}rights? (?:at common law |in law |by law |under [^.,;]{3,40} )?(?:of|to))"
    r" (?:inspect|see|access|have access|make (?:a )?cop|take cop|“|\")"
    r"|\b(?:common law|statutory|legal) rights?\b[^.;]{0,80}\b(?:is|are|depends?)\b",
    _I,
)
# Behind somebody who is not the subject of the sentence: “to the”, “in which the”, “if a”.
_IS_NO_SUBJECT = re.compile(
    rf"\b(?:about|against|by|with|to|from|for|on|of|towards|between|if|where|when|whom|which"
    rf"|that|whose"
    rf"|must|shall|should|will|may)\b[^,.;]{{0,30}}\s{{1,3}}{DETERMINERS}$",
    _I,
)
_HEADING = re.compile(
    r"\b(?:definitions?|glossary|meanings?|terms? used|terminology)\b"
    r"|^\W{0,5}(?:\d+\W+)?interpretation\W*$",
    _I,
)


def defines(text: str, sentence: Span) -> bool:
    """Whether a sentence says what a word means, or what an office or a role is."""
    words = text[sentence.start : sentence.end]
    if any(sign.search(words) for sign in (_WORD, _GLOSSARY, _PURPOSE, _SCOPE, _ROLE)):
        return True
    return any(
        _STATUS.match(text[mention.span.end : sentence.end])
        and not _IS_NO_SUBJECT.search(text[sentence.start : mention.span.start])
        for mention in find(text, sentence)
    )


def states_a_purpose(words: str) -> bool:
    """Whether it says what the document is for, which asks nothing of anybody."""
    return _PURPOSE.search(words) is not None


def says_what_the_document_is(words: str) -> bool:
    """Whether it says what the document is and for whom, whenever it was adopted."""
    return _SCOPE.search(words) is not None


def gives_a_right(words: str) -> bool:
    """Whether it says what councillors may see; where it is laid down may be all that it says."""
    return _RIGHT.search(words) is not None


def only_says_what_to_do(words: str) -> bool:
    """Whether it defines nothing but what somebody's role is to do: no more than a standard."""
    return _ROLE_TO_DO.search(words) is not None


def heads_definitions(heading: str) -> bool:
    """Whether whatever stands under a heading defines: “Definitions”."""
    return _HEADING.search(heading) is not None
