"""A council's own document: read it, and go through it passage by passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html

from concerns.actions import documents as acts
from concerns.actions.documents import CannotDecide
from concerns.engine.protocol import ClauseKind
from concerns.forms import documents as forms
from concerns.presenters import outstanding as proposed_words
from concerns.presenters import passages as words
from concerns.presenters import proposed
from concerns.protocols.importer.files import CannotRead, import_file
from concerns.selectors import documents as reading
from concerns.selectors import proposals, protocols
from concerns.views.protocols._page import Question, VersionPage, VersionQuestion, found

if TYPE_CHECKING:
    from concerns.forms.base import GovukForm
    from concerns.models import Document, Passage

# Shorter than the web server waits, and than the database lets the request's transaction stand
# idle, so that whoever uploads gets a page in any case.
PATIENCE = 12  # seconds


class _Plain(VersionQuestion):
    """A form that changes no clause of the draft, so nothing of it need be as it was seen."""

    refusals: ClassVar[tuple[type[Exception], ...]] = (*Question.refusals, CannotRead)

    def form(self, data: Any = None) -> GovukForm:  # type: ignore[override]
        raise NotImplementedError


class DocumentRead(_Plain):
    """Upload a file. What is read of it becomes passages, and nothing is a clause yet."""

    document: Document

    def form(self, data: Any = None) -> forms.ReadForm:  # type: ignore[override]
        return forms.ReadForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> str:
        upload = cleaned["document"]
        kind, imported = import_file(upload.read(), upload.name, seconds=PATIENCE)
        self.document = acts.take_in(
            version=self.row,
            imported=imported,
            name=upload.name,
            kind=kind,
            by=self.by,
            at=self.at,
        )
        return ""

    def after(self) -> str:
        return self.at_version("document-detail", document=self.document.pk)


class _DocumentPage(VersionPage):
    document: Document

    def load(self, pk: int | None) -> None:
        self.document = found(reading.by_pk(self.row, self.kwargs["document"]))

    def back(self) -> str:
        return self.at_version("document-detail", document=self.document.pk)


class DocumentDetail(_DocumentPage):
    """How far one has come, and the passages."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load(None)
        shown = request.GET.get("show", "")
        rows = reading.passages(
            self.document,
            state=shown if shown in {"waiting", "accepted", "skipped"} else "",
            asks=shown == "asking",
        )
        counts = reading.counts(self.document)
        page = Paginator(rows, reading.PAGE).get_page(request.GET.get("page"))
        return self.page(
            "protocols/document.html",
            page=page,
            document=self.document,
            counts=counts,
            filters=words.filters(counts, shown),
            remarks=words.remarks(self.document),
            rows=words.rows(page, reading.ways_of(self.document), self._address),
            next=reading.next_waiting(self.document, after=-1),
            back_href=self.at_version("version-detail"),
        )

    def _address(self, passage: Passage) -> str:
        return self.at_version("passage-decide", document=self.document.pk, passage=passage.pk)


class AcceptClear(_Plain, _DocumentPage):
    """Accept at once what leaves no question."""

    heading = "Accept all passages that leave no question?"
    text = "You can still change each of them before you finish."

    def load(self, pk: int | None) -> None:
        _DocumentPage.load(self, pk)
        self.then = words.accepting(reading.counts(self.document))

    def form(self, data: Any = None) -> GovukForm:  # type: ignore[override]
        return forms.SureForm(data, submit="Accept them")

    def act(self, cleaned: dict[str, Any]) -> str:
        n = acts.accept_the_clear(document=self.document, by=self.by, at=self.at)
        return "1 passage is accepted." if n == 1 else f"{n} passages are accepted."

    def back(self) -> str:
        return _DocumentPage.back(self)


class DocumentFinish(AcceptClear):
    """Make clauses of what was accepted."""

    heading = "Make clauses of the accepted passages?"
    text = "They become clauses of the draft, where you can still change them."

    def load(self, pk: int | None) -> None:
        _DocumentPage.load(self, pk)
        self.then = words.finishing(reading.counts(self.document))

    def form(self, data: Any = None) -> GovukForm:  # type: ignore[override]
        return forms.SureForm(data, submit="Make them clauses")

    def act(self, cleaned: dict[str, Any]) -> str:
        row = acts.finish(document=self.document, by=self.by, at=self.at)
        said = "The accepted passages are clauses of this draft now."
        found = proposals.waiting(row, protocols.engine_protocol(row), what=proposals.ALL)
        if not found:
            return said
        return format_html(
            '{} <a class="govuk-notification-banner__link" href="{}">{}</a>.',
            said,
            self.at_version("proposal-list"),
            proposed_words.next_step([each.what for each in found]),
        )

    def after(self) -> str:
        return self.at_version("clause-list")


class DocumentDiscard(AcceptClear):
    """Throw away a file that was read by mistake."""

    heading = "Delete this document?"
    then = (
        "Its passages are deleted, and whatever was decided on them.",
        "The clauses and rules of the version stay as they are.",
        "This cannot be undone. The file can be uploaded again.",
    )

    def load(self, pk: int | None) -> None:
        _DocumentPage.load(self, pk)
        self.text = self.document.name

    def form(self, data: Any = None) -> GovukForm:  # type: ignore[override]
        return forms.SureForm(data, submit="Delete this document", dangerous=True)

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.discard(document=self.document, by=self.by, at=self.at)
        return f"{self.document.name} is deleted."

    def after(self) -> str:
        return self.at_version("version-detail")


class _PassagePage(_Plain, _DocumentPage):
    passage: Passage

    def load(self, pk: int | None) -> None:
        _DocumentPage.load(self, pk)
        self.passage = found(reading.passage_by_pk(self.document, self.kwargs["passage"]))

    def back(self) -> str:
        """The document, where the passage stands in it."""
        page = reading.page_of(self.passage)
        return f"{_DocumentPage.back(self)}?page={page}#passage-{self.passage.pk}"


class PassageDecide(_PassagePage):
    """Accept a passage as it reads or as it is changed, leave it out, or join it to the next."""

    template = "protocols/passage.html"

    def form(self, data: Any = None) -> GovukForm:  # type: ignore[override]
        row = self.passage
        doubt = row.proposal.get("doubt") or {}
        return forms.PassageForm(
            data,
            asks=bool(row.questions or row.marks or doubt),
            initial={
                "doubt": doubt.get("text", ""),
                "printed": row.label,
                "under": row.heading,
                "text": row.text,
                "kinds": [k for k in row.proposal.get("kinds", ()) if k != ClauseKind.TEXT],
            },
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load(None)
        try:
            if "skip" in request.POST:
                acts.skip(passage=self.passage, by=self.by, at=self.at)
                return redirect(self.after())
            if "join" in request.POST:
                acts.join(passage=self.passage, by=self.by, at=self.at)
                return redirect(request.path)
        except CannotDecide as refused:
            form = self.form()
            form.cleaned_data = {}
            form.add_error(None, str(refused))
            return self._ask(form)
        return self.answered(request)

    def act(self, cleaned: dict[str, Any]) -> str:
        acts.accept(
            passage=self.passage,
            label=cleaned["printed"],
            heading=cleaned["under"],
            text=cleaned["text"],
            kinds=[ClauseKind(kind) for kind in cleaned["kinds"]] or [ClauseKind.TEXT],
            doubt=cleaned.get("doubt", ""),
            by=self.by,
            at=self.at,
        )
        return ""

    def after(self) -> str:
        """The next one that waits; the document once none does."""
        row = reading.next_waiting(self.document, after=self.passage.position)
        if row is None:
            return _DocumentPage.back(self)
        return self.at_version("passage-decide", document=self.document.pk, passage=row.pk)

    def page(self, template: str, **context: Any) -> HttpResponse:
        before, after = reading.around(self.passage)
        return super().page(
            template,
            **{
                "document": self.document,
                "passage": self.passage,
                "way": reading.way_to(self.passage),
                "shown": words.shown(self.passage),
                "seems": proposed.of_passage(self.passage),
                "before": before,
                "after": after,
                "counts": reading.counts(self.document),
                **context,
            },
        )


class PassageSplit(_PassagePage):
    """Make several of one."""

    heading = "Divide this passage"

    def form(self, data: Any = None) -> GovukForm:  # type: ignore[override]
        return forms.SplitForm(data, initial={"text": self.passage.text})

    def act(self, cleaned: dict[str, Any]) -> str:
        form = forms.SplitForm(self.request.POST)
        form.is_valid()
        parts = acts.split(passage=self.passage, texts=form.parts(), by=self.by, at=self.at)
        return f"It is {len(parts)} passages now."
