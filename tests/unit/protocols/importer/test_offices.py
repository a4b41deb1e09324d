"""Whom a text names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concerns.engine.offices import Kind
from concerns.engine.protocol import Whose
from concerns.protocols.importer.proposals.offices import find
from tests.examples import examples


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the Parish Clerk", "clerk"),
        ("the Clerk to the Council", "clerk"),
        ("the Proper Officer", "clerk"),
        ("the Deputy Town Clerk", "deputy_clerk"),
        ("the Responsible Financial Officer or the RFO", "rfo rfo"),
        ("the Section 151 Officer", "rfo"),
        ("the Chairman, the Chairperson and the Chair of the Council", "chair chair chair"),
        ("the Town Mayor and the Deputy Mayor", "chair vice_chair"),
        ("the Provost, the Convener or the Depute Convener", "chair chair vice_chair"),
        ("the Leader of the Council", "leader"),
        ("the Deputy Leader", "deputy_leader"),
        ("the Leader of the Opposition", "group_leader"),
        ("Group Leaders", "group_leader"),
        ("the leader of the relevant political group", "group_leader"),
        ("the Chairman of the Planning Committee", "committee_chair"),
        ("the Managing Director", "chief_executive"),
        (
            "the Chief Executive and the Deputy Chief Executive",
            "chief_executive deputy_chief_executive",
        ),
        ("the Head of Paid Service", "head_of_paid_service"),
        ("the Corporate Director of Place", "director"),
        (
            "the Executive Director, a Service Director or a Strategic Director",
            "director director director",
        ),
        ("the Assistant Director", "assistant_director"),
        ("the Head of Legal and Democratic Services", "senior_manager"),
        ("a supervisor", "line_manager"),
        ("the principal authority's Monitoring Officer", "monitoring_officer"),
        ("the Monitoring Officer or their deputy", "monitoring_officer deputy_monitoring_officer"),
        ("the Standards and Ethics Committee", "standards_committee"),
        ("the Personnel Committee or the HR Panel", "hr_panel hr_panel"),
        ("an Independent Person", "independent_person"),
        ("an independent mediator", "external_adviser"),
        ("Full Council", "full_council"),
        ("the Public Services Ombudsman for Wales", "ombudsman"),
        ("the Standards Commission for Scotland", "standards_commissioner"),
        ("the Ethical Standards Commissioner", "standards_commissioner"),
        ("elected members, Cllrs and councillors", "councillor councillor councillor"),
        ("members of staff, employees and officers", "officer officer officer"),
        ("members of the public", ""),
        ("the Members' Code of Conduct", ""),
        ("this Member/Officer Protocol", ""),
        ("the Director's Directorate", "director"),
        ("a chair and a table of contents in the Clerkship", "chair"),
    ],
)
def test_the_offices_of_a_text_are_found(text: str, named: str) -> None:
    assert " ".join(mention.office.value for mention in find(text)) == named


@pytest.mark.parametrize(
    ("text", "whose", "owner", "title"),
    [
        ("the Director responsible for that Officer", Whose.SUBJECT, None, None),
        ("their line manager", Whose.RAISER, None, "line manager"),
        ("their own Director", Whose.RAISER, None, "Director"),
        ("his or her Head of Service", Whose.RAISER, None, "Head of Service"),
        ("the appropriate group leader", Whose.SUBJECT, None, "group leader"),
        ("the relevant Assistant Director", Whose.SUBJECT, None, "Assistant Director"),
        ("the leaders of the other political groups", Whose.OTHER_GROUPS, None, None),
        ("a Director", None, None, "Director"),
    ],
)
def test_whose_it_is_is_read_from_the_words(
    text: str, whose: Whose | None, owner: Kind | None, title: str | None
) -> None:
    mention = find(text)[0]

    assert (mention.of, mention.owner) == (whose, owner)
    assert title is None or mention.title == title


def test_an_owner_is_kept_until_it_is_known_which_side_the_owner_is_on() -> None:
    mention = find("the officer's line manager")[-1]

    assert (mention.of, mention.owner) == (None, Kind.OFFICER)


def test_a_title_used_as_a_verb_names_nobody() -> None:
    assert find("The Mayor will chair the meeting.")[0].title == "Mayor"
    assert len(find("The Mayor will chair the meeting.")) == 1


@given(st.text(alphabet="MmeborsOficDt ClkLad'’of gup,/-", max_size=300))
@settings(max_examples=examples(200))
def test_a_mention_is_the_words_of_its_span(text: str) -> None:
    found = find(text)

    assert all(text[m.span.start : m.span.end] == m.title for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
