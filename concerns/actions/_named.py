"""In which concerns somebody is named, for those who must not come to see these through their work.

Inside an engine scope. One concern too many does less harm than one too few.
"""

from __future__ import annotations

from concerns.models import Appointment, Concern, Interest, Party, Person
from concerns.selectors import called
from concerns.selectors.namesakes import might_mean


def concerns_naming(person: Person) -> set[int]:
    """Those that somebody raised, is named in, by words too, or has an interest in.

    Every entry of their name counts as theirs.
    """
    entries = [each.pk for each in called.of_the_same_name(person.council, person.name)]
    entries.append(person.pk)
    of = Concern.objects.filter(council=person.council_id)
    found = set(of.filter(raiser__in=entries).values_list("pk", flat=True))
    found |= set(of.filter(filed_by__in=entries).values_list("pk", flat=True))
    for model in (Party, Interest):
        found |= set(model.objects.filter(person__in=entries).values_list("concern_id", flat=True))
    return found | _in_words(person)


def _in_words(person: Person) -> set[int]:
    titles = list(Appointment.objects.filter(person=person).values_list("office__title", flat=True))
    typed = Party.objects.filter(council=person.council_id).exclude(name="")
    return {
        party.concern_id
        for party in typed
        if might_mean(party.name, name=person.name, titles=titles)
    }
