"""Whether a sentence only points elsewhere: to a code, a law, a procedure or another part.

Only the verb of the sentence itself counts: “in accordance with the Code” says how a thing is done.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE

_DOCUMENT = (
    r"(?:codes?\b|polic(?:y|ies)\b|procedures?\b|procedure rules|acts?\b|legislation\b|laws?\b"
    r"|statut\w+|regulations?\b|standing orders?\b|constitution\b|protocols?\b|schemes?\b"
    r"|handbooks?\b|guidance\b|guides?\b|sections?\b|parts?\b|appendi(?:x|ces)\b|annex\w*"
    r"|schedules?\b|paragraphs?\b|rules\b|terms of reference|contracts?\b|conventions?\b"
    r"|clauses?\b|documents?\b|website)"
)
_ITSELF = r"(?:(?:this|the) (?:protocol|guide|guidance|document|note|policy)|it|they)"

_READ_WITH = re.compile(
    r"\bbe (?:read|operated|considered|construed|viewed|seen|interpreted|applied)"
    r"(?:,? (?:and|or) \w+)? (?:together|alongside|in conjunction|in the context|along|with"
    r"|subject to|in (?:the )?light)\b",
    _I,
)
_BESIDE_OTHERS = re.compile(
    rf"^\W{{0,5}}{_ITSELF}\b[^.;]{{0,30}}?\b(?:supplements?|complements?|sits? alongside"
    r"|forms? (?:an? )?(?:\w+ )?part of|adds? to|builds? (?:up)?on|reflects?|draws? on|relies on"
    r"|(?:is|are) (?:based|founded|modelled) (?:up)?on|incorporates?|supports?|accompan\w+"
    r"|(?:is|are) (?:in addition|subject|without prejudice|supplementa\w+|ancillary) to"
    r"|(?:do|does) not (?:replace|override|supersede|displace|affect|remove|cover|apply))\b"
    rf"[^.;]{{0,160}}{_DOCUMENT}"
    r"|\b(?:is|are) without prejudice to\b"
    r"|^\W{0,5}nothing (?:in|here|herein|contained)\b[^.;]{0,80}\b(?:affects?|prevents?|restricts?"
    r"|removes?|limits?|overrides?|takes away|prejudices?|replaces?)\b",
    _I,
)
_GO_AND_READ = re.compile(
    rf"^\W{{0,5}}(?:please )?(?:see|refer to|cf\.?|(?-i:Consult) the)\b[^.;]{{0,80}}{_DOCUMENT}"
    r"|\breference (?:should|must|may|can|is) (?:also )?be? ?made to\b"
    r"|\b(?:should|must|may|can|please) (?:also )?refer to (?:the|their|our)\b"
    r"|\b(?:further|more|detailed|additional|fuller|other|full)(?:,? (?:and )?(?:more )?\w+)?"
    r" (?:guidance|advice|information|details?|particulars)\b[^.;]{0,80}\b(?:is|are|can|may"
    r"|will)\b",
    _I,
)
_SAID_ELSEWHERE = re.compile(
    rf"\b(?:is|are) dealt with (?:in|by) (?:the |our |its )?[^.;]{{0,60}}{_DOCUMENT}|"
    r"\b(?:is|are|(?:can|will|may) be) (?:(?:also|now|partly|separately|fully|further|more) ){0,2}"
    r"(?:set out|contained|described|detailed|covered|found|explained|governed|considered"
    r"|outlined|published|regulated|listed|reproduced|summarised|appended|attached|annexed"
    r"|laid down|provided for|obtained|available|decided|determined)(?: (?:and|or) \w+)?"
    r"(?: partly| more fully| separately)? (?:in|by|under|within|at|on|as|from)\b"
    rf"[^.;]{{0,80}}{_DOCUMENT}"
    r"|\b(?:considered|described|set out|dealt with|explained|listed|addressed|covered)"
    r" (?:below|above|overleaf|elsewhere|later)\b"
    r"|^\W{0,5}(?:extract from|background papers?|source)\b",
    _I,
)
_ANOTHER_SAYS = re.compile(
    rf"^\W{{0,5}}(?:[\w’'/-]+,? ){{0,8}}?{_DOCUMENT}(?: \d[\w.()]*)?"
    rf"(?: (?:of|for|on|in|to|about) [^.;,:]{{1,60}}?)?,?"
    r" (?:also )?(?:provides?|deals? with|sets? out|covers?|contains?|governs?|appl(?:y|ies)"
    r"|regulates?|lays? down|describes?|explains?|states?|says?|requires? that|still applies"
    r"|remains? in force)\b",
    _I,
)
_BOUND_BY = re.compile(
    r"\b(?:is|are) (?:(?:also|both|all) )?(?:bound by|governed by|regulated by|required to"
    rf" (?:abide by|comply with|observe|follow))\b[^.;]{{0,80}}{_DOCUMENT}"
    r"|\b(?:council|authority) (?:must|shall|will) (?:comply|observe|have regard|follow)\b"
    rf"[^.;]{{0,80}}{_DOCUMENT}"
    r"|\b(?:have|has) (?:the same |also )?(?:access|rights?)\b[^.;]{0,100}"
    r" under (?:the |any )?[^.;]{0,80}\b(?:acts?|regulations?)\b",
    _I,
)
_SENT_ELSEWHERE = re.compile(
    rf"^\W{{0,5}}for [^.;]{{3,80}}?,? (?:please )?(?:see|refer to|consult) [^.;]{{0,60}}{_DOCUMENT}"
    r"|\b(?:raised|dealt with|reported|pursued|made|considered|handled) under (?:the |our |its )?"
    r"[^.;]{0,40}(?:whistle\w*|complaints (?:procedure|policy)|confidential reporting)"
    r"|\b(?:dealt with|considered|handled) under (?:the |our |its )?arrangements\b"
    rf"|\bfalls? (?:to be dealt with )?under [^.;]{{0,40}}{_DOCUMENT}"
    r"|\brights? (?:under|by|in)\b[^.;]{0,60}\b(?:is|are) not affected\b"
    r"|\bbreach\b[^.;]{0,60}\b(?:may|can|could|will) (?:\w+ )?(?:be|amount to|constitute)\b"
    rf"[^.;]{{0,30}}\bbreach of [^.;]{{0,40}}{_DOCUMENT}"
    rf"|\b(?:stages?|arrangements?|steps?|process|provisions?) (?:(?:is|are) )?(?:set out|described"
    rf"|laid down|given|those|found|at|in)\b[^.;]{{0,12}}? (?:in|at|by)?[^.;]{{0,20}}{_DOCUMENT}"
    rf"|\b(?:have|having) regard to\b[^.;]{{0,60}}{_DOCUMENT}"
    rf"|\breminded of\b[^.;]{{0,60}}{_DOCUMENT}"
    rf"|^\W{{0,5}}subject to (?:the |our |its )?(?:\w+['’]s )?(?:\w+ ){{0,3}}{_DOCUMENT}",
    _I,
)
_PREVAILS = re.compile(
    rf"{_DOCUMENT}[^.;]{{0,60}}\b(?:prevails?|takes? precedence|overrides?)\b", _I
)
# “The Clerk will advise anybody who is unsure how this protocol applies.”
_ASK_ABOUT_IT = re.compile(
    r"\badvi[sc]e\b[^.;]{0,60}\b(?:unsure|in doubt|uncertain)\b"
    r"|^\W{0,5}(?:any(?:one|body)|if) [^.;,]{0,20}\b(?:in doubt|unsure|uncertain)\b"
    r"|\badvice (?:on|about) (?:this|the) (?:protocol|document|guid\w+)",
    _I,
)
_POINTS = (
    _READ_WITH,
    _BESIDE_OTHERS,
    _GO_AND_READ,
    _SAID_ELSEWHERE,
    _ANOTHER_SAYS,
    _BOUND_BY,
    _SENT_ELSEWHERE,
    _PREVAILS,
    _ASK_ABOUT_IT,
)
_THIS_SAYS = re.compile(
    r"^\W{0,5}(?:this|the) (?:protocol|guide|guidance|document|section|part)\b[^.;]{0,20}?"
    r" (?:covers?|sets? out|contains?|deals? with|provides?|describes?|explains?|includes?)\b",
    _I,
)


def points(words: str) -> bool:
    """Whether a sentence points elsewhere, as what it says and not only in passing."""
    return not _THIS_SAYS.search(words) and any(sign.search(words) for sign in _POINTS)


def heads_contents(words: str) -> bool:
    """Whether a lead line begins a list of what the document itself holds."""
    return _THIS_SAYS.search(words) is not None
