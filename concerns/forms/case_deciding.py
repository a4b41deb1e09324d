"""The forms that move a concern along its route or end it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from concerns.forms.case_act import LONG, ActForm
from concerns.forms.fields import CheckboxesField, TextField, YesNoField
from concerns.forms.raising_words import NATURES
from concerns.forms.widgets import Checkboxes, Radios, Textarea

OUTSIDE = "outside"
_REASONS = "The person who raised it can read this."
_DONE = "Say what will be done, by whom and by when. The person who raised it can read this."


class AmendForm(ActForm):
    """:param about_councillor: only a councillor can break the councillors’ code of conduct."""

    checked = True
    names = {"natures": "what it is about", "reason": "why you change it"}
    natures = CheckboxesField(
        label="What is it about?",
        help_text="Select all that apply.",
        choices=[(nature.value, text) for nature, (text, _) in NATURES.items()],
        widget=Checkboxes,
        error_messages={"required": "Select what it is about"},
    )
    written = YesNoField(
        label="Is it put as a formal, written complaint?",
        error_messages={"required": "Select whether it is put as a formal, written complaint"},
    )
    code_breach = YesNoField(
        label="Does it say that a councillor broke the council’s code of conduct?",
        error_messages={"required": "Select whether it says that the code of conduct was broken"},
    )
    agreed = forms.BooleanField(
        label="The person who raised it agrees",
        help_text="Needed to make it a formal written complaint, or to say that the code of conduct"
        " was broken. That is for them to choose: ask them first.",
        required=False,
    )
    reason = TextField(label="Why do you change it?", help_text=_REASONS, max_length=LONG)
    mark_optional = False

    def __init__(self, *args: Any, about_councillor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not about_councillor:
            del self.fields["code_breach"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned.setdefault("code_breach", self.initial["code_breach"])
        if self.errors:
            return cleaned
        if all(cleaned[name] == self.initial[name] for name in ("written", "code_breach")) and set(
            cleaned["natures"]
        ) == set(self.initial["natures"]):
            self.add_error("natures", "Change something, or go back and leave it as it is")
        turned = [n for n in ("written", "code_breach") if cleaned[n] and not self.initial[n]]
        if turned and not cleaned["agreed"]:
            self.add_error("agreed", "Select that the person who raised it agrees")
        return cleaned


Choices = Mapping[str, Sequence[tuple[str, str]]]


class ChoiceForm(ActForm):
    """A form whose answer may lead to a step for which the raiser chooses who gets it.

    :param choices: answer to between whom they choose, as code and words.
    :param picked: answer to whom they chose already.
    """

    leads: ClassVar[str]
    """The field whose answer leads on."""

    def offer(self, choices: Choices, picked: Mapping[str, str]) -> None:
        """Ask under each such answer whom they chose."""
        for answer, options in choices.items():
            name = f"to_{answer}"
            self.fields[name] = forms.ChoiceField(
                label="Who did the person who raised it choose?",
                help_text="The protocol lets them choose who gets it next. Ask them first.",
                choices=list(options),
                widget=Radios,
                initial=picked.get(answer),
                error_messages={"required": "Select who the person who raised it chose"},
            )
            if self.leads not in self.fields:
                continue
            self.fields[self.leads].widget.reveals = {
                **self.fields[self.leads].widget.reveals, answer: (name,),
            }  # fmt: skip


class AdvanceForm(ChoiceForm):
    """:param events: what may have happened, as code and words.

    :param informal: the step is an attempt to settle it, so making it formal needs consent.
    :param receives: whoever has the step has tried nothing; they pass it on.
    """

    leads = "event"
    checked = True

    names = {"event": "what happened at this step", "note": "what was tried"}
    event = forms.ChoiceField(
        label="What happened at this step?",
        widget=Radios,
        error_messages={"required": "Select what happened at this step"},
    )
    consented = forms.BooleanField(
        label="The person who raised it has agreed to go on",
        help_text="Going on makes it formal. That is for them to choose: ask them first.",
        error_messages={"required": "Select that the person who raised it has agreed to go on"},
    )
    note = TextField(
        label="What was tried, and how did it end?",
        help_text="This is kept on file for whoever has it next. The person who raised it does not"
        " see it.",
        max_length=LONG,
    )

    def __init__(
        self,
        *args: Any,
        events: Iterable[tuple[str, str]],
        informal: bool,
        receives: bool,
        choices: Choices,
        picked: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        ways = list(events)
        self.fields["event"].choices = ways
        if len(ways) == 1:
            self.fields["event"].initial = ways[0][0]
        self.offer(choices, picked)
        if receives:
            self.fields["event"].label = "Where does it go?"
            self.fields["event"].error_messages["required"] = "Select where it goes"
            self.fields["note"].label = "What should they know?"
            self.names = {**self.names, "note": "what they should know"}
        if not informal:
            del self.fields["consented"]


class ReferForm(ActForm):
    """:param procedures: the council's own, as code and words."""

    names = {"to": "where it goes", "body": "the name of the body", "reasons": "your reasons"}
    to = forms.ChoiceField(
        label="Where does it go?",
        widget=Radios(reveals={OUTSIDE: ("body",)}, dividers=(OUTSIDE,)),
        error_messages={"required": "Select where it goes"},
    )
    body = forms.CharField(
        label="Who?",
        help_text="For example, the police or the ombudsman.",
        max_length=200,
        error_messages={"required": "Enter who outside the council it goes to"},
    )
    reasons = TextField(label="Why?", help_text=_REASONS, max_length=LONG)

    def __init__(self, *args: Any, procedures: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [*procedures, (OUTSIDE, "Somebody outside the council")]


class DecideForm(ChoiceForm):
    """:param outcomes: as code, words and what follows; none where an earlier finding stands.

    :param together: several people have the step, and none of them decides for the others.
    :param kept: somebody else decided it, and this is the record of that.
    :param awaited: a reply is awaited from somebody it is about.
    """

    leads = "outcome"
    checked = True
    names = {
        "outcome": "your decision",
        "reasons": "your reasons",
        "unheard": "why you decide before they have replied",
    }
    outcome = forms.ChoiceField(
        label="What is your decision?",
        widget=Radios,
        error_messages={"required": "Select your decision"},
    )
    reasons = TextField(
        label="What are your reasons?",
        help_text="Say what you found and why. Keep to what the decision rests on. The person who"
        " raised it can read this, and so can whoever has it next.",
        max_length=LONG,
    )
    unheard = TextField(
        label="Why do you decide before they have replied?",
        help_text="This is kept on file for those who deal with it. The person it is about, and the"
        " person who raised it, do not see it.",
        max_length=LONG,
        widget=Textarea(rows=4),
    )
    together = forms.BooleanField(
        label="Everybody who has this step together agrees on this decision",
        error_messages={
            "required": "Select that everybody who has this step together agrees on this decision"
        },
    )

    def __init__(
        self,
        *args: Any,
        outcomes: Iterable[tuple[str, str, str]],
        choices: Choices,
        picked: Mapping[str, str],
        together: bool,
        kept: bool,
        awaited: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        given = list(outcomes)
        if not awaited:
            del self.fields["unheard"]
        if not together:
            del self.fields["together"]
        if not given:
            del self.fields["outcome"]
            self._ask("reasons", "What will be done?", "what will be done", _DONE)
        elif kept:
            self._ask("outcome", "What was decided?", "what was decided", "")
            self.fields["outcome"].error_messages["required"] = "Select what was decided"
            self._ask("reasons", "What were the reasons?", "the reasons", _REASONS)
        self.offer(choices, picked)
        if given:
            self.fields["outcome"].choices = [(code, text) for code, text, _ in given]
            self.fields["outcome"].widget.hints = {code: after for code, _, after in given}

    def _ask(self, name: str, label: str, inside: str, help_text: str) -> None:
        self.fields[name].label = label
        self.fields[name].help_text = help_text
        self.names = {**self.names, name: inside}


class DeclineForm(ActForm):
    names = {"reasons": "your reasons"}
    reasons = TextField(
        label="Why do you not take it further?", help_text=_REASONS, max_length=LONG
    )


class CloseForm(ActForm):
    """:param is_concern: it is settled only if its raiser says so; a request is dealt with."""

    names = {"reasons": "how it was settled"}
    agreed = forms.BooleanField(
        label="The person who raised it agrees that it is settled",
        help_text="Ask them first. If they do not agree, it is not settled.",
        error_messages={
            "required": "Select that the person who raised it agrees that it is settled"
        },
    )
    reasons = TextField(label="How was it settled?", help_text=_REASONS, max_length=LONG)

    def __init__(self, *args: Any, is_concern: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_concern:
            del self.fields["agreed"]
            self.fields["reasons"].label = "How was it dealt with?"


class WithdrawForm(ActForm):
    reasons = TextField(
        label="Why do you withdraw it?",
        help_text="You do not have to say.",
        max_length=LONG,
        required=False,
    )


class ReopenForm(ActForm):
    names = {"reasons": "why you open it again"}
    reasons = TextField(
        label="Why do you open it again?",
        help_text="This is kept on file. The person who raised it does not see it.",
        max_length=LONG,
    )
