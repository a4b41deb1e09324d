"""Words by which a sentence shows what kind of clause it belongs to."""

from __future__ import annotations

import re

_I = re.IGNORECASE

FORUM_PLACE = re.compile(
    r"\bin public\b|publicly|public (?:forum|meeting|arena|domain|statement|place)s?"
    r"|meetings? (?:held )?in public|social media|\bpress\b|\bmedia\b|(?:council"
    r"|committee) meetings?"
    r"|at (?:any |an? )?(?:\w+ )?meetings?\b|(?:council )?chamber\b|facebook|twitter|online"
    r"|local paper|newspaper|in front of",
    _I,
)
FORUM_ACT = re.compile(
    r"rais|critici[sz]|complain|discuss (?:\w+ )?(?:grievances?|disputes?)|ventilat"
    r"|negative (?:observation|comment|remark)|comment on"
    r"|attack|discuss (?:the )?(?:conduct|performance|concern)"
    r"|challeng|air (?:their |his )?|disput|personal (?:issues|matters)|refer(?:red)? to"
    r"|bring (?:it|them|this|any\w*) up|undermin|disparag|\bdisagree|\bplayed out|\baired?\b"
    r"|\bdiscuss it\b"
    r"|question the (?:conduct|competence|capab)",
    _I,
)
FORBIDS = re.compile(
    r"\bdo not\b|\bneither\b|\b(?:are|is) not to\b|\bin no case\b|\bon no account\b|"
    r"\b(?:must|shall|should|will|may|can|do|does|ought)(?: \w+)? (?:not|never)\b|\bcannot\b"
    r"|\bavoid\b|\brefrain\b|^\W{0,5}not\b|\bnot to\b|\bno (?:councillor|member|officer|employee)\b"
    r"|never\b|inappropriate|unacceptable|not acceptable|^\W{0,5}no\b[^.;]{0,60}\b(?:may|shall"
    r"|should|must|will|is to"
    r"|are to)\b",
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
    r"|well[- ]founded|limited to (?:a )?(?:statement|providing)"
    r"|justify the request|formal written|set form",
    _I,
)
# In writing, but not asked of whoever raises something: a reply, reasons, an agreement.
NO_FORM = re.compile(
    r"in writing otherwise|(?:agreed|arrangements .{0,30}made|made) in writing that"
    r"|agreed in writing"
    r"|arrangements .{0,30}in writing|in writing of\b"
    r"|\b(?:told|informed|notified|advised|reply|replied|respond(?:ed)?"
    r"|answer(?:ed)?) (?:\w+ ){0,6}?in writing"
    r"|\b(?:notify|inform|tell|advise)\b[^.;]{0,60}\bin writing"
    r"|\b(?:reasons?|outcome|decision|explanation|reply)\b[^.;]{0,60}\bin writing"
    r"|\bin writing (?:the|his|her|its) reasons?",
    _I,
)
INFORMS = re.compile(
    r"\b(?:inform|notify|advise|tell|consult|copy|alert|provide a copy|provide all|provide copies"
    r"|give (?:written )?reasons|keep .{0,30}informed|made clear to|be notified|be informed"
    r"|be consulted|inform .{0,20}in writing|actual reason|having advised|having consulted"
    r"|following consultation|in consultation"
    r"|(?:outcome|decision|result|findings?|refusal|reasons?)\b[^.;]{0,40}\b(?:notified"
    r"|confirmed|communicated|given|sent"
    r"|reported|made known|conveyed)|(?:told|informed|notified|advised)\b[^.;]{0,30}\b(?:outcome"
    r"|decision|result"
    r"|findings?|progress|reasons?)|(?:be|been|is) (?:told|informed|notified)|let (?:you|them"
    r"|him|her|the \w+(?: \w+)?)"
    r" know|tell you|give you)\b",
    _I,
)
TO_A_PERSON = re.compile(
    r"groups?\b|leader|member|councillor|clerk|executive|director|chair|mayor|monitoring officer"
    r"|complainant|parties|employee|officer",
    _I,
)
TOLD_PARTIES = re.compile(
    r"complainant|\bparties\b|\bgroups?\b|\breasons\b|\byou\b|(?:member|councillor|officer"
    r"|employee)s? (?:concerned|will be"
    r"|is to be|shall be|must be|should be|involved|in question)|in writing to the"
    r"|member concerned|employee concerned",
    _I,
)
REVIEW = re.compile(
    r"\b(?:revisit|look(?:ed)? at|check|consider)\w*\b[^.;]{0,40}\b(?:protocol|policy|document)"
    r"\b[^.;]{0,60}\b(?:year|annual|election|month|20\d\d)|\b(?:came?|comes?|coming|takes?|brought)"
    r" (?:into (?:effect|force|operation)|effect)\b|\bsupersedes?\b"
    r"|\b(?:adopted|agreed|approved|ratified|endorsed) (?:this|the) (?:protocol|policy|document)"
    r"|\breview\w* (?:the )?(?:operation|working|effectiveness|terms|contents?) of (?:this"
    r"|the) (?:protocol|policy|document)"
    r"|\breview\w* (?:how )?(?:this|the) (?:protocol|policy|document)\b"
    r"|keep\w* (?:this|the) (?:protocol|policy|document) (?:under review|up to date)"
    r"|review\w* (?:it|this|the protocol)\b[^.;]{0,60}\b(?:after|each|every|annual|year|election)"
    r"|\b(?:protocol|policy|document)\b[^.;]{0,40}\b(?:revisited|looked at again|checked again)|"
    r"(?:protocol|policy|document|guidance|it|procedure)s? (?:will|shall|should|must|is to|are to"
    r"|is|may)(?: also)? be (?:kept under |subject to |regularly |formally )?(?:review|revis"
    r"|updated)"
    r"|review(?:ed)? (?:date|due|annually|every|20\d\d)|(?:next|date of|last) (?:review|update)"
    r"|reviewed? (?:at least )?(?:annually|every|once|each)|under review|annual review"
    r"|^\W{0,5}review\b.{0,30}20\d\d|(?:adopted|approved)\b:? ?.{0,40}\b(?:19|20)\d\d",
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
    r"|(?:panel|committee)\b[^.;]{0,40}\b(?:sit|meet|consist|comprise|be made up|be drawn"
    r"|drawn)\w*\b[^.;]{0,30}\b(?:of|as|from)\b"
    r"|\bheard by an? (?:panel|committee)|\b(?:may|shall|must|will) (?:not )?sit\b"
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
    r"\b(?:expect (?:that )?\w+|must|shall|should|will|ought to|(?:is|are) (?:expected"
    r"|required) to|cannot|may not|"
    r"do not|does not|never|(?:is|are) not (?:acceptable|recommended)|unacceptable"
    r"|have the right not|reminded that|no (?:power|right|authority) to"
    r"|is essential|important that|avoid|neither party|right to expect|entitled to|is not the role"
    r"|can confuse|should be such|(?:is|are) to (?:be\b|\w+)|(?:is|are) (?:best|to be) avoided"
    r"|(?:is|are) asked (?:not )?to"
    r"|(?:has|have|share) a (?:\w+ )?(?:duty|responsibility) to|(?:duty"
    r"|responsibility) of (?:the |an? |all )?\w+ to"
    r"|(?:is|are) not recommended)\b",
    _I,
)
NEVER = re.compile(
    r"\b(?:must|shall|will|should) (?:never|not)\b|\b(?:is|are) (?:asked )?not to\b|^\W{0,5}no\b"
    r"|\bon no account\b",
    _I,
)
# Whom nobody may treat so: “No officer is to be subjected to bullying”.
SPARED = re.compile(
    r"^\W{0,5}no (?:councillor|member|officer|employee|member of staff)\b[^.;]{0,30}\b(?:be"
    r"|being) (?:\w+ly )?"
    r"(?:subject|put under|placed|asked|pressed|pressured|bullied|harassed|made to)\w*",
    _I,
)
# What the council lends or tells, and how it is to be used: nobody need be named.
USED = re.compile(
    r"\b(?:information|documents?|papers|equipment|suppl(?:y|ies)|stationery|facilit(?:y|ies)"
    r"|resources?|services?"
    r"|premises|letters?|e-?mails?|correspondence|title|crest|logo)\b[^.;]{0,80}\b(?:must|shall"
    r"|should|may|will)\b"
    r"[^.;]{0,20}\b(?:be|only be|be only) (?:used|disclosed|passed|copied|shared|sent|treated"
    r"|kept)\b",
    _I,
)
SHUNNED = re.compile(
    r"\b(?:is|are) (?:best|to be) avoided\b|\b(?:is|are) not (?:recommended|acceptable"
    r"|appropriate)\b"
    r"|\bcourtesy\b[^.;]{0,30}\b(?:is|are) to be shown\b",
    _I,
)
OWN_DUTY = re.compile(
    r"\b(?:has|have|share) a (?:\w+ )?(?:duty|responsibility) to\b|\b(?:duty"
    r"|responsibility) of (?:the |an? |all )?"
    r"(?:councillors?|members?|officers?|employees?) to\b|\b(?:have|has) (?:the|a) right not to\b",
    _I,
)
REASONS = re.compile(
    r"\b(?:giv|provid|stat|set out|explain)\w*\b[^.;]{0,60}\breasons?\b(?! for (?:the|their"
    r"|his) request)"
    r"|\btell (?:you|them|him|her|the \w+) why\b|\breasons?\b[^.;]{0,40}\b(?:given|stated"
    r"|recorded)\b|\bwritten reasons\b",
    _I,
)
# What a seat or a body does beside deciding: it keeps a record, reports, invites, says why.
DOES_BESIDE = re.compile(
    r"^(?:,[^,.;]{1,80},)?\s(?:will|shall|must|should|is to|are to)\s(?:\w+ly |also |then ){0,2}(?:"
    r"(?:keep|maintain|make|prepare|compile|hold)\b[^.;]{0,40}\b(?:notes?|records?|registers?|logs?)\b"
    r"|(?:report|present)\b[^.;]{0,60}\b(?:annual\w*|yearly|quarterly|(?:each|every|once a) \w+)\b"
    r"|(?:submit|make|prepare|produce)\b[^.;]{0,30}\bannual report\b|keep\b[^.;]{0,30}\bon file\b"
    r"|brief\b|write to\b[^.;]{0,40}\bwith (?:the|his|her|its|their) (?:decision|outcome|reply)\b"
    r"|record\b|invite\b|say why\b|arrange\b[^.;]{0,40}\b(?:training|briefings?)\b"
    r"|give\b[^.;]{0,40}\breasons\b|(?:ask|hear|see|listen to) (?:from )?both\b"
    r"|(?:normally |usually )?provide it,? or say why\b|determine it, having heard\b)"
    r"|^(?:, who|,? and)? (?:will|shall|must) keep (?:a |the )?(?:note|record)",
    _I,
)
# What is done to somebody who need hold no seat.
IS_DONE_TO = re.compile(
    r"\b(?:will|shall|must|should|is to|are to)\s(?:as a matter of course |also |always |then "
    r"|normally )?be (?:invited\b|given (?:a copy|the same|the reasons?|written reasons)\b"
    r"|sent a copy\b"
    r"|offered (?:the|a|an) (?:same|chance|opportunity|copy|similar)\b|supplied with (?:a copy"
    r"|the reasons?)\b)"
    r"|\breasons?\b[^.;]{0,40}\b(?:will|shall|must|should) (?:always )?be (?:given|sent|stated)\b"
    r"|\b(?:notes?|records?|register)\b[^.;]{0,60}\b(?:will|shall|must|should) be (?:kept|made"
    r"|maintained)\b|\bwill be recorded by\b",
    _I,
)
# Told of what goes to somebody else: “must be told that a complaint has been received”.
IS_TOLD = re.compile(
    r"\b(?:will|shall|must|should|is to|are to) (?:also |always )?be (?:told|informed|notified) "
    r"(?:that|of (?:all|any|every|each|such|the outcome))\b"
    r"|\b(?:must|shall|should|will) (?:first |always )?be consulted\b",
    _I,
)
NOTE = re.compile(
    r"\b(?:keep|kept|mak|made|tak|maintain|prepar)\w*\b[^.;]{0,30}\b(?:notes?|records?)\b"
    r"|\brecord (?:the|it|any|all|every|what)\b",
    _I,
)
EVERYBODY = re.compile(
    r"neither party|neither (?:councillors?|members?|officers?) nor|both sides|each side"
    r"|every(?:one| person)|all parties|both parties"
    r"|each other|one another"
    r"|mutual (?:respect|trust)|both (?:members|councillors|officers|sides)"
    r"|between (?:the )?(?:councillors?|members?|officers?|employees)"
    r"|harassment and bullying is not",
    _I,
)
