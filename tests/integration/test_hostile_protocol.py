"""A protocol written to do harm: markup in every text of it, and addresses nobody meant."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest

from concerns.actions import documents, trials, versions
from concerns.engine.offices import Office
from concerns.models import Protocol
from concerns.protocols.importer.passages import Imported, Passage
from concerns.protocols.trying import Question
from concerns.selectors import protocols
from tests.meta.urls.place import Place
from tests.meta.urls.routes import For, wanted
from tests.pages import Visitor
from tests.people import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.integration]

BAD = (
    "\"'</title></svg></textarea>]]><script>alert(1)</script>"
    "<img src=x onerror=alert(2)>{{ 7|add:7 }}"
)
RAW = (b"<script>alert(1)", b"<img src=x", b"</title></svg>")


@pytest.fixture
def place() -> Place:
    place = Place()
    row = Protocol.objects.get(pk=place.written["version"])
    now = protocols.engine_protocol(row)
    hostile = replace(
        now,
        title=BAD,
        offices={
            code: replace(entry, title=f"{entry.title} {BAD}", aliases=(f"{code.value} {BAD}",))
            for code, entry in now.offices.items()
        },
        clauses=tuple(
            replace(
                c,
                label=f"{n}<b>",
                heading=BAD,
                summary=BAD,
                quote=f"{c.quote or BAD} ~~{BAD}~~ **{BAD}** [{BAD}](#)",
            )
            for n, c in enumerate(now.clauses)
        ),
        rules=tuple(
            replace(rule, doubt=replace(rule.doubt, text=BAD, reading=BAD) if rule.doubt else None)
            for rule in now.rules
        ),
    )
    by = place.keeper.user
    versions.keep(version=row, protocol=hostile, seen=row.digest, by=by, at=NOON)
    row.refresh_from_db()
    trials.save(
        version=row, name=BAD, question=Question(raised_by=(Office.COUNCILLOR,)), by=by, at=NOON
    )
    documents.take_in(
        version=row,
        imported=Imported(BAD, (Passage("x", "1", BAD, BAD, BAD, questions=(BAD,)),)),
        name=f"{BAD}.txt",
        kind="text",
        by=by,
        at=NOON,
    )
    return place


def test_no_page_of_a_version_carries_markup_of_its_texts(place: Place) -> None:
    visitor = Visitor(place.keeper)
    documents_of = Protocol.objects.get(pk=place.written["version"]).documents.order_by("pk")
    found = documents_of.last()
    assert found is not None
    passage = found.passages.get()
    paths = [place.path(name, parts) for name, parts in wanted(For.COUNCIL) if "version" in parts]
    at = f"/c/{place.town.council.slug}/protocols/{place.written['version']}"
    paths += [
        f"{at}/documents/{found.pk}/",
        f"{at}/documents/{found.pk}/passages/{passage.pk}/",
        f"{at}/documents/{found.pk}/passages/{passage.pk}/split/",
        f"{at}/try/?matter=concern&raised_by=councillor&about=officer",
        f"/c/{place.town.council.slug}/protocol/next/",
    ]
    shown = 0
    for path in paths:
        answer = visitor.get(path)
        if "html" not in answer["Content-Type"] or answer.status_code != 200:
            continue
        shown += b"&lt;script&gt;alert(1)" in answer.content
        for raw in RAW:
            assert raw not in answer.content, path
    assert shown > 30


def test_addresses_nobody_meant_are_answered(place: Place) -> None:
    visitor = Visitor(place.keeper)
    at = f"/c/{place.town.council.slug}/protocols/{place.written['version']}"
    document = place.written["document"]
    huge = "9" * 40
    odd = [quote(each) for each in ("\0", "..", "a/../b", "\r\nX: y", "é" * 3000, "%s", "{{7*7}}")]
    paths = [
        f"/c/{place.town.council.slug}/protocols/{huge}/",
        f"{at}/tests/{huge}/remove/",
        f"{at}/documents/{huge}/",
        f"{at}/documents/{document}/passages/{huge}/",
        f"{at}/rules/proposed/{huge}/{huge}/use/",
    ]
    for each in odd:
        paths += [
            f"{at}/rules/{each}/change/",
            f"{at}/rules/{each}/steps/{each}/move/",
            f"{at}/clauses/{each}/change/",
            f"{at}/pictures/?matter={each}",
            f"{at}/compare/?with={each}",
            f"{at}/coverage/?matter={each}&raiser={each}&subject={each}&nature={each}",
            f"{at}/coverage.csv?matter={each}&raiser={each}",
            f"{at}/try/?matter={each}&raised_by={each}&about={each}&natures={each}",
            f"{at}/documents/{document}/?show={each}",
        ]
    for path in paths:
        answer = visitor.get(path)
        assert answer.status_code in {200, 404}, path
