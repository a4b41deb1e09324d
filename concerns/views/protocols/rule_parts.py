"""What goes with a step: duties, time limits, and whom the protocol names instead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.http import Http404, HttpResponse

from concerns.engine import protocol as engine
from concerns.forms import versions as forms
from concerns.forms.rules_base import RuleForm
from concerns.forms.rules_parts import PART_KINDS, PartKind
from concerns.protocols import editing, editing_rules
from concerns.views.protocols.rule_steps import StepQuestion

_NAMES = {
    "duties": "The duty",
    "limits": "The time limit",
    "instead": "Who takes it instead",
}


class _OfStep(StepQuestion):
    """A form about one of several things of a step; `kind` in the address says what they are."""

    kind: PartKind
    parts: tuple[Any, ...]
    done: ClassVar[str]
    place: int | None = None

    def load(self, pk: int | None) -> None:
        super().load(pk)
        if self.kwargs["kind"] not in PART_KINDS:
            raise Http404
        self.kind = PART_KINDS[self.kwargs["kind"]]
        self.parts = getattr(self.step, self.kind.field)
        if "place" in self.kwargs:
            self.place = self.kwargs["place"] - 1
            if not 0 <= self.place < len(self.parts):
                raise Http404

    def ask(self, data: Any) -> RuleForm:
        now = self.parts[self.place] if self.place is not None else None
        return self.kind.form(data, seen=self.row.digest, protocol=self.protocol, now=now)

    def remade(self) -> engine.Rule:
        parts = editing_rules.put_at(self.parts, self.place, self.asked.made())
        if self.kind is PART_KINDS["limits"]:
            editing_rules.check_limits(parts)
        return self.having(parts)

    def said(self) -> str:
        return f"{_NAMES[self.kwargs['kind']]} is {self.done}."

    def having(self, parts: tuple[Any, ...]) -> engine.Rule:
        more: dict[str, Any] = {self.kind.field: parts}
        step = replace(self.step, **more)
        return editing_rules.put_step(self.rule, step)


class PartAdd(_OfStep):
    done: ClassVar[str] = "added"

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = self.kind.add


class PartChange(_OfStep):
    done: ClassVar[str] = "changed"
    template: ClassVar[str] = "protocols/part.html"

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = self.kind.change

    def page(self, template: str, **context: Any) -> HttpResponse:
        remove = self.at_rule(
            "part-remove", **{n: self.kwargs[n] for n in ("step", "kind", "place")}
        )
        return super().page(template, remove_href=remove, **context)


class PartRemove(_OfStep):
    done: ClassVar[str] = "left out"
    place: int

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = self.kind.remove

    def form(self, data: Any = None) -> forms.DraftForm:  # type: ignore[override]
        return forms.SureForm(data, seen=self.row.digest, submit="Leave it out", dangerous=True)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        rule = self.having(editing_rules.without(self.parts, self.place))
        return editing.put_rule(self.protocol, rule, key=self.rule.key)
