"""Words that a matter is taken on because of what came of it: it was not settled, or was upheld."""

from __future__ import annotations

import re

UNRESOLVED = re.compile(
    r"(?:cannot|can not|could not|not|unable to|fails? to|remains? un|still un|un)\s?(?:be |been )?"
    r"(?:\w+ly )?(?:resolve|settle|reach(?:ed)? (?:an )?agree)|unresolved|no agreement"
    r"|agreement (?:cannot|can not|is not|could not)"
    r"|(?:remain|still)\w* (?:\w+ )?(?:dissatisfied|unhappy|unsatisfied)|still not (?:happy"
    r"|satisfied|content)"
    r"|\bnot (?:content|satisfied|happy) with (?:the|that|this|its|their) (?:outcome|response"
    r"|result|reply|way)"
    r"|(?:fails?|failed) to (?:resolve|settle)|fails?\b[^.;]{0,30}\bresolve|\bfailing (?:that"
    r"|this)\b"
    r"|(?:cannot|not|un)\b[^.;]{0,12}\b(?:so )?(?:settled|resolved|disposed|put right)"
    r"|(?:resolution|mediation|settlement|this|it|discussions?|approach)\b (?:does not|has not"
    r"|did not|is not) (?:succeed"
    r"|work|help|been succes|prove|lead)\w*|\bnone of (?:this|these|it)\b[^.;]{0,20}\b(?:work"
    r"|help|succe)\w*"
    r"|unable to (?:dispose|settle|resolve|deal)",
    re.IGNORECASE,
)
UPHELD = re.compile(
    r"\bupheld\b|substantiated|(?:found|proved|proven) to (?:be|have)|well[- ]founded|is proven"
    r"|is justified",
    re.IGNORECASE,
)
NOT_UPHELD = re.compile(r"not (?:been )?upheld|unless .{0,30}upheld|criticism is", re.IGNORECASE)
