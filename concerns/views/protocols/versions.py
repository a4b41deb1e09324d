"""The versions of a council's protocol: begin one, see what is to be done, put it in force."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from concerns.actions import protocols as adopting
from concerns.actions import reviews
from concerns.actions import versions as acts
from concerns.actions.reviews import CannotReview
from concerns.actions.versions import CannotChange
from concerns.engine import protocol as engine
from concerns.engine.offices import Office
from concerns.engine.reviews import first_due, past_words, still_ahead
from concerns.forms import versions as forms
from concerns.permissions import protocols as permissions
from concerns.permissions import register as register_permissions
from concerns.presenters import findings as findings_shown
from concerns.presenters import trials as trial_words
from concerns.presenters import unheld
from concerns.presenters import versions as words
from concerns.presenters.outstanding import outstanding
from concerns.presenters.protocol_version import facts
from concerns.protocols import checker, drafts, loader
from concerns.protocols.reader import InvalidFile
from concerns.selectors import documents as reading
from concerns.selectors import offices, proposals, register, trials
from concerns.selectors import protocols as selectors
from concerns.templatetags.dates import day_text
from concerns.views.protocols._page import (
    ProtocolPage,
    Question,
    ReadPage,
    VersionPage,
    VersionQuestion,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from concerns.models import Council, Person, Protocol, Trial


class VersionList(ProtocolPage):
    """Every version, drafts first."""

    def get(self, request: HttpRequest, council: str) -> HttpResponse:
        rows = list(selectors.versions(self.council))
        return self.page(
            "protocols/list.html",
            rows=words.rows(rows, self.on, self._address),
            writes=self.writes,
        )

    def _address(self, row: Protocol) -> str:
        return reverse("version-detail", args=[self.council.slug, row.pk])


class VersionBegin(Question):
    """A new version, from what the council has."""

    heading = "Begin a new version"
    text = "Nothing changes for anybody until two people have put the new version in force."
    fields: ClassVar[Mapping[str, str]] = {"version": "name"}
    begun: Protocol
    source: str

    def form(self, data: Any = None) -> forms.BeginForm:
        files = self.request.FILES if data is not None else None
        return forms.BeginForm(
            data,
            files,
            starter=_remark(self.council),
            in_force=selectors.in_force(self.council, self.on) is not None,
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        self.source = cleaned["source"]
        protocol = self._base(cleaned)
        self.begun = acts.begin(
            council=self.council,
            protocol=drafts.of_council(
                protocol,
                council=self.council.slug,
                name=self.council.name,
                version=cleaned["name"],
                title=cleaned["called"],
                authority=self.council.principal_authority,
            ),
            by=self.by,
            at=self.at,
        )
        return ""

    def _base(self, cleaned: dict[str, Any]) -> engine.Protocol:
        if cleaned["source"] == forms.BeginForm.IN_FORCE:
            row = selectors.in_force(self.council, self.on)
            if row is None:
                raise CannotChange("No version is in force yet, so there is none to begin from.")
            return selectors.engine_protocol(row)
        if cleaned["source"] == forms.BeginForm.STARTER:
            return _starter(self.council)
        if cleaned["source"] == forms.BeginForm.PACK:
            pack = _pack(cleaned.get("pack"))
            return pack if pack.council == self.council.slug else drafts.of_another(pack)
        return self._empty()

    def _empty(self) -> engine.Protocol:
        """No words yet, and the offices the council has: of the version in force, or registered."""
        kind = engine.Nation(self.council.nation), engine.Tier(self.council.tier)
        row = selectors.in_force(self.council, self.on)
        if row is not None:
            empty = drafts.empty(nation=kind[0], tier=kind[1])
            return drafts.with_offices_of(empty, selectors.engine_protocol(row))
        registered = offices.entries(self.council)
        return drafts.empty(nation=kind[0], tier=kind[1], offices=registered)

    def back(self) -> str:
        return self.to("version-list")

    def after(self) -> str:
        name = "document-read" if self.source == forms.BeginForm.DOCUMENT else "version-detail"
        return reverse(name, args=[self.council.slug, self.begun.pk])


def _remark(council: Council) -> str | None:
    """What to know of the starting text for a council of this kind; None where there is none."""
    kind = engine.Tier(council.tier), engine.Nation(council.nation)
    return loader.starter_remark(*kind) if kind in loader.starters() else None


def _starter(council: Council) -> engine.Protocol:
    """:raises CannotChange: if there is none for a council of its kind."""
    try:
        return loader.starter(engine.Tier(council.tier), engine.Nation(council.nation))
    except loader.UnknownPack as unknown:
        raise CannotChange(
            "There is no starting text for a council like yours yet. Begin from your own document,"
            " or from nothing."
        ) from unknown


def _pack(upload: Any) -> engine.Protocol:
    """:raises CannotChange: with every mistake of the file."""
    if upload is None:
        raise CannotChange("Choose the pack to begin from.")
    if upload.size > forms.LARGEST_FILE:
        raise CannotChange("The file is larger than 20 MB, and a pack never is.")
    try:
        return loader.load(upload.read().decode("utf-8-sig"), file=upload.name)
    except UnicodeDecodeError as error:
        raise CannotChange("This is not a pack: a pack is a text file.") from error
    except InvalidFile as error:
        raise CannotChange(" ".join(str(problem) for problem in error.problems[:20])) from error


class VersionDetail(VersionPage):
    """What a version is, and what there is to do on it."""

    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        is_open = selectors.is_open(self.row)
        findings = checker.blocking(self.protocol) if is_open else ()
        return self.page(
            "protocols/detail.html",
            facts=facts(self.row, self.protocol, selectors.reviews_of(self.row)),
            may_review=selectors.holds(self.row, self.on),
            is_ready=words.is_ready(self.row),
            tasks=words.tasks(
                self.protocol,
                reading.of_version(self.row),
                findings,
                self.at_version,
            ),
            may_adopt=is_open
            and permissions.can_adopt(protocol=self.row, person=self.me, held=self.held),
            offered_by=self.row.offered_by,
            failing=len(trials.failing(self.council, self.protocol, self.on)) if is_open else 0,
            back_href=self.to("version-list"),
        )


class _TestedQuestion(VersionQuestion):
    """A question that says what is still open, and names the tests which fail or were removed.

    Those that fail are to be ticked where that is meant.
    """

    template = "protocols/ready.html"

    def page(self, template: str, **context: Any) -> HttpResponse:
        held = register.offices_filled(self.council, self.on)
        open_still = {
            "outstanding": self.outstanding(held),
            "empty": self.empty_offices(held),
            "tests": [trial_words.shown(self.protocol, run) for run in self._tests[0]],
            "removed": trial_words.removed(self._tests[1]),
        }
        return super().page(template, **{**open_still, **context})

    @cached_property
    def _tests(self) -> tuple[list[trials.Run], list[Trial]]:
        return trials.failing_and_removed(self.council, self.protocol, self.on)

    def outstanding(self, held: frozenset[Office]) -> list[findings_shown.Link]:
        return outstanding(
            documents=reading.of_version(self.row),
            proposals=len(proposals.waiting(self.row, self.protocol, what=proposals.ALL)),
            findings=len(checker.check(self.protocol, loader.law(), self.on, held)),
            address=self.at_version,
        )

    def failing(self) -> list[tuple[str, str]]:
        return [(str(run.row.pk), run.row.name) for run in self._tests[0]]


class VersionOffer(_TestedQuestion):
    """Say that it is ready."""

    heading = "Is this version ready?"
    then = (
        "Another administrator or the monitoring officer can read it and put it in force.",
        "If anybody changes it, it becomes a draft again.",
    )

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.OfferForm(data, seen=self.row.digest, failing=self.failing())

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.offer(
            version=self.row,
            seen=cleaned["seen"],
            meant=cleaned["meant"],
            by=self.by,
            at=self.at,
        )
        return "Somebody else can now put this version in force."


class VersionTakeBack(VersionQuestion):
    heading = "Make this version a draft again?"

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Make it a draft again")

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.take_back(version=self.row, by=self.by, at=self.at)
        return "This version is a draft again."


class VersionDiscard(VersionQuestion):
    heading = "Delete this version?"
    text = (
        "Its clauses, rules and the document it was read from are deleted. This cannot be undone."
    )

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(
            data, seen=self.row.digest, submit="Delete this version", dangerous=True
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.discard(version=self.row, by=self.by, at=self.at)
        return f"Version {self.row.version} is deleted."

    def after(self) -> str:
        return self.to("version-list")


class VersionAdopt(_TestedQuestion):
    """A second person puts it in force."""

    heading = "Put this version in force"
    then = (
        "Concerns sent from the first day on go by this version.",
        "Concerns already sent keep the version they were sent by.",
        "Nobody can change this version any more, not even us.",
    )

    def check(self, person: Person) -> None:
        permissions.check_can_work(person=person, held=self.held)

    def load(self, pk: int | None) -> None:
        permissions.check_can_adopt(protocol=self.row, person=self.me, held=self.held)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = request.POST.get("seen")
        stale = seen != self.row.digest or self.row.offered_by_id is None
        if self.is_open and seen and stale:
            return self._changed(self.form(request.POST))
        return super().post(request, *args, **kwargs)

    def _changed(self, form: forms.DraftForm) -> HttpResponse:
        """What was read is not what would be put in force; what was typed is there to copy."""
        back = self.at_version("version-detail")
        return self.page("protocols/changed.html", typed=words.typed(form), back_href=back)

    def form(self, data: Any = None) -> forms.DraftForm:
        adopted_on, review = self.protocol.adopted_on, self.protocol.review
        if adopted_on is not None and adopted_on > self.on:
            adopted_on = None  # what its document says of itself cannot be so
        first = first_due(review, adopted_on) if adopted_on else None
        following, past = None, ""
        if first is not None and first < self.on:
            following = still_ahead(first, review, self.on)
            past = past_words(first, following)
        return forms.AdoptForm(
            data,
            seen=self.row.digest,
            today=self.on,
            failing=self.failing(),
            past=past,
            initial={"adopted_on": adopted_on, "review_due": following},
        )

    def act(self, cleaned: dict[str, Any]) -> str:
        row = adopting.adopt(
            protocol=self.row,
            in_force_from=cleaned["in_force_from"],
            by=self.by,
            at=self.at,
            adopted_on=cleaned["adopted_on"],
            minute=cleaned["minute"],
            review_due=cleaned["review_due"],
            seen=cleaned["seen"],
            meant=cleaned["meant"],
        )
        return f"Version {row.version} is in force from {day_text(row.in_force_from)}."


class VersionReviewed(VersionQuestion):
    """It was looked at again, and nothing has to change."""

    heading = "Record a review that changed nothing"
    text = (
        "The version stays in force as it is. If something has to change, begin a new version"
        " instead."
    )
    then = (
        "Your council is reminded of the next review, and no more of this one.",
        "The record says who entered this, and it cannot be changed afterwards.",
    )
    refusals = (CannotReview,)

    def check(self, person: Person) -> None:
        permissions.check_can_review(person=person, held=self.held)

    def load(self, pk: int | None) -> None:
        if not selectors.holds(self.row, self.on):
            raise Http404

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.ReviewForm(data, seen=self.row.digest, today=self.on)

    def act(self, cleaned: dict[str, Any]) -> str:
        review = reviews.record(
            version=self.row,
            reviewed_on=cleaned["reviewed_on"],
            minute=cleaned["minute"],
            due=cleaned["next_due"],
            by=self.by,
            at=self.at,
        )
        return f"The review is recorded. The next is due on {day_text(review.next_due)}."


class VersionPack(ReadPage):
    """The version as a pack file, for another council or for keeping."""

    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        response = HttpResponse(
            loader.dumps(selectors.given_away(self.row, self.on)),
            content_type="application/yaml; charset=utf-8",
        )
        name = f"{self.protocol.council}-{self.protocol.version}.yaml"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class FindingList(VersionPage):
    """Everything the checker finds, what blocks adoption first."""

    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        held = register.offices_filled(self.council, self.on)
        findings = checker.check(self.protocol, loader.law(), self.on, held)
        blocking, others = findings_shown.kinds(
            self.protocol,
            findings,
            self.at_version,
            writes=self.writes and self.is_open,
            appoint=self._appoint(finding.office for finding in findings),
        )
        return self.page(
            "protocols/findings.html",
            blocking=blocking,
            others=others,
            stops=sum(finding.blocking for finding in findings),
            tells=sum(not finding.blocking for finding in findings),
            back_href=self.at_version("version-detail"),
        )

    def _appoint(self, found: Iterable[Office | None]) -> dict[Office, tuple[str, str]]:
        """Where whoever keeps the register puts somebody into an office."""
        if not register_permissions.can_manage(person=self.me):
            return {}
        codes = {office for office in found if office is not None}
        there = offices.by_code(self.council, codes)
        return {code: unheld.fill(self.row, code, there) for code in codes}
