"""Words by which a sentence shows what kind of clause it belongs to."""

from __future__ import annotations

import re

_I = re.IGNORECASE

FORUM_PLACE = re.compile(
    r"\bin public\b|publicly|public (?:forum|meeting|arena|domain|statement|place)s?"
    r"|meetings? (?:held )?in public|social media|\bpress\b|\bmedia\b|(?:council"
    r"|committee) meetings?"
    r"|at (?:any |a )?meetings?\b|online|newspaper|in front of",
    _I,
)
FORUM_ACT = re.compile(
    r"rais|critici[sz]|complain|comment on|attack|discuss (?:the )?(?:conduct|performance|concern)"
    r"|challeng|air (?:their |his )?|disput|personal (?:issues|matters)|refer(?:red)? to"
    r"|undermin|disparag|\bdisagree|\bplayed out|\baired?\b|\bdiscuss it\b"
    r"|question the (?:conduct|competence|capab)",
    _I,
)
PRIVATE = re.compile(r"\bin private\b|\bprivately\b", _I)
FORBIDS = re.compile(
    r"\bdo not\b|\b(?:are|is) not to\b|\bin no case\b|\bon no account\b|"
    r"\b(?:must|shall|should|will|may|can|do|does|ought)(?: \w+)? (?:not|never)\b|\bcannot\b"
    r"|\bavoid\b|\brefrain\b|^\W*not\b|\bnot to\b|\bno (?:councillor|member|officer|employee)\b"
    r"|never\b|inappropriate|unacceptable|not acceptable",
    _I,
)
OUTSIDE_PROCEDURES = re.compile(
    r"(?:outside|other than through|except through|only through|through|within)"
    r" (?:of )?(?:the |an |any )?(?:(?:council|authority)['’]s )?"
    r"(?:agreed|proper|appropriate|formal|established|recognised|correct) (?:procedure|channel)s?",
    _I,
)
FORM = re.compile(
    r"\bset out in (?:a letter|writing)\b|\bwrite to\b|\bsigned\b(?! off)"
    r"|\bstating (?:why|the reason)|"
    r"\bin writing\b|\bwritten (?:complaint|request|statement|form|notice)|by letter"
    r"|by (?:e-?mail|correspondence)|correspondence only|on the (?:prescribed |relevant )?form\b"
    r"|well[- ]founded|constructive(?:ly)?\b|limited to (?:a )?(?:statement|providing)"
    r"|justify the request|formal written|set form",
    _I,
)
INFORMS = re.compile(
    r"\b(?:inform|notify|advise|tell|consult|copy|alert|provide a copy|provide all|provide copies"
    r"|give (?:written )?reasons|keep .{0,30}informed|made clear to|be notified|be informed"
    r"|be consulted|inform .{0,20}in writing|actual reason|having advised|having consulted"
    r"|following consultation|in consultation)\b",
    _I,
)
TO_A_PERSON = re.compile(
    r"groups?\b|leader|member|councillor|clerk|executive|director|chair|mayor|monitoring officer"
    r"|complainant|parties|employee|officer",
    _I,
)
TOLD_PARTIES = re.compile(
    r"complainant|\bparties\b|\bgroups?\b|\breasons\b|member concerned|employee concerned", _I
)
REVIEW = re.compile(
    r"\b(?:revisit|look(?:ed)? at|check|consider)\w*\b[^.;]{0,40}\b(?:protocol|policy|document)"
    r"\b[^.;]{0,60}\b(?:year|annual|election|month|20\d\d)|\b(?:came?|comes?|coming|takes?|brought)"
    r" (?:into (?:effect|force|operation)|effect)\b|\bsupersedes?\b"
    r"|\b(?:adopted|agreed|approved|ratified|endorsed) (?:this|the) (?:protocol|policy|document)"
    r"|keep\w* (?:this|the) (?:protocol|policy|document) (?:under review|up to date)"
    r"|review\w* (?:it|this|the protocol)\b[^.;]{0,60}\b(?:after|each|every|annual|year|election)"
    r"|\b(?:protocol|policy|document)\b[^.;]{0,40}\b(?:revisited|looked at again|checked again)|"
    r"(?:protocol|policy|document|guidance|it|procedure)s? (?:will|shall|should|must|is to|are to"
    r"|is|may)(?: also)? be (?:kept under |subject to |regularly |formally )?(?:review|revis"
    r"|updated)"
    r"|review(?:ed)? (?:date|due|annually|every|20\d\d)|(?:next|date of|last) (?:review|update)"
    r"|reviewed? (?:at least )?(?:annually|every|once|each)|under review|annual review"
    r"|^\W*review\b.{0,30}20\d\d|(?:adopted|approved)\b:? ?.{0,40}\b(?:19|20)\d\d",
    _I,
)
DEFINITION = re.compile(
    r"^\W*(?:(?:for the avoidance of doubt|in this [a-z]+|here),? )?(?:the (?:expression|term"
    r"|word)s? |a reference to |references? (?:\w+ ){0,4}to )?(?:an? |the )?"
    r"[“\"‘'][^”\"’']{2,60}[”\"’'](?:[^.;]{0,40})\b(?:means?|includes?|covers?|(?:is|are) (?:to )?"
    r"|ha(?:s|ve) the meaning|denotes?|refers?|extends?)"
    r"|\bhas the (?:same )?meaning\b|"
    r"\bmeans\b|\brefers? to\b.{0,40}\b(?:council|any|all|person)|\bis defined as\b|are defined as"
    r"|in this (?:protocol|document)\b|for the purposes? of this|purpose of th(?:is|e) (?:protocol"
    r"|guid|document)|aims? of this|can be summarised|areas of responsibilit|role of (?:the |an? )?"
    r"\w+ is\b|responsible (?:to|for)\b|are employed by|is intended (?:to|as)|are referred to as"
    r"|principles? (?:on which|is|are)|commonly referred to as|responsibilit(?:y|ies) (?:are|is"
    r"|lies)"
    r"|servants of the public|seeks to reflect|reflects the principles",
    _I,
)
POINTER = re.compile(
    r"\b(?:read|operated|considered) (?:together|alongside|in conjunction|in the context|along"
    r"|with)\b"
    r"|\b(?:supplements?|complements?|sits alongside|forms part of|adds to)\b"
    r"|\b(?:further|more detailed|detailed|additional) (?:and more detailed )?(?:guidance|advice"
    r"|information|details?)\b[^.;]{0,80}\b(?:is|are|can|may|will)\b"
    r"|\breference should be made to\b"
    r"|^\W*nothing (?:in|herein)\b[^.;]{0,80}\b(?:affects?|prevents?|restricts?"
    r"|removes?|limits?)\b|"
    r"(?:in accordance|in line|in conjunction|together|comply|compliance|consistent) with (?:the "
    r"|any "
    r"|all |its |their |relevant |council['’]s )*.{0,60}(?:code|polic|procedure|act\b|legislation"
    r"|standing orders|rules|protocol|scheme|constitution|handbook)"
    r"|(?:see|refer to|set out in|contained in|detailed in|found in|described in|reference to"
    r"|outlined in|subject to) (?:the |also |section |part |paragraph )?.{0,40}(?:code|polic"
    r"|procedure"
    r"|act\b|section|part \d|appendix|annex|standing orders|rules|protocol|constitution|paragraph"
    r"|guidance|handbook)"
    r"|(?:under|nothing in|right to).{0,80}(?:whistle|freedom of information|data protection"
    r"|environmental information|act (?:19|20)\d\d)|protocol covers|considered below|must be read"
    r"|extract from|background papers|legislation",
    _I,
)
RUNS = re.compile(
    r"(?:question|matter|dispute|issue)s? (?:of|as to|about|over) (?:the )?(?:interpretation"
    r"|application)|"
    r"responsib(?:ility|le) (?:for|to ensure)[^.;]{0,60}(?:operation|administration|application"
    r"|implementation|interpretation|enforc|monitoring|complian\w+ with)[^.;]{0,40}"
    r"(?:protocol|procedure|guidance)"
    r"|(?:this|it|that) is the (?:\w+ ){0,2}\w+['’]s? (?:own )?responsib",
    _I,
)
WHO_TO_GO_TO = re.compile(
    r"(?:who|whom|where)\b[^.;]{0,60}\b(?:go to|turn to|contact|approach|raise|report)\b"
    r"|(?:potential |possible |alleged |any )?(?:breaches|breach|complaints|concerns)"
    r"[^.;]{0,60}\b(?:(?:are|is|will be|shall be) (?:considered|dealt with|addressed|described|set"
    r" out|investigated|handled)|below)\b"
    r"|(?:in accordance with|under|through|using|via)[^.;]{0,40}(?:complaints|grievance"
    r"|disciplinary|whistle\w*|confidential reporting) (?:procedure|polic|process)"
    r"|procedures? for (?:confidential reporting|complaint|dealing with)"
    r"|(?:what to do|on the rare occasions?|where) (?:when |if )?things go wrong",
    _I,
)
BODY_FOR_CASES = re.compile(
    r"(?:panel|committee|sub-committee|group of councillors|working group|tribunal|appeal panel)"
    r"[^.;]{0,120}\b(?:hear|deal with|consider|determine|investigat)\w*[^.;]{0,60}"
    r"(?:case|grievance|disciplin|personnel|complaint|staffing|appeal|matter)"
    r"|delegat\w+[^.;]{0,80}(?:deal with|handle|hear|determine)|member of an? appeal panel"
    r"|(?:appointment|disciplin\w+)[^.;]{0,40}(?:dismissal|disciplin)|involved in such matters",
    _I,
)
INFORMALLY = re.compile(
    r"(?:resolv|settl|deal|dealt|address|sort)\w*[^.;]{0,80}\b(?:informal|amicabl)"
    r"|(?:informal|amicabl)\w*[^.;]{0,60}\b(?:resol|discussion|stage|approach)"
    r"|(?:mediation|conciliation)",
    _I,
)
CHANNEL = re.compile(
    r"(?:give|giving|issue) (?:any )?(?:direct )?(?:instructions|orders"
    r"|directions) (?:directly )?to\b"
    r"|progress [^.;]{0,40}(?:will|shall|must|should) be reported"
    r"|raise[^.;]{0,100}(?:except|only|other than) (?:by|through|in)\b"
    r"|through agreed procedures|agreed procedures"
    r"|\brefer(?:red)? (?:any|a|the|all|such) (?:request|complaint|matter|decision|concern|issue)",
    _I,
)
# Somebody is named, but only as everybody of a kind is: “the appropriate officer”.
NOBODY_IN_PARTICULAR = re.compile(
    r"\b(?:to|with|through|via|inform|notify|contact|approach|tell|by) (?:the|an|a) "
    r"(?:appropriate |relevant |designated |nominated |responsible |correct )?"
    r"(?:manager or )?(?:officer|member of staff|employee)\b",
    _I,
)
SENT_SOMEWHERE = re.compile(
    r"\b(?:direct|channel|submit|address|ma[dk]e|sen[dt]|rais|refer|lodg|report"
    r"|rout)\w*\b[^.;]{0,40}"
    r"\b(?:requests?|enquir\w+|complaints?|concerns?|queries|issues?)\b[^.;]{0,60}"
    r"\b(?:through|via|to|with) (?:the )?(?-i:[A-Z])"
    r"|\b(?:requests?|enquir\w+|complaints?|concerns?|queries|issues?)\b[^.;]{0,80}\b(?:should|must"
    r"|shall|will|may)\b[^.;]{0,30}\b(?:directed|channelled|submitted|addressed|made|sent|raised"
    r"|referred|lodged|reported|routed)\b[^.;]{0,20}\b(?:through|via|to|with)\b",
    _I,
)
SENDS = re.compile(
    r"\b(?:direct|refer|rais|report|address|notif|inform|contact|approach|lodg|submit)\w*", _I
)
STANDARD = re.compile(
    r"\b(?:must|shall|should|will|ought to|(?:is|are) (?:expected|required) to|cannot|may not|"
    r"do not|does not|never|(?:is|are) not (?:acceptable|recommended)|unacceptable"
    r"|have the right not|reminded that|no (?:power|right|authority) to"
    r"|is essential|important that|avoid|neither party|right to expect|entitled to|is not the role"
    r"|can confuse|should be such)\b",
    _I,
)
NEVER = re.compile(r"\b(?:must|shall|will|should) (?:never|not)\b", _I)
REASONS = re.compile(
    r"\b(?:giv|provid|stat|set out|explain)\w*\b[^.;]{0,60}\breasons?\b|\bwritten reasons\b", _I
)
NOTE = re.compile(
    r"\b(?:keep|kept|mak|made|tak|maintain|prepar)\w*\b[^.;]{0,30}\b(?:notes?|records?)\b"
    r"|\brecord (?:the|it|any|all|every|what)\b",
    _I,
)
EVERYBODY = re.compile(
    r"neither party|every(?:one| person)|all parties|both parties|each other|one another"
    r"|mutual (?:respect|trust)|both (?:members|councillors|officers|sides)"
    r"|between (?:the )?(?:councillors?|members?|officers?|employees)"
    r"|harassment and bullying is not",
    _I,
)
