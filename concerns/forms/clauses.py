"""Questions about the clauses of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from concerns.engine.facts import Nature
from concerns.engine.offices import Kind
from concerns.engine.protocol import Clause, ClauseKind, Protocol, Rule
from concerns.forms.fields import CheckboxesField, TextField, paragraphs
from concerns.forms.versions import CLAUSE, KINDS, SENTENCES, DraftForm
from concerns.forms.widgets import Radios, Textarea
from concerns.presenters import rule_options
from concerns.protocols import marked_words, rule_terms
from concerns.protocols.editing_clauses import summary_of
from concerns.protocols.rule_terms import capital

START, END = "start", "end"


class ClauseForm(DraftForm):
    """A clause: its number, its words, what kind it is.

    :param clause: as it is; None for a new one. :param protocol: the draft.
    """

    mark_optional = True
    names = {
        "under": "the heading it stands under",
        "quote": "the words of the clause",
        "summary": "what it says in a few words",
        "after": "which clause it follows",
    }

    printed = forms.CharField(
        label="Number as printed",
        help_text="For example, 5.2 or (a). Leave it empty if none is printed.",
        max_length=50,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    under = forms.CharField(
        label="Heading it stands under",
        help_text="Clauses with the same heading are shown together.",
        max_length=300,
    )
    everywhere = forms.BooleanField(
        label="If you changed the heading: change it for every clause under it", required=False
    )
    quote = TextField(
        label="The council’s own words",
        help_text="Exactly as in the document. Concerns are answered with these words.",
        max_length=CLAUSE,
        widget=Textarea(rows=8, count=False),
    )
    summary = TextField(
        label="What it says, in a few words of your own",
        help_text="Shown beside the council’s words, never instead of them. Leave it empty to take"
        " the first sentence of the clause.",
        required=False,
        max_length=SENTENCES,
        widget=Textarea(rows=3, count=False),
    )
    kinds = CheckboxesField(label="What does this clause do?", choices=KINDS, required=False)

    def __init__(
        self, *args: Any, protocol: Protocol, clause: Clause | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = [each for each in protocol.clauses if clause and each.heading == clause.heading]
        if len(others) < 2:
            del self.fields["everywhere"]
        # Where a pack holds no words of a clause, a change of its number must not ask for them.
        self.fields["quote"].required = clause is None or clause.quote is not None
        if clause is None and protocol.clauses:
            self.fields["after"] = forms.ChoiceField(
                label="Which clause does it follow?",
                choices=[
                    (START, "None: it is the first"),
                    *rule_options.clauses_in_order(protocol),
                ],
                initial=protocol.clauses[-1].id,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("summary") and not self.errors:
            if cleaned["quote"]:
                cleaned["summary"] = summary_of(cleaned["quote"])
            else:
                self.add_error("summary", "Enter what it says in a few words")
        return cleaned


class ExpectsForm(DraftForm):
    """Whose conduct a clause sets a standard for, and what a breach of it would be."""

    expects = CheckboxesField(
        label="Whose conduct does it set a standard for?",
        choices=[
            (Kind.COUNCILLOR.value, "Councillors’"),
            (Kind.OFFICER.value, "Officers’"),
            (Kind.BODY.value, "A committee’s or panel’s"),
            (Kind.OUTSIDE.value, "Somebody’s outside the council"),
        ],
        help_text="Whoever raises a concern about one of them can say that it is about this"
        " clause. Leave it empty if it sets no standard.",
        required=False,
    )
    natures = CheckboxesField(
        label="What would a breach of it be?",
        choices=[(nature.value, capital(words)) for nature, words in rule_terms.NATURES.items()],
        required=False,
    )

    def made(self) -> dict[str, Any]:
        """The parts of a clause that were asked for."""
        return {
            "expects": frozenset(map(Kind, self.cleaned_data["expects"])),
            "natures": frozenset(map(Nature, self.cleaned_data["natures"])),
        }


class MoveForm(DraftForm):
    """Where a clause goes. :param others: those it can stand before, in their order."""

    KEEP, TAKE = "keep", "take"
    submit = "Move it"
    names = {"before": "where it goes", "heading_of": "which heading it stands under"}

    before = forms.ChoiceField(label="Move it before which clause?")
    parts = forms.BooleanField(required=False)
    heading_of = forms.ChoiceField(
        label="Which heading does it stand under there?",
        choices=[
            (KEEP, "The same as now"),
            (TAKE, "The heading of the clause it is moved before"),
        ],
        initial=KEEP,
        widget=Radios(),
    )

    def __init__(
        self, *args: Any, others: rule_options.Choices, parts: Sequence[Clause], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["before"].choices = [
            ("", "Choose a clause"),
            *others,
            (END, "None: move it to the end"),
        ]
        if parts:
            named = ", ".join(clause.label or clause.id for clause in parts)
            self.fields["parts"].label = f"Move its parts with it: {named}"
            self.fields["parts"].initial = True
        else:
            del self.fields["parts"]


class MoveRuleForm(DraftForm):
    """When a rule is tried. :param others: the other rules in their order."""

    submit = "Move it"
    names = {"before": "before which rule it is tried"}

    before = forms.ChoiceField(label="Try it before which rule?")

    def __init__(self, *args: Any, others: rule_options.Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["before"].choices = [
            ("", "Choose a rule"),
            *others,
            (END, "None: try it last"),
        ]


class DivideForm(DraftForm):
    """Where a clause is divided."""

    submit = "Divide it"
    names = {"text": "the words, with an empty line where they are divided"}

    text = TextField(
        label="Put an empty line where one clause ends and the next begins",
        help_text="Change no words here. The parts can be changed one by one afterwards.",
        widget=Textarea(rows=14, count=False),
    )

    def parts(self) -> list[str]:
        """The words of each part."""
        return ["\n".join(lines) for lines in paragraphs(self.cleaned_data["text"])]


class SettleForm(DraftForm):
    """How the words of a clause read, and whether that settles them.

    :param clause: as it is. :param doubting: the rules that note a doubt about it.
    """

    AS_IS, CHANGED, UNCHANGED, OWN = "as_is", "changed", "unchanged", "own"
    YES, NO = "yes", "no"
    names = {
        "reading": "how the clause reads",
        "words": "the words of the clause",
        "settled": "whether the words are settled",
    }

    reading = forms.ChoiceField(label="How does the clause read?")
    words = TextField(
        label="The words of the clause",
        required=False,
        max_length=CLAUSE,
        widget=Textarea(rows=8, count=False),
    )
    settled = forms.ChoiceField(
        label="Are the words settled now?",
        choices=[
            (YES, "Yes: the council is bound by these words"),
            (NO, "No: keep the note that they are not settled"),
        ],
        widget=Radios(
            hints={
                NO: "A rule can rest on them only while a named person confirms how it reads them."
            }
        ),
    )
    clear = CheckboxesField(
        label="Which of these rules is not in doubt any more?",
        help_text="They note a doubt about this clause. A rule you leave unticked keeps its note.",
        required=False,
    )

    def __init__(
        self, *args: Any, clause: Clause, doubting: Iterable[Rule] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        now = clause.quote or ""
        self.readings: dict[str, str | None] = {self.AS_IS: clause.quote}
        labels = {self.AS_IS: "Exactly as it stands now"}
        if marked_words.has_marks(now):
            self.readings |= {
                self.CHANGED: marked_words.changed(now),
                self.UNCHANGED: marked_words.unchanged(now),
            }
            labels = {
                self.CHANGED: "With the changes: struck words are gone",
                self.UNCHANGED: "Without the changes: struck words stay",
                **labels,
            }
        labels[self.OWN] = "Otherwise: I enter the words"
        self.fields["reading"].choices = list(labels.items())
        self.fields["reading"].widget = Radios(
            choices=list(labels.items()),
            hints={
                code: words or "No words would be left."
                for code, words in self.readings.items()
                if code in labels and words != clause.quote
            },
            reveals={self.OWN: ("words",)},
        )
        self.fields["words"].initial = self.readings.get(self.CHANGED) or now
        self.fields["settled"].initial = self.NO if clause.unresolved else self.YES
        rules = [(rule.key, capital(rule.summary)) for rule in doubting]
        if rules:
            self.fields["clear"].choices = rules
        else:
            del self.fields["clear"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("reading") == self.OWN and not cleaned.get("words"):
            self.add_error("words", "Enter the words of the clause")
        return cleaned

    def quote(self) -> str | None:
        """The words that were chosen."""
        cleaned = self.cleaned_data
        if cleaned["reading"] == self.OWN:
            return str(cleaned["words"])
        return self.readings[cleaned["reading"]] or None


def settled_kinds(codes: Iterable[str]) -> frozenset[ClauseKind]:
    """What a clause does; plain text where nothing was ticked."""
    return frozenset(map(ClauseKind, codes)) or frozenset({ClauseKind.TEXT})
