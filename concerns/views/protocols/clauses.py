"""The clauses of a draft: read, add, change, move, divide, settle and leave out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from concerns.engine import protocol as engine
from concerns.forms import clauses as clause_forms
from concerns.forms import versions as forms
from concerns.presenters import clauses as words
from concerns.presenters import rule_options
from concerns.protocols import editing, editing_clauses, rule_terms
from concerns.protocols.checking.clauses import same_numbers
from concerns.protocols.editing import CannotEdit
from concerns.selectors import proposals
from concerns.views.protocols._page import VersionPage, VersionQuestion


class ClauseList(VersionPage):
    """All clauses in order, with those that carry a rule marked."""

    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        page = Paginator(self.protocol.clauses, words.PAGE).get_page(request.GET.get("page"))
        return self.page(
            "protocols/clauses.html",
            page=page,
            rows=words.rows(self.protocol, page, self.at_version),
            settle=words.to_settle(self.protocol, self.at_version),
            back_href=self.at_version("version-detail"),
        )


class _OfClauses(VersionQuestion):
    """A form after which one is back in the list, where the clause stands or stood."""

    place: int = 0

    def back(self) -> str:
        page = words.page_of(self.place)
        return f"{self.at_version('clause-list')}?page={page}#clause-{self.place + 1}"

    def stands(self, draft: engine.Protocol, clause_id: str) -> engine.Protocol:
        """The same draft, having looked where the clause stands in it."""
        self.place = [clause.id for clause in draft.clauses].index(clause_id)
        return draft


class _ClauseQuestion(_OfClauses):
    clause: engine.Clause

    def load(self, pk: int | None) -> None:
        clause = self.protocol.clause_by_id.get(self.kwargs["clause"])
        if clause is None:
            raise Http404
        self.clause = clause
        self.called = rule_terms.clause(self.protocol, clause.id)
        self.stands(self.protocol, clause.id)

    def said(self) -> str:
        return f"{rule_terms.capital(self.called)} is changed."

    def at_clause(self, name: str) -> str:
        """The address of another page of this clause."""
        return self.at_version(name, clause=self.clause.id)


class ClauseAdd(_OfClauses):
    heading = "Add a clause"
    draft: engine.Protocol
    label: str | None

    def form(self, data: Any = None) -> forms.DraftForm:
        last = self.protocol.clauses[-1].heading if self.protocol.clauses else ""
        return clause_forms.ClauseForm(
            data, seen=self.row.digest, protocol=self.protocol, initial={"under": last}
        )

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        wanted = cleaned["printed"] or cleaned["under"].lower().replace(" ", "-")
        clause = engine.Clause(id=editing.new_clause_id(self.protocol, wanted), **_parts(cleaned))
        draft = editing.put_clause(self.protocol, clause, after=cleaned.get("after") or None)
        if cleaned.get("after") == clause_forms.START:
            first = self.protocol.clauses[0].id
            draft = editing_clauses.move_clauses(draft, {clause.id}, before=first)
        self.draft, self.label = draft, clause.label
        return self.stands(draft, clause.id)

    def said(self) -> str:
        return f"The clause is added. {_same_number(self.draft, self.label)}".strip()


class ClauseChange(_ClauseQuestion):
    template: ClassVar[str] = "protocols/part.html"
    heading = "Change a clause"
    draft: engine.Protocol
    label: str | None

    def form(self, data: Any = None) -> forms.DraftForm:
        clause = self.clause
        return clause_forms.ClauseForm(
            data,
            seen=self.row.digest,
            protocol=self.protocol,
            clause=clause,
            initial={
                "printed": clause.label or "",
                "under": clause.heading,
                "quote": clause.quote or "",
                "summary": clause.summary,
                "kinds": sorted(clause.kinds - {engine.ClauseKind.TEXT}),
            },
        )

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        draft = self.protocol
        if cleaned.get("everywhere"):
            draft = editing_clauses.rename_heading(draft, self.clause.heading, cleaned["under"])
        clause = replace(self.clause, **_parts(cleaned))
        self.draft = editing.put_clause(draft, clause)
        self.label = clause.label if clause.label != self.clause.label else None
        return self.draft

    def said(self) -> str:
        return _same_number(self.draft, self.label)

    def page(self, template: str, **context: Any) -> HttpResponse:
        links = [
            ("Say whose conduct it is about", self.at_clause("clause-expects")),
            ("Say whether its words are settled", self.at_clause("clause-settle")),
            ("Move it elsewhere", self.at_clause("clause-move")),
        ]
        if self.clause.quote:
            links.append(("Divide it into several clauses", self.at_clause("clause-split")))
        if self.clause is not self.protocol.clauses[-1]:
            links.append(("Join it with the clause after it", self.at_clause("clause-join")))
        remove = self.at_clause("clause-remove")
        return super().page(template, links=links, remove_href=remove, **context)


def _same_number(draft: engine.Protocol, label: str | None) -> str:
    """That other clauses have the number as well; nothing where none has."""
    others = len(same_numbers(draft).get(label or "", ())) - 1
    if others < 1:
        return ""
    have = "Another clause has" if others == 1 else f"{others} other clauses have"
    return f"{have} the number {label} too. That is no mistake if the document has it so."


class ClauseExpects(_ClauseQuestion):
    heading = "Whose conduct is this clause about?"
    asked: clause_forms.ExpectsForm

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.text = self.clause.quote or self.clause.summary

    def form(self, data: Any = None) -> clause_forms.ExpectsForm:
        self.asked = clause_forms.ExpectsForm(
            data,
            seen=self.row.digest,
            initial={
                "expects": sorted(self.clause.expects),
                "natures": sorted(self.clause.natures),
            },
        )
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing.put_clause(self.protocol, replace(self.clause, **self.asked.made()))


class ClauseSettle(_ClauseQuestion):
    """Choose how unsettled words read, and keep or clear the doubt."""

    template: ClassVar[str] = "protocols/settle.html"
    asked: clause_forms.SettleForm

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = f"How does {self.called} read?"

    def form(self, data: Any = None) -> clause_forms.SettleForm:
        self.asked = clause_forms.SettleForm(
            data,
            seen=self.row.digest,
            clause=self.clause,
            doubting=[
                rule
                for rule in self.protocol.rules
                if rule.doubt is not None
                and any(citation.clause == self.clause.id for citation in rule.doubt.clauses)
            ],
        )
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing_clauses.settle_clause(
            self.protocol,
            self.clause.id,
            words=self.asked.quote(),
            unresolved=cleaned["settled"] == self.asked.NO,
            clear=cleaned.get("clear") or (),
        )

    def page(self, template: str, **context: Any) -> HttpResponse:
        return super().page(template, clause=self.clause, **context)


class ClauseSplit(_ClauseQuestion):
    text = (
        "The first part keeps the number. What rests on some of the words follows them; what rests"
        " on the whole clause stays with the first part."
    )

    def load(self, pk: int | None) -> None:
        super().load(pk)
        if not self.clause.quote:
            raise Http404
        self.heading = f"Divide {self.called}"

    def form(self, data: Any = None) -> clause_forms.DivideForm:
        self.asked = clause_forms.DivideForm(
            data, seen=self.row.digest, initial={"text": self.clause.quote}
        )
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing_clauses.split_clause(self.protocol, self.clause.id, self.asked.parts())

    def said(self) -> str:
        return "The clause is divided. Give each part its number and what it says."


class ClauseJoin(_ClauseQuestion):
    """Make a clause and the one after it one."""

    template: ClassVar[str] = "protocols/join.html"
    second: engine.Clause

    def load(self, pk: int | None) -> None:
        super().load(pk)
        if self.clause is self.protocol.clauses[-1]:
            raise Http404
        _, after = editing_clauses.pair(self.protocol, self.clause.id)
        self.second = after
        self.heading = f"Join {self.called} with {rule_terms.clause(self.protocol, after.id)}?"
        undecided = [
            each
            for each in proposals.waiting(self.row, self.protocol, what=proposals.ALL)
            if each.clause.id in {self.clause.id, after.id}
        ]
        self.then = words.joining(self.protocol, self.clause, after, undecided=len(undecided))

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Join them")

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing_clauses.join_clauses(self.protocol, self.clause.id)

    def said(self) -> str:
        return "They are one clause now. Look whether it says in a few words what it says."

    def page(self, template: str, **context: Any) -> HttpResponse:
        try:
            draft = editing_clauses.join_clauses(self.protocol, self.clause.id)
        except CannotEdit as refused:
            context |= {"refused": str(refused), "then": ()}
        else:
            context |= {
                "joined": draft.clause_by_id[self.clause.id],
                "resting": words.resting_on(self.protocol, self.second),
            }
        return super().page(template, **context)


class ClauseRemove(_ClauseQuestion):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = f"Leave {self.called} out?"
        self.text = self.clause.quote or self.clause.summary

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Leave it out", dangerous=True)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing.remove_clause(self.protocol, self.clause.id)

    def said(self) -> str:
        return f"{rule_terms.capital(self.called)} is left out."


class ClauseMove(_ClauseQuestion):
    """Before any other clause; or one place up or down, by a button in the list."""

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = f"Move {self.called}"

    def form(self, data: Any = None) -> forms.DraftForm:
        if self.by_button is not None:
            return forms.DraftForm(data, seen=self.row.digest)
        parts = editing_clauses.family(self.protocol, self.clause.id)[1:]
        return clause_forms.MoveForm(
            data,
            seen=self.row.digest,
            others=rule_options.clauses_in_order(self.protocol, but=self.clause.id),
            parts=parts,
        )

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return self.stands(self._moved(cleaned), self.clause.id)

    def said(self) -> str:
        return f"{rule_terms.capital(self.called)} is moved."

    def _moved(self, cleaned: dict[str, Any]) -> engine.Protocol:
        if self.by_button is not None:
            return editing.move_clause(self.protocol, self.clause.id, self.by_button)
        before = cleaned["before"] if cleaned["before"] != clause_forms.END else None
        moved = [self.clause]
        if cleaned.get("parts"):
            moved = list(editing_clauses.family(self.protocol, self.clause.id))
        heading = None
        if cleaned["heading_of"] == clause_forms.MoveForm.TAKE:
            beside = self.protocol.clause_by_id[before] if before else self.protocol.clauses[-1]
            heading = beside.heading
        return editing_clauses.move_clauses(
            self.protocol, {clause.id for clause in moved}, before=before, heading=heading
        )


def _parts(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": cleaned["printed"] or None,
        "heading": cleaned["under"],
        "summary": cleaned["summary"],
        "quote": cleaned["quote"] or None,
        "kinds": clause_forms.settled_kinds(cleaned["kinds"]),
    }
