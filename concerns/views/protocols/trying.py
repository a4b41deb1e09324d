"""Trying a version: a made-up question, the tests the council saved, and the past again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from concerns.actions import replay as past
from concerns.actions import trials as acts
from concerns.forms.trying import SaveForm, TryForm, YesForm, as_query, outcomes_asked
from concerns.permissions import protocols as permissions
from concerns.presenters import onward as ways
from concerns.presenters import replay as replay_words
from concerns.presenters import trials as trial_words
from concerns.presenters import trying as words
from concerns.presenters.decision import present
from concerns.protocols import replaying, trying
from concerns.protocols.comparing_cells import reach
from concerns.protocols.loader import law
from concerns.protocols.matrix import matrix
from concerns.selectors import offices, register
from concerns.selectors import protocols as selectors
from concerns.selectors import trials as reading
from concerns.views.protocols._page import Question, VersionPage, VersionQuestion, found

if TYPE_CHECKING:
    from concerns.forms.base import GovukForm
    from concerns.models import Council, Person, Protocol, Trial
    from concerns.presenters.replay import Side
    from concerns.protocols.onward import Outcomes


class VersionTry(VersionPage):
    """The filing questions without names, and the answer as the real thing gives it.

    The question is in the address, and saving it posts to the same address.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(SaveForm(held=self._held()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.check_can_write(person=self.me)
        asked, save = self._asked(), SaveForm(request.POST, held=self._held())
        if asked.is_valid() and save.is_valid():
            held = save.cleaned_data["held"]
            try:
                acts.save(
                    version=self.row,
                    name=save.cleaned_data["name"],
                    question=asked.question(),
                    outcomes=self._outcomes() if held == "then" else (),
                    everything=held == "whole",
                    by=self.by,
                    at=self.at,
                )
            except acts.CannotSave as refused:
                save.add_error(refused.field, str(refused))
            else:
                messages.success(request, "The test is saved. Every new version is tried on it.")
                return redirect(self.at_version("trial-list"))
        return self._shown(save)

    def _outcomes(self) -> Outcomes:
        return outcomes_asked(self.request.GET)

    def _held(self) -> list[tuple[str, str]]:
        return trial_words.held_choices(self._outcomes())

    def _asked(self) -> TryForm:
        data = self.request.GET or None
        filled = register.offices_filled(self.council, self.on)
        empty = [office for office, _ in offices.named_but(self.protocol, filled)]
        return TryForm(
            data,
            people=words.choices(self.protocol),
            offices=words.offices(self.protocol),
            vacancies=words.vacancies(self.protocol, empty),
        )

    def _shown(self, save: SaveForm) -> HttpResponse:
        asked = self._asked()
        context: dict[str, Any] = {}
        if asked.is_valid():
            context = self._answer(asked.question())
        return self.page(
            "protocols/try.html",
            asked=asked,
            form=save if save.is_bound and asked.is_valid() else asked,
            save=save,
            may_save=permissions.can_write(person=self.me),
            back_href=self.at_version("version-detail"),
            **context,
        )

    def _answer(self, question: trying.Question) -> dict[str, Any]:
        protocol, overlay = self.protocol, law()
        decision = trying.answer(question, protocol, self.on, overlay)
        changes = trying.changes(question, protocol, decision, overlay)
        elsewhere, same = words.otherwise(protocol, question, changes)
        way = ways.way(decision, self._outcomes(), lambda then: f"?{as_query(question, then)}")
        return {
            "decision": present(
                decision,
                protocol=protocol,
                names={},
                for_raiser=False,
                current=way.current if way.so_far else None,
                stands=way.stands,
            ),
            "way": way,
            "passed_duties": words.passed_duties(protocol, decision),
            "first_href": f"?{as_query(question)}",
            "near": words.near(protocol, trying.near_misses(question, protocol, decision)),
            "elsewhere": elsewhere,
            "same": same,
        }


class TrialList(VersionPage):
    """Every saved question, and whether this version gives the answer that was saved."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        runs = reading.runs(self.council, self.protocol, self.on)
        rows = [
            {
                "test": trial_words.shown(self.protocol, run),
                "try_href": self._try(run) if run.question else "",
                "remove_href": self.at_version("trial-remove", trial=run.row.pk),
            }
            for run in sorted(runs, key=lambda run: run.passes)
        ]
        return self.page(
            "protocols/trials.html",
            rows=rows,
            failing=sum(not run.passes for run in runs),
            may_remove=permissions.can_write(person=self.me),
            back_href=self.at_version("version-detail"),
        )

    def _try(self, run: reading.Run) -> str:
        assert run.question is not None
        then = run.result.expected.then if run.result is not None else ()
        outcomes = then[0].after if len(then) == 1 else ()
        return f"{self.at_version('version-try')}?{as_query(run.question, outcomes)}#answer"


class TrialRemove(VersionQuestion):
    trial: Trial
    text = "No version is held to it any more. The versions themselves stay as they are."
    refusals: ClassVar[tuple[type[Exception], ...]] = Question.refusals

    def check(self, person: Person) -> None:
        permissions.check_can_write(person=person)

    def load(self, pk: int | None) -> None:
        self.trial = found(reading.by_pk(self.council, self.kwargs["trial"]))
        self.heading = f"Remove the test “{self.trial.name}”?"

    def form(self, data: Any = None) -> GovukForm:  # type: ignore[override]
        return YesForm(data)

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.remove(trial=self.trial, by=self.by, at=self.at)
        return f"The test “{self.trial.name}” is removed."

    def back(self) -> str:
        return self.at_version("trial-list")


class VersionReplay(VersionPage):
    """Kinds of past concerns by the version in force and by this one, side by side."""

    in_force: Protocol | None

    def find(self, council: Council, pk: int) -> Protocol | None:
        row, self.in_force = selectors.version_beside(council, pk, self.on)
        return row

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = self.in_force
        is_itself = now is None or now.pk == self.row.pk
        sides: list[Side] = []
        context: dict[str, Any] = {}
        if now is not None and not is_itself:
            found = past.kinds(version=self.row, person=self.me, by=self.by, at=self.at)
            before = selectors.engine_protocol(now)
            replayed = replaying.replay(found.kinds, before, self.protocol, self.on, law())
            sides = replay_words.sides(replayed, before, self.protocol)
            context["too_few"] = replay_words.too_few(found.too_few)
            sides_of = (matrix(each, law(), self.on) for each in (before, self.protocol))
            context["reach"] = reach(*sides_of)
        return self.page(
            "protocols/replay.html",
            in_force=now,
            is_itself=is_itself,
            sides=sides,
            moved=sum(side.moved for side in sides),
            since=past.quarter_of(self.on),
            least=replaying.LEAST,
            crowd=replaying.CROWD,
            newest=past.NEWEST,
            back_href=self.at_version("version-detail"),
            **context,
        )
