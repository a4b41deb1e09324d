"""How UK councils write the offices of a protocol: the vocabulary, and nothing else."""

from __future__ import annotations

import re

from concerns.engine.offices import Office

_CHAIR = r"(?:chair(?:man|men|woman|women|person|persons|s)?|presiding (?:member|officer))"
_TIER = r"(?:(?:town|parish|community|county|district|borough|city|principal|local) )?"
_OF_COUNCIL = rf"(?: of (?:the |this )?{_TIER}(?:council|authority)\b)?"
# Words that stand in a title beginning with capitals: “Head of Legal and Democratic Services”.
_CAPITALS = r"(?-i:[A-Z][\w’'&-]{0,30}(?:,? (?:and |& |of |for |the )?[A-Z][\w’'&-]{0,30}){0,6})"

# The first that fits wins, so the longer title stands before the shorter one it contains.
TITLES: tuple[tuple[str, Office], ...] = (
    # Councillors' bodies and their chairs
    (
        rf"(?:vice[- ]|deputy )?{_CHAIR} of (?:the |a |an |any |each |that )?"
        r"(?:(?:relevant|appropriate|council['’]s) )?(?-i:[A-Za-z][\w’'&-]{0,20}(?: (?:and |& )?"
        r"[A-Z][\w’'&-]{0,20}){0,4} )?(?:sub-?)?(?:committees?|panels?)",
        Office.COMMITTEE_CHAIR,
    ),
    (rf"committee (?:vice[- ])?{_CHAIR}", Office.COMMITTEE_CHAIR),
    (rf"(?:vice|deputy)[- ]{_CHAIR}{_OF_COUNCIL}", Office.VICE_CHAIR),
    (rf"council(?:['’]s)? vice[- ]{_CHAIR}", Office.VICE_CHAIR),
    (r"deput[ye] (?:lord )?(?:mayor|provost|convener|convenor)", Office.VICE_CHAIR),
    (r"deputy (?:council )?leader(?: of (?:the )?(?:\w+ )?council)?", Office.DEPUTY_LEADER),
    (r"leader of the opposition|opposition leader", Office.GROUP_LEADER),
    (
        r"leaders? of (?:the |all (?:the )?|a |any |that |their |his or her |each )?"
        r"(?:other |relevant |appropriate |member['’]s |councillor['’]s |respective )?"
        r"(?:political |party )*groups?",
        Office.GROUP_LEADER,
    ),
    (r"(?:(?:political|party) )*group[- ]leaders?|party leaders?", Office.GROUP_LEADER),
    (r"(?:group |party )whips?", Office.GROUP_LEADER),
    (r"council leader|leader of (?:the )?(?:\w+ )?(?:council|authority)", Office.LEADER),
    (r"(?-i:Leader)", Office.LEADER),
    (r"elected mayor", Office.LEADER),
    (rf"council(?:['’]s)? {_CHAIR}|{_CHAIR}{_OF_COUNCIL}", Office.CHAIR),
    (r"(?:civic |town |lord )?mayor", Office.CHAIR),
    (r"(?:lord )?provost|(?-i:Convener|Convenor)", Office.CHAIR),
    (
        r"(?-i:[A-Z][\w&-]{0,20} (?:and |& )){0,3}standards (?:and (?-i:[A-Z]\w{0,20}) )?"
        r"(?:sub-?)?(?:committee|board|panel)|ethics committee",
        Office.STANDARDS_COMMITTEE,
    ),
    (
        r"commissioner for ethical standards(?: in public life)?(?: in scotland)?"
        r"|ethical standards commissioner|standards commission(?:er)?(?: for scotland)?"
        r"|local government commissioner for standards",
        Office.STANDARDS_COMMISSIONER,
    ),
    (
        r"(?:(?:local government(?: and social care)?|(?:scottish )?public services?) )?ombudsman"
        r"(?: for wales)?",
        Office.OMBUDSMAN,
    ),
    (
        r"(?:(?:hr|human resources|personnel|staffing|employment|staff|appointments|grievance"
        r"|disciplinary|appeals?)(?: (?:and|&|/) )?)+ ?(?:sub-?)?(?:committees?|panels?)"
        r"|personnel group",
        Office.HR_PANEL,
    ),
    (
        r"(?-i:Council)(?= to (?:decide|consider|determine|review|reconsider)\b)",
        Office.FULL_COUNCIL,
    ),
    (
        # Asked to decide again: “to the Town Council within ten days of being told”.
        r"(?<=to the )(?-i:(?:[A-Z][a-z]+ )?Council)(?= within [^.;,]{1,40}? (?:of|after"
        r"|from) (?:(?:the|that|its|being|having|day|date|receiving|notice|of|been) )*(?:told"
        r"|notified|informed|decision|outcome|determination)\b|,? whose decision\b)",
        Office.FULL_COUNCIL,
    ),
    (r"full council|(?:ordinary )?meeting of (?:the )?(?:full )?council", Office.FULL_COUNCIL),
    (r"independent persons?", Office.INDEPENDENT_PERSON),
    (
        r"independent (?:external )?(?:advis[eo]r|advice|mediator|investigator)"
        r"|external (?:advis[eo]r|mediator|investigator)|county association(?: of local councils)?"
        r"|one voice wales|\bacas\b",
        Office.EXTERNAL_ADVISER,
    ),
    # Officers
    (r"deputy monitoring officer", Office.DEPUTY_MONITORING_OFFICER),
    (r"monitoring officer", Office.MONITORING_OFFICER),
    (r"heads? of (?:the )?paid services?", Office.HEAD_OF_PAID_SERVICE),
    (
        r"deputy (?:town |parish |council )?clerk|assistant (?:town |parish )?clerk",
        Office.DEPUTY_CLERK,
    ),
    (
        r"(?:(?:town|parish|community council|council|county) )?clerk"
        r"(?: (?:to|of) the (?:\w+ )?council)?|proper officer",
        Office.CLERK,
    ),
    (
        r"responsible financ(?:e|ial) officer|\brfo\b|(?:s\.? ?|section )151 officer"
        r"|chief financ(?:e|ial) officer",
        Office.RFO,
    ),
    (r"deputy chief executives?|deputy managing director", Office.DEPUTY_CHIEF_EXECUTIVE),
    (r"assistant chief executives?", Office.DIRECTOR),
    (r"chief executives?(?: officer)?|managing director", Office.CHIEF_EXECUTIVE),
    (rf"assistant directors?(?: of {_CAPITALS})?", Office.ASSISTANT_DIRECTOR),
    (
        r"(?:(?:corporate|strategic|service|executive|group|deputy|departmental) ){0,2}directors?"
        rf"(?: (?:of|for) {_CAPITALS})?|(?-i:Chief Officers?)",
        Office.DIRECTOR,
    ),
    (rf"heads? of (?:the )?(?:service|department|{_CAPITALS})", Office.SENIOR_MANAGER),
    (
        r"(?:immediate |own )?line managers?|supervisors?|(?:immediate|own) managers?",
        Office.LINE_MANAGER,
    ),
    (
        r"(?:members? of (?:the )?)?(?:senior|corporate|executive) (?:management|leadership) team"
        r"|senior managers?|services? managers?|departmental managers?|duty managers?"
        r"|(?-i:(?:[A-Z][\w&-]{1,20} ){1,3}Manager)|(?:hr|human resources) "
        r"(?:manager|team|department|advis[eo]r|business partner)|human resources",
        Office.SENIOR_MANAGER,
    ),
    (
        r"(?:appropriate|relevant) managers?|their managers?|(?<=['’]s )managers?"
        r"|(?<=your )managers?"
        r"|(?<=her )managers?|(?<=his )managers?",
        Office.LINE_MANAGER,
    ),
    # Everybody of a kind
    (
        r"members? of (?:(?:the|their|his|her|his/her|her/his|its|council|our) )?staff"
        r"|staff members?|(?:(?:council|local authority|town council)"
        r"(?:['’]s)? )?(?:employees?|staff|workers)|(?:council )?o?officers?(?! (?:member"
        r"|protocol))"
        r"|worker",
        Office.OFFICER,
    ),
    (
        r"(?:(?:elected|ward|local|individual|co-opted|town|parish|county|borough|district"
        r"|cabinet|executive) )?(?:m?members?|councillors?|cllrs?)(?! of (?:the )?(?:public|panel"
        r"|community|parliament|staff|committee))|portfolio holders?",
        Office.COUNCILLOR,
    ),
)

# A political group acts through its councillors; what it asks for, they ask for.
GROUPS = re.compile(r"(?:(?:political|party) ){1,2}groups?\b|\bgroups? meetings?\b", re.IGNORECASE)

# Not persons, though their names hold a person's title.
NOT_A_PERSON = re.compile(
    r"(?:members?|councillors?|officers?|employees?|staff)['’]?s?['’]?"
    r"[ /:–-]{1,3}(?:officers?|members?|councillors?|employees?|staff)?['’]?"
    r"[ /]{0,3}(?:code|protocol|handbook|relations|relationship|enquiries|register|allowance"
    r"|training|induction)\w*|member/officer|officer/member|councillor/officer|councillor:? officer"
    r"|directorates?|standards of|member states?|officer support|officer advice"
    r"|code of (?:members?|employees?|officers?)['’]? conduct"
    r"|code of conduct for (?:elected |all )?(?:members?|councillors?|officers?|employees?|staff)"
    r"|staffing matters|(?:employee|staff) code|leadership",
    re.IGNORECASE,
)

PATTERN = re.compile(
    r"\b(?:" + "|".join(f"(?P<t{n}>{words})" for n, (words, _) in enumerate(TITLES)) + r")\b",
    re.IGNORECASE,
)
