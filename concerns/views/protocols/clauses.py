"""The clauses of a draft: read, add, change, move and leave out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from concerns.engine import protocol as engine
from concerns.forms import versions as forms
from concerns.protocols import editing
from concerns.views.protocols._page import VersionPage, VersionQuestion


class ClauseList(VersionPage):
    """All clauses in order, with those that carry a rule marked."""

    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        resting: dict[str, list[str]] = {}
        for where, citation in editing.citations(self.protocol):
            found = resting.setdefault(citation.clause, [])
            if where not in found:
                found.append(where)
        return self.page(
            "protocols/clauses.html",
            rows=[
                {
                    "clause": clause,
                    "rests": resting.get(clause.id, ()),
                    "change": self.at_version("clause-change", clause=clause.id),
                    "move": self.at_version("clause-move", clause=clause.id),
                    "is_first": place == 0,
                    "is_last": place == len(self.protocol.clauses) - 1,
                }
                for place, clause in enumerate(self.protocol.clauses)
            ],
            back_href=self.at_version("version-detail"),
        )


class _ClauseQuestion(VersionQuestion):
    clause: engine.Clause

    def load(self, pk: int | None) -> None:
        clause = self.protocol.clause_by_id.get(self.kwargs["clause"])
        if clause is None:
            raise Http404
        self.clause = clause

    def back(self) -> str:
        return self.at_version("clause-list")


class ClauseAdd(VersionQuestion):
    heading = "Add a clause"

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.ClauseForm(data, seen=self.row.digest)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        wanted = cleaned["printed"] or cleaned["under"].lower().replace(" ", "-")
        clause = engine.Clause(id=editing.new_clause_id(self.protocol, wanted), **_parts(cleaned))
        return editing.put_clause(self.protocol, clause)

    def back(self) -> str:
        return self.at_version("clause-list")


class ClauseChange(_ClauseQuestion):
    heading = "Change a clause"

    def form(self, data: Any = None) -> forms.DraftForm:
        clause = self.clause
        return forms.ClauseForm(
            data,
            seen=self.row.digest,
            initial={
                "printed": clause.label or "",
                "under": clause.heading,
                "quote": clause.quote or "",
                "summary": clause.summary,
                "kinds": sorted(clause.kinds),
            },
        )

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        clause = replace(self.clause, **_parts(cleaned))
        return editing.put_clause(self.protocol, clause)


class ClauseRemove(_ClauseQuestion):
    heading = "Leave this clause out?"

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.text = self.clause.quote or self.clause.summary

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Leave it out", dangerous=True)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing.remove_clause(self.protocol, self.clause.id)


class ClauseMove(_ClauseQuestion):
    """A press of a button in the list: one place up or down."""

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.DraftForm(data, seen=self.row.digest)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        way = editing.UP if "up" in self.request.POST else editing.DOWN
        return editing.move_clause(self.protocol, self.clause.id, way)


def _parts(cleaned: dict[str, Any]) -> dict[str, Any]:
    kinds = frozenset(map(engine.ClauseKind, cleaned["kinds"]))
    return {
        "label": cleaned["printed"] or None,
        "heading": cleaned["under"],
        "summary": cleaned["summary"],
        "quote": cleaned["quote"],
        "kinds": kinds or frozenset({engine.ClauseKind.TEXT}),
    }
