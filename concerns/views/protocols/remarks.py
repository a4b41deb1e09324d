"""The notices and the gaps of a draft: what people have to know, and what it does not say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse

from concerns.engine import protocol as engine
from concerns.forms import versions as forms
from concerns.forms.remarks import GapForm, NoticeForm
from concerns.forms.rules_base import RuleForm
from concerns.forms.rules_when import WHEN_FORMS, WhenForm
from concerns.presenters import remarks as words
from concerns.protocols import editing, editing_whole
from concerns.views.protocols._page import VersionPage, VersionQuestion


class RemarkKind(NamedTuple):
    """:param field: where the protocol keeps them. :param name: how their pages are called."""

    field: str
    name: str
    form: type[RuleForm]
    title: str
    lead: str
    none: str
    add: str
    change: str
    remove: str


NOTICE = RemarkKind(
    editing_whole.NOTICES,
    "notice",
    NoticeForm,
    "What people have to know",
    "A notice is shown to whoever raises something it is about, before they send it: how it has to"
    " be put, where it must not be raised, another way to go. What the law says of it is added by"
    " the portal.",
    "There is no notice yet",
    "Add a notice",
    "Change a notice",
    "Leave this notice out?",
)
GAP = RemarkKind(
    editing_whole.GAPS,
    "gap",
    GapForm,
    "What the protocol does not say",
    "Where the protocol is silent, somebody has to decide. Noting it here tells people so, and"
    " reminds the council to write it down one day.",
    "Nothing is noted yet",
    "Note what it does not say",
    "Change what it does not say",
    "Leave this out?",
)


class RemarkList(VersionPage):
    kind: RemarkKind = NOTICE

    def get(self, request: HttpRequest, council: str, version: int) -> HttpResponse:
        may_change = self.writes and self.is_open
        remarks = getattr(self.protocol, self.kind.field)
        address = self.at_version if may_change else None
        return self.page(
            "protocols/remarks.html",
            kind=self.kind,
            cards=words.cards(self.protocol, remarks, self.kind.name, address),
            add_href=self.at_version(f"{self.kind.name}-add"),
            back_href=self.at_version("version-detail"),
        )


class _OfRemarks(VersionQuestion):
    kind: RemarkKind = NOTICE

    def back(self) -> str:
        return self.at_version(f"{self.kind.name}-list")


class RemarkAdd(_OfRemarks):
    asked: RuleForm

    def load(self, pk: int | None) -> None:
        self.heading, self.text = self.kind.add, self.kind.lead

    def form(self, data: Any = None) -> RuleForm:
        self.asked = self.kind.form(data, seen=self.row.digest, protocol=self.protocol)
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        made = self.asked.made()
        if isinstance(made, engine.Gap):
            made = editing_whole.with_code(self.protocol, made)
        return editing_whole.put_remark(self.protocol, self.kind.field, None, made)

    def said(self) -> str:
        return "It is added."


class _RemarkQuestion(_OfRemarks):
    """A form about one of them; `place` in the address says which, counted from 1."""

    place: int
    remark: Any

    def load(self, pk: int | None) -> None:
        there = getattr(self.protocol, self.kind.field)
        self.place = self.kwargs["place"] - 1
        if not 0 <= self.place < len(there):
            raise Http404
        self.remark = there[self.place]

    def put(self, remark: Any) -> engine.Protocol:
        return editing_whole.put_remark(self.protocol, self.kind.field, self.place, remark)


class RemarkChange(_RemarkQuestion):
    template: ClassVar[str] = "protocols/part.html"
    asked: RuleForm

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading = self.kind.change

    def form(self, data: Any = None) -> RuleForm:
        self.asked = self.kind.form(
            data, seen=self.row.digest, protocol=self.protocol, now=self.remark
        )
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return self.put(self.asked.made())

    def page(self, template: str, **context: Any) -> HttpResponse:
        remove = self.at_version(f"{self.kind.name}-remove", place=self.place + 1)
        return super().page(template, remove_href=remove, **context)


class RemarkWhen(_RemarkQuestion):
    """Some of the conditions; `part` in the address says which."""

    asked: WhenForm

    def load(self, pk: int | None) -> None:
        super().load(pk)
        if self.kwargs["part"] not in WHEN_FORMS or self.remark.when is None:
            raise Http404
        self.ask = WHEN_FORMS[self.kwargs["part"]]
        self.heading, self.text = self.ask.title_words, self.remark.text

    def form(self, data: Any = None) -> RuleForm:
        self.asked = self.ask(
            data, seen=self.row.digest, protocol=self.protocol, now=self.remark.when
        )
        return self.asked

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return self.put(replace(self.remark, when=self.asked.made()))


class RemarkMove(_RemarkQuestion):
    """A press of a button: one place up or down."""

    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading, self.text = "Move it one place down?", self.remark.text

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.DraftForm(data, seen=self.row.digest)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        way = self.by_button or editing.DOWN
        return editing_whole.move_remark(self.protocol, self.kind.field, self.place, way)

    def said(self) -> str:
        return "It is moved."


class RemarkRemove(_RemarkQuestion):
    def load(self, pk: int | None) -> None:
        super().load(pk)
        self.heading, self.text = self.kind.remove, self.remark.text

    def form(self, data: Any = None) -> forms.DraftForm:
        return forms.SureForm(data, seen=self.row.digest, submit="Leave it out", dangerous=True)

    def changed(self, cleaned: dict[str, Any]) -> engine.Protocol:
        return editing_whole.remove_remark(self.protocol, self.kind.field, self.place)

    def said(self) -> str:
        return "It is left out."
