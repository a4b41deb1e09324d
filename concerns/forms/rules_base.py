"""What every form about a part of a rule shares: who is named, and by which clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from django import forms

from concerns.engine.offices import Office
from concerns.engine.protocol import Citation, Protocol, Target, When
from concerns.forms.fields import CheckboxesField, TextField
from concerns.forms.versions import CLAUSE, SENTENCES, DraftForm
from concerns.forms.widgets import Checkboxes, Radios, Textarea
from concerns.presenters import rule_options
from concerns.protocols import editing_rules, rule_terms

Code = TypeVar("Code", bound=StrEnum)

NO_CLAUSE = "Choose the clause that says so. This cannot be saved without one."
_YES, _NO, _EITHER = "yes", "no", "either"
_NOBODY = "nobody"
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
_WORDS = "Exactly as they stand in the clause. Leave it empty for the whole clause."


class RuleForm(DraftForm):
    """A form about a part of a rule.

    :param protocol: the draft. :param now: the part as it is; None for a new one.
    """

    mark_optional: ClassVar[bool] = False  # most of a rule may be left out; the hints say so
    PLACES: ClassVar[int] = 3  # people that can be named at once, or one more than there are

    def __init__(
        self, data: Any = None, *args: Any, protocol: Protocol, now: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(data, *args, **kwargs)
        self.protocol, self.now = protocol, now
        self._citing: list[str] = []
        self._must_cite: dict[str, str] = {}
        self.fill()

    def fill(self) -> None:
        """Put the fields in, with what there is now."""
        raise NotImplementedError

    def made(self) -> Any:
        """The part as it was answered."""
        raise NotImplementedError

    # ------------------------------------------------------------ codes

    def put_one(
        self,
        name: str,
        label: str,
        words: Mapping[Any, str],
        now: StrEnum | None,
        **more: Any,
    ) -> None:
        """One of several codes, as radios."""
        hint = more.pop("help_text", "")
        self.fields[name] = forms.ChoiceField(
            label=label,
            help_text=hint,
            choices=[(code.value, rule_terms.capital(text)) for code, text in words.items()],
            initial=now.value if now is not None else None,
            widget=Radios(**more),
        )

    def put_some(
        self,
        name: str,
        label: str,
        choices: Iterable[tuple[Any, str]],
        now: Iterable[StrEnum],
        *,
        help_text: str = "",
        hints: Mapping[str, str] | None = None,
    ) -> None:
        """Any of several codes, as checkboxes."""
        self.fields[name] = CheckboxesField(
            label=label,
            choices=[(str(code), rule_terms.capital(text)) for code, text in choices],
            initial=sorted(code.value for code in now),
            help_text=help_text,
            required=False,
            widget=Checkboxes(hints=hints),
        )

    def some(self, name: str, kind: type[Code]) -> frozenset[Code]:
        return frozenset(map(kind, self.cleaned_data.get(name) or ()))

    def put_either(self, name: str, label: str, now: bool | None, *, yes: str, no: str) -> None:
        """A condition that may hold, may not hold, or does not matter."""
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[(_EITHER, "It does not matter"), (_YES, yes), (_NO, no)],
            initial={None: _EITHER, True: _YES, False: _NO}[now],
            widget=Radios(),
        )

    def either(self, name: str) -> bool | None:
        return {_EITHER: None, _YES: True, _NO: False}[self.cleaned_data[name]]

    def put_text(
        self, name: str, label: str, now: str | None, *, help_text: str = "", required: bool = False
    ) -> None:
        self.fields[name] = TextField(
            label=label,
            help_text=help_text,
            initial=now or "",
            required=required,
            max_length=SENTENCES,
            widget=Textarea(rows=3, count=False),
        )

    # ------------------------------------------------------------ people

    def put_people(self, name: str, label: str, now: Iterable[Office], **more: Any) -> None:
        """Offices of the draft, as checkboxes."""
        self.put_some(name, label, rule_options.people(self.protocol), now, **more)

    def put_targets(
        self,
        name: str,
        label: str,
        now: Sequence[Target],
        *,
        help_text: str = "",
        places: int | None = None,
    ) -> tuple[str, ...]:
        """Those a step names, in order, a select each. :return: the names of the fields."""
        choices = rule_options.targets(self.protocol, now)
        names = []
        for place in range(max(places or self.PLACES, len(now) + (places is None))):
            names.append(f"{name}_{place + 1}")
            self.fields[names[-1]] = forms.ChoiceField(
                label=label if place == 0 else f"{_nth(place)}, if there is one",
                help_text=help_text if place == 0 else "",
                choices=[("", "Nobody" if place == 0 else "Nobody else"), *choices],
                initial=rule_options.target_code(now[place]) if place < len(now) else "",
                required=False,
            )
        return tuple(names)

    def targets(self, name: str) -> tuple[Target, ...]:
        found = (self.cleaned_data.get(each) for each in self._places(name))
        return tuple(dict.fromkeys(rule_options.target_of(code) for code in found if code))

    def _places(self, name: str) -> list[str]:
        start = f"{name}_"
        return [n for n in self.fields if n.startswith(start) and n.removeprefix(start).isdigit()]

    # ------------------------------------------------------------ parties

    def put_raised_by(self, label: str) -> None:
        """Who raises it: one office, or anybody."""
        people = rule_options.people(self.protocol)
        self._put_party("raised_by", label, [("", "Anybody"), *people])

    def put_about(self, label: str) -> None:
        """Whom it is about: one office, nobody, or anybody."""
        people = rule_options.people(self.protocol)
        first = [("", "Anybody, or nobody"), (_NOBODY, "Nobody in particular")]
        self._put_party("about", label, [*first, *people])

    def _put_party(self, name: str, label: str, choices: rule_options.Choices) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, initial="", required=False
        )

    def with_parties(self, when: When) -> When:
        """The conditions with who raises it and whom it is about, as they were answered."""
        about = self.cleaned_data["about"]
        return replace(
            when,
            raised_by=_one(self.cleaned_data["raised_by"]),
            about_any=_one(about) if about != _NOBODY else frozenset(),
            nobody=True if about == _NOBODY else None,
        )

    # ------------------------------------------------------------ clauses

    def put_citations(
        self, name: str, label: str, now: Sequence[Citation], *, needed: str = NO_CLAUSE
    ) -> tuple[str, ...]:
        """The clauses something rests on, each with the words of it that count.

        :param needed: the sentence for who chose none; empty where none is needed.
        """
        self._citing.append(name)
        self._must_cite[name] = needed
        choices = rule_options.clauses_in_order(self.protocol)
        first = "Choose a clause" if needed else "No clause"
        names = []
        for place in range(max(2, len(now) + 1)):
            there = now[place] if place < len(now) else None
            clause, words = f"{name}_{place + 1}", f"{name}_{place + 1}_words"
            names += [clause, words]
            self.fields[clause] = forms.ChoiceField(
                label=label if place == 0 else "Another clause it rests on, if there is one",
                choices=[("", first if place == 0 else "No other clause"), *choices],
                initial=there.clause if there else "",
                required=False,
            )
            self.fields[words] = TextField(
                label="Only these words of that clause",
                help_text=self._reads(there) or (_WORDS if place == 0 else ""),
                initial=(there.quote if there else "") or "",
                required=False,
                max_length=CLAUSE,
                widget=Textarea(rows=2, count=False),
            )
        return tuple(names)

    def _reads(self, citation: Citation | None) -> str:
        """The words of the clause chosen, to copy from."""
        clause = self.protocol.clause_by_id.get(citation.clause) if citation else None
        if clause is None or clause.quote is None:
            return ""
        return f"{_WORDS} It reads: “{' '.join(clause.quote.split())}”"

    def citations(self, name: str) -> tuple[Citation, ...]:
        found = [
            Citation(self.cleaned_data[each], self.cleaned_data.get(f"{each}_words") or None)
            for each in self._places(name)
            if self.cleaned_data.get(each)
        ]
        return tuple(dict.fromkeys(found))

    def full_clean(self) -> None:
        super().full_clean()
        # The summary of errors goes down the page, whichever was noticed first.
        places = {name: place for place, name in enumerate(self.fields)}
        found = sorted(self.errors.items(), key=lambda item: places.get(item[0], -1))
        self.errors.clear()
        self.errors.update(found)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in self._citing:
            self._check_citations(name)
        return cleaned

    def _check_citations(self, name: str) -> None:
        places = self._places(name)
        for clause in places:
            words = f"{clause}_words"
            chosen = self.cleaned_data.get(clause) or ""
            quote = self.cleaned_data.get(words) or ""
            if clause in self.errors or not quote:
                continue
            if not chosen:
                self.add_error(clause, "Choose the clause these words are in")
            elif not editing_rules.has_words(self.protocol, Citation(chosen, quote)):
                named = rule_terms.clause(self.protocol, chosen)
                self.add_error(
                    words,
                    f"These words are not in {named}. Copy them exactly, or leave this empty",
                )
        needed = self._must_cite[name]
        if needed and not self.citations(name) and not any(p in self.errors for p in places):
            self.add_error(places[0], needed)


def _one(code: str) -> frozenset[Office]:
    return frozenset({Office(code)}) if code else frozenset()


def _nth(place: int) -> str:
    return _ORDINALS[place] if place < len(_ORDINALS) else f"Number {place + 1}"
