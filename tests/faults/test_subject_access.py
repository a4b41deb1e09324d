"""A person gets what is held about them, and nothing of anybody else (G21)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import DatabaseError, transaction

from concerns.actions import subject_packs, subject_requests
from concerns.actions._scope import engine_scope
from concerns.actions.subject_items import Decision
from concerns.evidence.checked import Checked
from concerns.evidence.kinds import Kind
from concerns.models import Approval, Concern, Message, Note, Party, Person, SubjectRequest
from concerns.permissions.refusal import NotAllowed
from tests import copies
from tests.faults import size
from tests.files import clean
from tests.people import NOON, Town, sent, town

pytestmark = [pytest.mark.django_db, pytest.mark.faults]

CANARIES = {
    "officer": "Albatross",  # raises it
    "councillor": "Bittern",  # it is about them
    "colleague": "Curlew",  # and about them
    "junior": "Dunlin",  # a witness
    "clerk": "Egret",  # has it
}


@dataclass(frozen=True, slots=True)
class Matter:
    """A concern of five people, who each said something that would be known again."""

    place: Town
    concern: Concern

    def others(self, about: str) -> list[str]:
        """What of the others must not go to one of them: their words and their names."""
        rest = [name for name in CANARIES if name != about]
        return [CANARIES[name] for name in rest] + [self.place[name].name for name in rest]


@pytest.fixture
def matter() -> Matter:
    place = town("banbury")
    place["rfo"].is_administrator = True  # or nobody could sign for the clerk's
    place["rfo"].save(update_fields=["is_administrator"])
    said = "\n".join(f"{canary} was there." for canary in CANARIES.values())
    about = [place["councillor"], place["colleague"]]
    concern = sent(place["officer"], about, what_happened=said, wanted_detail="Rest.")
    council = place.council
    with engine_scope():
        Party.objects.create(
            council=council, concern=concern, person=place["junior"], role="witness",
            kind="officer", filed_as=place["junior"].name,
        )  # fmt: skip
        for name, canary in CANARIES.items():
            who = place[name]
            Message.objects.create(
                council=council, concern=concern, sender=who, body=f"{canary} wrote.", sent_at=NOON
            )
            Note.objects.create(
                council=council, concern=concern, author=who, kind="file", written_at=NOON,
                happened_on=NOON.date(), body=f"{said}\nThe hall was open.",
            )  # fmt: skip
    secret = "".join(CANARIES.values()).encode()
    clean(concern, place["officer"], Checked("all.txt", Kind.TEXT, secret))
    return Matter(place, concern)


def answer(matter: Matter, about: str, *, careful: bool = True) -> SubjectRequest:
    """Everything decided on: lines with anything of the others are taken out.

    :param careful: else everything is given as it is.
    """
    request = copies.recorded(matter.place[about], matter.place["monitoring_officer"])
    for item in copies.of(request):
        who = item.decider
        text = copies.opened(request, item, who).text
        lines = [x for x in text.splitlines() if not any(o in x for o in matter.others(about))]
        if not careful or (lines == text.splitlines() and item.kind != "evidence"):
            copies.decided(request, item, who)
        elif lines and item.kind != "evidence":
            copies.decided(request, item, who, Decision.REDACT, text="\n".join(lines))
        else:
            copies.decided(request, item, who, Decision.WITHHOLD, words="It is about others.")
    return request


def given(request: SubjectRequest) -> bytes:
    """All that is in the packs, names of files included."""
    said = b""
    for who in (request.run_by, request.second):
        if not copies.of(request, who):
            continue
        word = subject_packs.make(request=request, person=who, by=who.user, at=NOON)
        data = subject_packs.download(request=request, person=who, by=who.user, at=NOON)
        for name, content in copies.unzipped(data, word).items():
            said += name.encode() + content
        said += data
    return said


def test_a_pack_holds_nothing_of_the_others(
    matter: Matter, record_property: Callable[[str, object], None]
) -> None:
    items, found, signed = 0, [], 0
    asking = list(CANARIES)[: size.of(len(CANARIES), few=1)]
    for about in asking:
        request = answer(matter, about)
        copies.agreed(request)
        with engine_scope():
            request.refresh_from_db()
            waited = Approval.objects.get(kind="subject_access", row=request.pk)
        signed += waited.settled_by_id not in (None, waited.asked_by_id)
        decided = copies.of(request)
        items += len(decided)
        assert all(item.decision and item.decided_by_id and item.decided_at for item in decided)
        said = given(request)
        found += [(about, other) for other in matter.others(about) if other.encode() in said]
        assert CANARIES[about].encode() in said  # they do get their own
    record_property("promise", "G21")
    record_property(
        "figure",
        f"{len(found)} of {8 * len(asking)} names and words of others in {len(asking)} packs;"
        f" {items} of {items} items decided by somebody; {signed} of {len(asking)} signed by a"
        " second person",
    )
    assert not found
    assert signed == len(asking)
    assert items >= 10 * len(asking)


def test_the_control_without_care_the_others_are_in_it(matter: Matter) -> None:
    request = answer(matter, "officer", careful=False)
    copies.agreed(request)
    said = given(request)
    assert all(other.encode() in said for other in matter.others("officer"))


def test_the_control_one_item_that_is_not_decided_stops_it(matter: Matter) -> None:
    officer = matter.place["monitoring_officer"]
    request = copies.recorded(matter.place["officer"], officer)
    first, *rest = copies.of(request)
    for item in rest:
        copies.decided(request, item, officer)
    with pytest.raises(NotAllowed):
        copies.agreed(request)
    assert _refused_by_the_database(request, settled_by=request.second)
    copies.decided(request, first, officer)
    assert not _refused_by_the_database(request, settled_by=request.second)


def test_the_control_one_person_alone_does_not_sign(matter: Matter) -> None:
    officer = matter.place["monitoring_officer"]
    request = copies.recorded(matter.place["officer"], officer)
    copies.all_given(request, officer)
    assert subject_requests.ask(request=request, person=officer, by=officer.user, at=NOON)
    with pytest.raises(NotAllowed):
        copies.agreed(_as_if_second(request, officer), asked=False)
    assert _refused_by_the_database(request, settled_by=officer)


def _as_if_second(request: SubjectRequest, who: Person) -> SubjectRequest:
    request.second = who
    return request


def _refused_by_the_database(request: SubjectRequest, *, settled_by: Person) -> bool:
    """Whether it refuses a yes, with whatever approval code could write."""
    try:
        with transaction.atomic(), engine_scope():
            waits = Approval.objects.filter(kind="subject_access", row=request.pk).first()
            waits = waits or Approval.objects.create(
                council_id=request.council_id, kind="subject_access", person=request.about,
                row=request.pk, asked_by=request.run_by.user, asked_at=NOON,
                expires_at=NOON.replace(year=2027),
            )  # fmt: skip
            waits.outcome, waits.settled_by, waits.settled_at = "agreed", settled_by.user, NOON
            waits.save()
            SubjectRequest.objects.filter(pk=request.pk).update(agreed_at=NOON)
    except DatabaseError:
        return True
    return False
