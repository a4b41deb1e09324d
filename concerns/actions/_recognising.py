"""Somebody named in words is on the register by now: it is about them, and not theirs.

Asked wherever a route is, so that nobody is given what turns out to be about them. Inside an engine
scope, from actions only.
"""

from __future__ import annotations

from datetime import datetime

from concerns.actions import _audit, _grants
from concerns.actions import notifications as post
from concerns.models import Concern, Party, Person, User
from concerns.permissions.concerns import OF_OFFICE
from concerns.selectors import called


def recognise(concern: Concern, *, at: datetime, by: User | None) -> None:
    """Make a subject of everybody whom the words about a subject name, and take it from them.

    The words are kept. Several people may be named in one line, and some of them be known already.
    """
    subjects = list(Party.objects.filter(concern=concern, role=Party.Role.SUBJECT).order_by("pk"))
    known = {party.person_id for party in subjects} | {concern.raiser_id}
    for party in subjects:
        if not party.name:
            continue
        found = called.people_named(concern.council, party.name)
        for person in found:
            if person.pk in known:
                continue
            known.add(person.pk)
            _take_away(concern, person, at=at, by=by)
            if party.person_id is None and len(found) == 1:
                party.person = person
                party.save(update_fields=["person"])
            else:
                Party.objects.create(
                    council_id=concern.council_id,
                    concern=concern,
                    person=person,
                    kind=person.kind,
                    role=Party.Role.SUBJECT,
                    filed_as=person.name,
                )
            _audit.record("concern.recognise", at=at, by=by, concern=concern, person=person)


def _take_away(concern: Concern, person: Person, *, at: datetime, by: User | None) -> None:
    for capacity in OF_OFFICE:
        _grants.end(concern=concern, at=at, by=by, capacity=capacity, people=[person])
    post.cancel_for(concern=concern, user=person.user, at=at)
