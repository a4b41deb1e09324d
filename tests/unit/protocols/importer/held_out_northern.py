"""The held-out extract of long sentences, one of which serves several rules: see the others."""

from __future__ import annotations

from tests.unit.protocols.importer.cases import Route
from tests.unit.protocols.importer.extracts import Extract, Says

NORTHERN = Extract(
    "a Northern Ireland council, long sentences, one of which serves several rules",
    """\
Local Protocol between Elected Members and Council Officers

5. Where relations break down

5.1 Where a Member is dissatisfied with the conduct, behaviour or performance of an Officer, the \
matter should be raised with the Officer's Director or, in the case of a Director, with the Chief \
Executive or, in the case of the Chief Executive, with the Mayor, and in no case in the presence \
of the press or public.

5.2 Having been so informed, the Director shall notify the Chief Executive and may seek the advice \
of the Head of Human Resources.

5.3 An Officer who feels that a Member has bullied or harassed him or her should report this at \
once to his or her line manager or, where that is not possible, to the Chief Executive, either of \
whom shall:

(i) record the date and the details in writing;

(ii) notify the leader of the party to which the Member belongs; and

(iii) offer the Officer mediation.

5.4 Nothing herein shall restrict the right of any person to complain to the Northern Ireland \
Local Government Commissioner for Standards.

5.5 Disputes which the Chief Executive and the Mayor are unable to settle between them shall be \
determined by a panel of three Members drawn from the Staffing Committee, no Member of which shall \
have been party to the dispute.

5.6 The panel shall sit in private and shall give its decision to both parties in writing within \
one month of the hearing.

6. Correspondence

6.1 An Officer shall not copy correspondence between a Member and the Officer to another Member \
unless the first Member agrees.

6.2 For the avoidance of doubt “correspondence” includes electronic mail and messages.
""",
    (
        Says(
            "Where a Member is dissatisfied",
            "routing forum",
            (
                Route("councillor", "officer", "director:subject", "should"),
                Route("councillor", "director", "chief_executive", "should"),
                Route("councillor", "chief_executive", "chair", "should"),
            ),
        ),
        Says(
            "Having been so informed",
            "duty",
            duties="inform chief_executive; consult senior_manager",
            follows="Where a Member is dissatisfied",
        ),
        Says(
            "An Officer who feels",
            "routing",
            (Route("officer", "councillor", "line_manager:raiser", "should"),),
        ),
        Says("record the date", "duty"),
        Says(
            "notify the leader of the party",
            "duty",
            duties="inform group_leader",
            follows="An Officer who feels",
        ),
        Says("offer the Officer mediation", "routing"),
        Says(
            "Nothing herein shall",
            "routing pointer",
            (Route("", "councillor", "standards_commissioner", "may"),),
        ),
        Says(
            "Disputes which the Chief",
            "routing",
            (Route("", "", "hr_panel", "must"),),
        ),
        Says("The panel shall sit", "forum limit duty"),
        Says("An Officer shall not copy", "expectation"),
        Says("For the avoidance of doubt", "definition"),
    ),
)
