"""A council in which everything an address can name is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from concerns.actions import (
    administrators,
    documents,
    proposals,
    sending,
    subject_requests,
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
    Grant,
    Person,
    Protocol,
    SubjectRequest,
)
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
from tests.meta.urls.routes import For, wanted
from tests.people import LONG_AGO, NOON, draft, person, sent, town

CANARY = "Zanzibar"  # in the words of every concern
OURS = "Quetzal"  # in what only this council's people read
NOBODYS = "BBBB-CCCC-DDDD"  # a reference that no concern has

# What only the rest of the address can be, beside the council, the reference and the row's own id.
REST = {
    "key": "a-b",
    "uidb36": "1",
    "tag": "a-tag",
    "act": "note",
    "kind": "crime",
    "step": "what",
    "version": "undated",
    "kept": "decided",
    "file": "A" * 22,
    "share": 1,
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
        self.other = town("langport")
        self.stranger = person(self.other.council, "Sid Stone", Kind.COUNCILLOR)
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
        self._copy()
        for row in (self.town.council, closure, *self.town.groups):
            name = f"{OURS} {row.name}"
            type(row)._base_manager.filter(pk=row.pk).update(name=name)

    def _copy(self) -> None:
        """A request for a copy of what is held about the raiser, which the subject answers."""
        on = NOON.date()
        copy = subject_requests.record(
            about=self.raiser, received_on=on, asked="", by=self.subject.user, at=NOON
        )
        with engine_scope():
            SubjectRequest.objects.filter(pk=copy.pk).update(second=self.keeper)
            item = copy.items.order_by("pk")[0]
        self.rows["subject"] = copy.pk
        self.own |= {name: {"item": item.pk} for name in ("subject-item", "subject-item-withhold")}

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
            name=f"A {OURS} question",
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

    def file(self, about: Person | None = None, **answers: Any) -> Concern:
        """:param about: whom; else the monitoring officer."""
        answers = {
            "what_happened": f"{CANARY} was said.",
            "withhold_grounds": ["health"],
            **answers,
        }
        return sent(self.raiser, [about or self.subject], **answers)

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


def handlers(concern: Concern) -> list[Person]:
    """Who deals with it."""
    with engine_scope():
        live = Grant.objects.filter(concern=concern, capacity="handler", ended_at=None)
        return [grant.person for grant in live.select_related("person__user")]
