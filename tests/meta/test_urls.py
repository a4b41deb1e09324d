"""Every address of the site, and what it answers those it is not for.

A route has to be put into `ROUTES` with whom it is for; one that is not there fails the first test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum, auto
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from concerns.actions import (
    administrators,
    documents,
    proposals,
    sending,
    trials,
    versions,
    witnesses,
)
from concerns.actions._scope import engine_scope
from concerns.actions.drafts import Named
from concerns.engine.offices import Kind, Office
from concerns.engine.protocol import Doubt, NoticeKind
from concerns.models import (
    Absence,
    Appointment,
    Closure,
    Concern,
    Document,
    Grant,
    Person,
    Protocol,
    Trial,
)
from concerns.models import Passage as PassageRow
from concerns.protocols.importer.passages import (
    DraftNotice,
    DraftRule,
    DraftTarget,
    Imported,
    Passage,
    Span,
)
from concerns.protocols.trying import Question
from concerns.selectors import protocols
from tests.pages import Visitor, text
from tests.people import LONG_AGO, NOON, draft, person, sent, town

pytestmark = pytest.mark.django_db

NOT_FOUND = 404
CANARY = "Zanzibar"
NOBODYS = "BBBB-CCCC-DDDD"  # a reference that no concern has


class For(Enum):
    """Whom a page is for."""

    ANYBODY = auto()  # signed in or not
    OWNER = auto()  # whoever is signed in; it shows what is theirs
    COUNCIL = auto()  # people of the council in the address
    CONCERN = auto()  # those a grant names
    DRAFT = auto()  # whoever wrote it


ROUTES: dict[str, For] = {
    "health": For.ANYBODY,
    "home": For.ANYBODY,
    "help": For.ANYBODY,
    "accessibility": For.ANYBODY,
    "privacy": For.ANYBODY,
    "pack-schema": For.ANYBODY,
    # Signing in, choosing and resetting a password: django-allauth's own.
    "account_login": For.ANYBODY,
    "account_logout": For.ANYBODY,
    "account_inactive": For.ANYBODY,
    "account_signup": For.ANYBODY,  # says that nobody signs up by themselves
    "account_email_verification_sent": For.ANYBODY,
    "account_confirm_email": For.ANYBODY,
    "account_confirm_login_code": For.ANYBODY,
    "account_reset_password": For.ANYBODY,
    "account_reset_password_done": For.ANYBODY,
    "account_reset_password_from_key": For.ANYBODY,
    "account_reset_password_from_key_done": For.ANYBODY,
    "mfa_authenticate": For.ANYBODY,
    "account_reauthenticate": For.OWNER,
    "account_email": For.OWNER,
    "account_change_password": For.OWNER,
    "account_set_password": For.OWNER,
    "mfa_index": For.OWNER,
    "mfa_reauthenticate": For.OWNER,
    "mfa_activate_totp": For.OWNER,
    "mfa_deactivate_totp": For.OWNER,
    "mfa_view_recovery_codes": For.OWNER,
    "mfa_generate_recovery_codes": For.OWNER,
    "mfa_download_recovery_codes": For.OWNER,
    "mfa_list_webauthn": For.OWNER,
    "mfa_add_webauthn": For.OWNER,
    "mfa_reauthenticate_webauthn": For.OWNER,
    "mfa_remove_webauthn": For.OWNER,
    "mfa_edit_webauthn": For.OWNER,
    "queue-list": For.OWNER,
    "review-list": For.OWNER,
    "oversight-list": For.OWNER,
    "concern-list": For.OWNER,
    "office-list": For.COUNCIL,
    "office-add": For.COUNCIL,
    "office-detail": For.COUNCIL,
    "office-change": For.COUNCIL,
    "office-appoint": For.COUNCIL,
    "appointment-cancel": For.COUNCIL,
    "appointment-end": For.COUNCIL,
    "person-list": For.COUNCIL,
    "person-add": For.COUNCIL,
    "person-detail": For.COUNCIL,
    "person-change": For.COUNCIL,
    "person-end": For.COUNCIL,
    "person-return": For.COUNCIL,
    "person-invite": For.COUNCIL,
    "absence-add": For.COUNCIL,
    "absence-end": For.COUNCIL,
    "absence-remove": For.COUNCIL,
    "group-list": For.COUNCIL,
    "group-add": For.COUNCIL,
    "group-change": For.COUNCIL,
    "standard-list": For.COUNCIL,
    "standard-acknowledge": For.COUNCIL,
    "standard-decide": For.COUNCIL,
    "closure-list": For.COUNCIL,
    "closure-add": For.COUNCIL,
    "closure-remove": For.COUNCIL,
    "change-list": For.COUNCIL,
    "approval-list": For.COUNCIL,
    "approval-agree": For.COUNCIL,
    "approval-refuse": For.COUNCIL,
    "approval-withdraw": For.COUNCIL,
    "oversight-detail": For.COUNCIL,
    "protocol-read": For.COUNCIL,
    "version-list": For.COUNCIL,
    "version-begin": For.COUNCIL,
    "version-detail": For.COUNCIL,
    "version-about": For.COUNCIL,
    "version-owner": For.COUNCIL,
    "version-review": For.COUNCIL,
    "notice-list": For.COUNCIL,
    "notice-add": For.COUNCIL,
    "notice-change": For.COUNCIL,
    "notice-when": For.COUNCIL,
    "notice-move": For.COUNCIL,
    "notice-remove": For.COUNCIL,
    "gap-list": For.COUNCIL,
    "gap-add": For.COUNCIL,
    "gap-change": For.COUNCIL,
    "gap-when": For.COUNCIL,
    "gap-move": For.COUNCIL,
    "gap-remove": For.COUNCIL,
    "version-offer": For.COUNCIL,
    "version-take-back": For.COUNCIL,
    "version-discard": For.COUNCIL,
    "version-adopt": For.COUNCIL,
    "version-pack": For.COUNCIL,
    "version-reviewed": For.COUNCIL,
    "finding-list": For.COUNCIL,
    "document-read": For.COUNCIL,
    "document-detail": For.COUNCIL,
    "document-clear": For.COUNCIL,
    "document-discard": For.COUNCIL,
    "document-finish": For.COUNCIL,
    "passage-decide": For.COUNCIL,
    "passage-split": For.COUNCIL,
    "clause-list": For.COUNCIL,
    "clause-add": For.COUNCIL,
    "clause-change": For.COUNCIL,
    "clause-remove": For.COUNCIL,
    "clause-move": For.COUNCIL,
    "clause-expects": For.COUNCIL,
    "clause-settle": For.COUNCIL,
    "clause-split": For.COUNCIL,
    "clause-join": For.COUNCIL,
    "seat-list": For.COUNCIL,
    "seat-add": For.COUNCIL,
    "seat-change": For.COUNCIL,
    "seat-remove": For.COUNCIL,
    "net-change": For.COUNCIL,
    "rule-list": For.COUNCIL,
    "rule-change": For.COUNCIL,
    "rule-move": For.COUNCIL,
    "rule-remove": For.COUNCIL,
    "rule-add": For.COUNCIL,
    "rule-summary": For.COUNCIL,
    "rule-when": For.COUNCIL,
    "rule-doubt": For.COUNCIL,
    "rule-doubt-remove": For.COUNCIL,
    "step-add": For.COUNCIL,
    "step-part": For.COUNCIL,
    "step-move": For.COUNCIL,
    "step-remove": For.COUNCIL,
    "part-add": For.COUNCIL,
    "part-change": For.COUNCIL,
    "part-remove": For.COUNCIL,
    "proposal-list": For.COUNCIL,
    "proposal-use": For.COUNCIL,
    "proposal-next": For.COUNCIL,
    "proposal-refuse": For.COUNCIL,
    "proposal-back": For.COUNCIL,
    "proposed-use": For.COUNCIL,
    "proposed-refuse": For.COUNCIL,
    "coverage-read": For.COUNCIL,
    "coverage-file": For.COUNCIL,
    "version-compare": For.COUNCIL,
    "compare-file": For.COUNCIL,
    "picture-list": For.COUNCIL,
    "version-try": For.COUNCIL,
    "version-replay": For.COUNCIL,
    "trial-list": For.COUNCIL,
    "trial-remove": For.COUNCIL,
    "raising-start": For.COUNCIL,
    "raising-matter": For.COUNCIL,
    "raising-behalf": For.COUNCIL,
    "case-detail": For.CONCERN,
    "case-route": For.CONCERN,
    "case-messages": For.CONCERN,
    "case-timeline": For.CONCERN,
    "case-do": For.CONCERN,
    "review-pack": For.CONCERN,
    "review-interest": For.CONCERN,
    "raising-resume": For.DRAFT,
    "raising-discard": For.DRAFT,
    "raising-elsewhere": For.DRAFT,
    "raising-informal-first": For.DRAFT,
    "raising-person": For.DRAFT,
    "raising-capacity": For.DRAFT,
    "raising-witnesses": For.DRAFT,
    "raising-witness-add": For.DRAFT,
    "raising-choose": For.DRAFT,
    "raising-route": For.DRAFT,
    "raising-wrong": For.DRAFT,
    "raising-appeal": For.DRAFT,
    "raising-check": For.DRAFT,
    "raising-sent": For.DRAFT,
    "raising-question": For.DRAFT,
}
# What only the rest of the address can be, beside the council, the reference and the row's own id.
REST = {
    "key": "a-b",
    "uidb36": "1",
    "act": "note",
    "kind": "crime",
    "step": "what",
    "version": "undated",
}

# What some routes alone want there.
OWN: dict[str, dict[str, Any]] = {
    "rule-when": {"part": "about"},
    "notice-change": {"place": 1},
    "notice-when": {"place": 1, "part": "about"},
    "notice-move": {"place": 1},
    "notice-remove": {"place": 1},
    "gap-change": {"place": 1},
    "gap-when": {"place": 1, "part": "about"},
    "gap-move": {"place": 1},
    "gap-remove": {"place": 1},
    "step-part": {"part": "who", "step": "decision"},
    "step-move": {"step": "decision"},
    "step-remove": {"step": "decision"},
    "part-add": {"step": "decision", "kind": "duties"},
    "part-change": {"step": "decision", "kind": "duties", "place": 1},
    "part-remove": {"step": "decision", "kind": "duties", "place": 1},
}
RULE = "officer-about-councillor"  # has all of these
SENTENCE = "Concerns go to the Town Clerk."


def routes() -> Iterator[tuple[str, frozenset[str]]]:
    """Name and parameters of every route."""

    def walk(resolver: URLResolver, above: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
        for each in resolver.url_patterns:
            own = above | frozenset(each.pattern.regex.groupindex)
            if isinstance(each, URLPattern):
                yield each.name or str(each.pattern), own
            else:
                yield from walk(each, own)

    return walk(get_resolver(), frozenset())


def wanted(*kinds: For) -> list[tuple[str, frozenset[str]]]:
    return [(name, parts) for name, parts in routes() if ROUTES.get(name) in kinds]


class Place:
    """A council whose monitoring officer, who also keeps the register, is whom it is about."""

    def __init__(self) -> None:
        self.town = town("banbury")
        self.raiser = self.town["councillor"]
        self.subject = self.town["monitoring_officer"]
        self.keeper = self.town["clerk"]
        for each in (self.subject, self.keeper):
            each.is_administrator = True
            each.save(update_fields=["is_administrator"])
        self.stranger = person(town("langport").council, "Sid Stone", Kind.COUNCILLOR)
        absence = Absence.objects.create(
            council=self.town.council, person=self.subject, starts_on=LONG_AGO
        )
        absence.ends_on = NOON.date()
        absence.save(update_fields=["ends_on"])
        junior = self.town["junior"]
        approval = administrators.ask_for(person=junior, by=self.keeper.user, at=timezone.now())
        next_year = NOON.date().replace(year=NOON.year + 1)
        closure = Closure.objects.create(council=self.town.council, day=next_year, name="Fair")
        seat = self.keeper.appointments.get()
        coming = Appointment.objects.create(
            council=self.town.council,
            office=seat.office,
            person=self.keeper,
            starts_on=next_year,
            single_seat=False,
        )
        self.rows = {
            "approval": approval.pk,
            "office": seat.office_id,
            "appointment": seat.pk,
            "appointment-cancel": coming.pk,
            "person": self.keeper.pk,
            "absence-add": self.keeper.pk,
            "absence-end": absence.pk,
            "absence-remove": absence.pk,
            "closure": closure.pk,
            "group": self.town.groups[0].pk,
        }

        self.written = self._written()

    def _written(self) -> dict[str, Any]:
        """A draft of the next version, with a document of one passage."""
        in_force = Protocol.objects.get(council=self.town.council)
        now = protocols.engine_protocol(in_force)
        self.own = {**OWN, "version-reviewed": {"version": in_force.pk}}
        doubt = Doubt("What is meant?", "This is.")
        rules = tuple(replace(r, doubt=doubt) if r.key == RULE else r for r in now.rules)
        draft = versions.begin(
            council=self.town.council,
            protocol=replace(now, version="next", rules=rules),
            by=None,
            at=NOON,
        )
        draft = self._proposing(draft)
        document = documents.take_in(
            version=draft,
            imported=Imported("Protocol", (Passage("1", "1", "General", "Words.", "Words."),)),
            name="ours.txt",
            kind="text",
            by=None,
            at=NOON,
        )
        trial = trials.save(
            version=draft,
            name="A question",
            question=Question(raised_by=(Office.COUNCILLOR,)),
            by=self.keeper.user,
            at=NOON,
        )
        versions.offer(version=draft, seen=draft.digest, by=self.keeper.user, at=NOON)
        return {
            "version": draft.pk,
            "trial": trial.pk,
            "document": document.pk,
            "passage": document.passages.get().pk,
            "clause": now.clauses[0].id,
            "rule": RULE,
            "office": "clerk",
        }

    def _proposing(self, draft: Protocol) -> Protocol:
        """The draft with a document gone through, which proposes a rule."""
        target = DraftTarget(Office.CLERK, "Town Clerk", Span(19, 29))
        rules = (DraftRule(Span(0, len(SENTENCE)), to=(target,)),)
        notices = (DraftNotice(NoticeKind.FORM, Span(0, len(SENTENCE))),) * 2
        passage = Passage("new", "9", "General", SENTENCE, SENTENCE, rules=rules, notices=notices)
        document = documents.take_in(
            version=draft,
            imported=Imported("Protocol", (passage,)),
            name="read.txt",
            kind="text",
            by=None,
            at=NOON,
        )
        by = self.keeper.user
        documents.accept_the_clear(document=document, by=by, at=NOON)
        proposal = {"passage": document.passages.get().pk, "place": 0}
        self.own |= {
            "proposal-use": proposal,
            "proposal-next": proposal,
            "proposal-refuse": proposal,
            "proposal-back": {**proposal, "what": "notice", "place": 1},
            "proposed-use": {**proposal, "what": "notice"},
            "proposed-refuse": {**proposal, "what": "notice"},
        }
        proposals.set_aside(passage=document.passages.get(), place=1, what="notice", by=by, at=NOON)
        return documents.finish(document=document, by=by, at=NOON)

    def file(self) -> Concern:
        return sent(self.raiser, [self.subject], what_happened=f"{CANARY} was said.")

    def seen(self) -> Concern:
        """The same about somebody else, seen by the monitoring officer."""
        concern = draft(self.raiser, [self.town["junior"]], what_happened=f"{CANARY} was said.")
        who = Named(Kind.OFFICER, self.subject)
        witnesses.add(concern=concern, who=who, by=self.raiser.user, at=NOON)
        fingerprint = sending.preview(concern=concern, at=NOON).fingerprint
        return sending.send(concern=concern, seen=fingerprint, by=self.raiser.user, at=NOON)

    def path(self, name: str, parts: frozenset[str], reference: str = NOBODYS) -> str:
        given: dict[str, Any] = {**REST, "council": self.town.council.slug, "reference": reference}
        if name != "protocol-read":
            given |= self.written
        given |= self.own.get(name, {})
        given["pk"] = self.rows.get(name) or self.rows.get(name.split("-")[0], 1)
        return reverse(name, kwargs={part: given[part] for part in parts})

    def paths(self, *kinds: For, reference: str = NOBODYS) -> list[str]:
        return [self.path(name, parts, reference) for name, parts in wanted(*kinds)]


@pytest.fixture
def place() -> Place:
    return Place()


def answers(visitor: Visitor | Client, path: str) -> Iterator[tuple[str, HttpResponse]]:
    """What a path answers somebody who looks, and somebody who sends a form."""
    yield f"GET {path}", visitor.get(path)
    yield f"POST {path}", visitor.post(path)


def is_not_there(asked: str, answer: HttpResponse) -> bool:
    """A page that is only ever read refuses a form before it looks whose it is."""
    return answer.status_code == NOT_FOUND or (asked[:4] == "POST" and answer.status_code == 405)


def test_every_route_says_whom_it_is_for() -> None:
    assert {name for name, _ in routes()} == set(ROUTES)


def test_somebody_signed_out_is_asked_to_sign_in(place: Place) -> None:
    reference = place.file().reference
    for path in place.paths(For.OWNER, For.COUNCIL, For.CONCERN, For.DRAFT, reference=reference):
        for asked, answer in answers(Client(), path):
            assert answer.status_code in {302, NOT_FOUND}, asked
            if answer.status_code != NOT_FOUND:
                assert answer["Location"].startswith(reverse("account_login")), asked


def test_somebody_signed_out_reads_nothing_on_public_pages(place: Place) -> None:
    concern = place.file()
    for path in place.paths(For.ANYBODY):
        for asked, answer in answers(Client(), path):
            assert answer.status_code in {200, 302, NOT_FOUND, 405}, asked
            assert concern.reference not in text(answer), asked


def test_somebody_of_another_council_finds_nothing(place: Place) -> None:
    visitor = Visitor(place.stranger)
    for concern in (place.file(), draft(place.raiser, [place.subject])):
        paths = place.paths(For.COUNCIL, For.CONCERN, For.DRAFT, reference=concern.reference)
        assert len(paths) > 40
        for path in paths:
            for asked, answer in answers(visitor, path):
                assert is_not_there(asked, answer), asked


def test_whoever_writes_another_councils_protocol_reaches_no_row_of_this_one(place: Place) -> None:
    """Their own council stands in the address, and this one's numbers behind it."""
    place.stranger.is_administrator = True
    place.stranger.save(update_fields=["is_administrator"])
    visitor, ours, theirs = Visitor(place.stranger), place.town.council.slug, "langport"
    before = _stored(place)
    asked_for = [
        place.path(name, parts).replace(f"/c/{ours}/", f"/c/{theirs}/")
        for name, parts in wanted(For.COUNCIL)
        if parts & {"pk", "version"} and name != "protocol-read"
    ]
    assert len(asked_for) > 60
    for path in asked_for:
        for asked, answer in answers(visitor, path):
            assert is_not_there(asked, answer), asked
    assert _stored(place) == before


def _stored(place: Place) -> list[Any]:
    models: tuple[Any, ...] = (Protocol, Trial, Document, PassageRow, Person, Appointment)
    return [
        list(model.objects.filter(council=place.town.council).order_by("pk").values())
        for model in models
    ]


@pytest.mark.parametrize("who", ["subject", "witness", "colleague", "chair"])
def test_whom_it_is_about_and_those_it_is_not_for_find_nothing(place: Place, who: str) -> None:
    visitor = Visitor(place.subject if who in {"subject", "witness"} else place.town[who])
    filed = place.seen() if who == "witness" else place.file()
    for concern in (filed, draft(place.raiser, [place.subject])):
        pairs = zip(
            place.paths(For.CONCERN, For.DRAFT, reference=concern.reference),
            place.paths(For.CONCERN, For.DRAFT),
            strict=True,
        )
        for path, nowhere in pairs:
            for (asked, answer), (_, none) in zip(
                answers(visitor, path), answers(visitor, nowhere), strict=True
            ):
                assert is_not_there(asked, answer), asked
                # Nor can it be told from a reference that does not exist.
                assert bare(answer, concern.reference) == bare(none, NOBODYS), asked


@pytest.mark.parametrize("named", ["subject", "witness"])
def test_no_page_changes_for_whom_it_is_about_or_who_saw_it(place: Place, named: str) -> None:
    """They oversee the council and keep its register, and still read the same pages."""
    anew = {reverse("mfa_activate_totp"), reverse("mfa_add_webauthn")}  # a secret each time
    paths = [p for p in place.paths(For.ANYBODY, For.OWNER, For.COUNCIL) if p not in anew]
    before = {path: page(place.subject, path) for path in paths}
    concern = place.file() if named == "subject" else place.seen()
    after = {path: page(place.subject, path) for path in paths}
    assert [path for path in paths if before[path] != after[path]] == []
    assert not [path for path in paths if concern.reference in after[path]]
    assert not [path for path in paths if CANARY in after[path]]


def page(who: Person, path: str) -> str:
    return bare(Visitor(who).get(path), NOBODYS)


def bare(answer: HttpResponse, reference: str) -> str:
    """A page without what is drawn anew each time, and without the reference that was asked for."""
    said = re.sub(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", text(answer))
    return f"{answer.status_code} {said.replace(reference, '')}"


def test_nobody_changes_the_address_that_the_register_keeps(place: Place) -> None:
    """Mail about a concern would go where the council does not know of."""
    there = reverse("account_email")
    for _, answer in answers(Visitor(place.raiser), there):
        assert answer.status_code == NOT_FOUND


class TestThatThePathsAreReal:
    """Each path that answered nobody answers somebody, or the tests above would prove nothing."""

    def test_a_concern_answers_whoever_has_it(self, place: Place) -> None:
        concern = place.file()
        (handler,) = _handlers(concern)
        for path in place.paths(For.CONCERN, reference=concern.reference):
            assert Visitor(handler).get(path).status_code in {200, 302}, path

    def test_a_draft_answers_whoever_wrote_it(self, place: Place) -> None:
        begun = draft(place.raiser, [place.subject])
        # Nothing to choose here, and nothing that was refused.
        unasked = {"raising-capacity", "raising-choose", "raising-appeal"}
        for name, parts in wanted(For.DRAFT):
            if name not in unasked:
                path = place.path(name, parts, begun.reference)
                assert Visitor(place.raiser).get(path).status_code in {200, 302}, path

    def test_a_council_answers_whoever_keeps_its_register(self, place: Place) -> None:
        for name, parts in wanted(For.COUNCIL):
            # Whoever said that a version is ready cannot put it in force as well.
            second = name in {"oversight-detail", "version-adopt", "approval-agree"}
            who = place.subject if second else place.keeper
            if name == "raising-behalf":  # for those who deal with something
                (who,) = _handlers(place.file())
            path = place.path(name, parts)
            assert Visitor(who).get(path).status_code in {200, 302}, path


def _handlers(concern: Concern) -> list[Person]:
    with engine_scope():
        live = Grant.objects.filter(concern=concern, capacity="handler", ended_at=None)
        return [grant.person for grant in live.select_related("person__user")]
