"""Which form asks what an act needs to know, and which action does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from concerns.actions import deciding, handling, rerouting, sharing
from concerns.engine import journey
from concerns.engine.facts import Event, Matter, Nature
from concerns.engine.offices import Kind
from concerns.engine.protocol import Procedure, Track
from concerns.engine.states import Act, Closing, State
from concerns.engine.working_days import local_date
from concerns.forms import case_deciding as deciding_forms
from concerns.forms import case_handling as handling_forms
from concerns.forms import case_sharing as sharing_forms
from concerns.forms.case_act import ActForm
from concerns.presenters import acts, states
from concerns.presenters import case_duties as duty_words
from concerns.presenters import decision as decision_words
from concerns.presenters import part as part_words
from concerns.protocols.rule_terms import PROCEDURES
from concerns.selectors import cases, names, parts

if TYPE_CHECKING:
    from concerns.engine.decision import StepAhead
    from concerns.models import Concern, Duty, User
    from concerns.selectors.cases import Case, Here

Given = Mapping[str, Any]

_DECISIONS: Final = (Closing.UPHELD, Closing.PARTLY_UPHELD, Closing.NOT_UPHELD)


@dataclass(frozen=True, slots=True)
class Situation:
    """One person about to do one act. :param version: the version their form was made from."""

    case: Case
    here: Here | None
    by: User
    at: datetime
    version: int

    @property
    def concern(self) -> Concern:
        return self.case.concern

    @property
    def who(self) -> dict[str, Any]:
        """What every action asks for."""
        return {"concern": self.concern, "by": self.by, "at": self.at, "version": self.version}

    @property
    def place(self) -> acts.Place:
        """What the step under way is, as far as its acts depend on it."""
        return acts.place(self.case, self.here)

    def outstanding(self) -> list[Duty]:
        return [duty for duty in cases.duties(self.concern) if duty.done_at is None]


@dataclass(frozen=True, slots=True)
class Doing:
    """:param do: may return what to say instead of the usual words.

    :param settings: what the form has to be told.
    """

    form: type[ActForm]
    do: Callable[[Situation, Given], str | None]
    settings: Callable[[Situation], dict[str, Any]] = lambda _: {}


def of(act: Act, situation: Situation) -> Doing:
    """The form and the action of an act, as this person does it."""
    if act is Act.RESUME and not situation.case.handles:
        return _ANSWER
    return _DOINGS[act]


def _acknowledge(now: Situation, given: Given) -> None:
    handling.acknowledge(**now.who)


def _ask(now: Situation, given: Given) -> None:
    handling.ask(**now.who, question=given["question"])


def _resume(now: Situation, given: Given) -> None:
    handling.resume_clock(**now.who)


def _answer(now: Situation, given: Given) -> None:
    handling.resume_clock(**now.who, answer=given["answer"])


def _message(now: Situation, given: Given) -> None:
    handling.message(
        concern=now.concern, body=given["body"], by=now.by, at=now.at, token=given["token"]
    )


def _note(now: Situation, given: Given) -> None:
    handling.note(
        **now.who, kind=given["kind"], happened_on=given["happened_on"], body=given["body"]
    )


def _record_duty(now: Situation, given: Given) -> None:
    handling.record_duty(**now.who, duty=given["duty"], note=given["note"])


def _declare_interest(now: Situation, given: Given) -> str | None:
    if given["interest"]:
        rerouting.declare_interest(**now.who)
        return None
    handling.deny_interest(concern=now.concern, by=now.by, at=now.at)
    return "It is on record that you have no interest in this matter."


def _amend(now: Situation, given: Given) -> None:
    rerouting.amend(
        **now.who, **amended(given), reason=given["reason"], agreed=bool(given["agreed"])
    )


def amended(given: Given) -> dict[str, Any]:
    """What an amended concern is, as the actions take it."""
    return {
        "natures": [Nature(code) for code in given["natures"]],
        "written": given["written"],
        "code_breach": given["code_breach"],
    }


def _advance(now: Situation, given: Given) -> None:
    deciding.advance(
        **now.who,
        event=Event(given["event"]),
        consented=bool(given.get("consented")),
        note=given["note"],
        picked=_picked(given, given["event"]),
    )


def _refer(now: Situation, given: Given) -> None:
    procedure, body = None, given["body"]
    if given["to"] != deciding_forms.OUTSIDE:
        procedure = Procedure(given["to"])
        body = f"the council’s {PROCEDURES[procedure]}"
    deciding.refer(**now.who, procedure=procedure, body=body, reasons=given["reasons"])


def _decide(now: Situation, given: Given) -> None:
    outcome = _outcome(now, given)
    deciding.decide(
        **now.who,
        outcome=outcome,
        reasons=given["reasons"],
        picked=_picked(given, outcome.value),
        together=bool(given.get("together")),
        unheard=given.get("unheard", ""),
    )


def _outcome(now: Situation, given: Given) -> Closing:
    """What was decided; where an earlier step upheld it, what that step found."""
    return now.place.finding or Closing(given["outcome"])


def leads(act: Act, now: Situation, given: Given) -> StepAhead | None:
    """The step that what was answered leads to; None where it leads to none."""
    if act is Act.DECIDE:
        return _following(now, _outcome(now, given))
    if act is not Act.ADVANCE or now.here is None:
        return None
    return journey.following(now.here.decision, now.here.step.key, Event(given["event"]))


def what_follows(now: Situation, given: Given) -> str:
    """The same of a decision, in a sentence."""
    return acts.after(now.here, deciding.event_of(now.concern, _outcome(now, given)))


def _decline(now: Situation, given: Given) -> None:
    deciding.decline(**now.who, reasons=given["reasons"])


def _close(now: Situation, given: Given) -> None:
    deciding.close(
        **now.who,
        outcome=Closing.RESOLVED_INFORMALLY,
        reasons=given["reasons"],
        agreed=bool(given.get("agreed")),
    )


def _withdraw(now: Situation, given: Given) -> None:
    deciding.withdraw(**now.who, reasons=given["reasons"])


def _reopen(now: Situation, given: Given) -> None:
    deciding.reopen(**now.who, reasons=given["reasons"])


def _share(now: Situation, given: Given) -> None:
    sharing.share(
        **now.who,
        person=given["person"],
        told=given["told"],
        support=given["support"],
        files=given.get("may_open") or (),
        due_on=given.get("due_on"),
    )


def _give_time(now: Situation, given: Given) -> None:
    sharing.give_time(**now.who, share=given["share"], due_on=given["due_on"])


def _correspond(now: Situation, given: Given) -> None:
    sharing.write(
        concern=now.concern,
        person=given["person"],
        body=given["body"],
        by=now.by,
        at=now.at,
        token=given["token"],
    )


def _to_share(now: Situation) -> dict[str, Any]:
    people = parts.to_share_with(now.concern)
    return {
        "people": [(str(person.pk), person.name) for person in people],
        "files": part_words.files_to_choose(parts.to_choose_from(now.concern)),
        "reckon": lambda day: sharing.reckoned(now.concern, day, at=now.at),
        "closed": now.concern.state == State.CLOSED.value,
    }


def _waiting(now: Situation) -> dict[str, Any]:
    shares = {share.pk: share for share in parts.awaited(now.concern)}
    return {
        "shares": part_words.waiting(shares.values()),
        "reckon": lambda pk, day: sharing.reckoned_later(shares[pk], now.concern, day),
    }


def _respondents(now: Situation) -> dict[str, Any]:
    people = [part.person for part in parts.of(now.concern)]
    return {
        "people": [(str(person.pk), person.name) for person in people],
        "initial": {"token": uuid4()},
    }


def nobody_to_share_with(act: Act, now: Situation) -> str:
    """Why nobody could read what is shared; empty for any other act, and where somebody could."""
    if act is not Act.SHARE or not now.case.handles or parts.to_share_with(now.concern):
        return ""
    return "Nobody it is about has an account here, so nobody could read what you share."


def as_shared(now: Situation, given: Given) -> dict[str, Any]:
    """What somebody is about to share, exactly as its reader would see it."""
    chosen = set(given.get("may_open") or ())
    due_on = given.get("due_on")
    (who,) = [p.name for p in parts.to_share_with(now.concern) if p.pk == given["person"]]
    return {
        "who": who,
        "share": part_words.supposed(
            told=given["told"],
            support=given["support"],
            files=[f for f in parts.to_choose_from(now.concern) if f.public_id in chosen],
            receipt=sharing.reckoned(now.concern, due_on, at=now.at) if due_on else None,
            by=now.by.name,
        ),
        "withheld": part_words.WITHHELD if names.is_withheld(now.concern) else "",
        "knows": part_words.KNOWS,
    }


def _duties(now: Situation) -> dict[str, Any]:
    rows = now.outstanding()
    texts = duty_words.duty_texts(rows)
    return {"duties": [(duty.pk, text) for duty, text in zip(rows, texts, strict=True)]}


def _kind_of_note(now: Situation) -> dict[str, Any]:
    """At an informal step it is most likely a note of the attempt to settle it."""
    initial = {"kind": "informal"} if now.place.informal else {}
    return {"today": local_date(now.at), "initial": initial}


def _kind_now(now: Situation) -> dict[str, Any]:
    return {
        "about_councillor": any(p.kind == Kind.COUNCILLOR.value for p in now.case.about),
        "initial": {
            "natures": now.concern.natures,
            "written": bool(now.concern.written),
            "code_breach": bool(now.concern.code_breach),
        },
    }


def _events(now: Situation) -> dict[str, Any]:
    here = now.here
    step = journey.step_of(here.decision, here.step.key) if here else None
    ways = acts.ways(now.case, here)
    return {
        "events": [(event.value, text) for event, text, _ in ways],
        "informal": step is not None and journey.is_informal(step),
        "receives": now.place.receives,
        **_choices(now, {event.value: to for event, _, to in ways}),
    }


def _picked(given: Given, answer: str) -> str:
    """Whom the raiser chose for the step the answer leads to; empty where there is no choice."""
    return str(given.get(f"to_{answer}") or "")


def _choices(now: Situation, onward: Mapping[str, StepAhead]) -> dict[str, Any]:
    """Between whom the raiser chooses at the steps that answers lead to.

    :param onward: answer to the step that follows it.
    """
    led = {answer: to for answer, to in onward.items() if journey.choices(to)}
    people = {int(p) for to in led.values() for r in to.to for p in r.people}
    called = cases.names(people) if people else {}
    return {
        "choices": {
            answer: [(option.value, option.label) for option in decision_words.options(to, called)]
            for answer, to in led.items()
        },
        "picked": {answer: now.concern.picked.get(to.key, "") for answer, to in led.items()},
    }


def _outcomes(now: Situation) -> dict[str, Any]:
    matter, at = now.concern.matter, now.place
    decisions = _DECISIONS if at.finding is None else (at.finding,)
    led = {closing.value: _following(now, closing) for closing in decisions}
    return {
        "together": at.joint,
        "kept": bool(at.kept),
        "awaited": bool(now.case.still_to_reply(local_date(now.at))),
        **_choices(now, {answer: to for answer, to in led.items() if to is not None}),
        "outcomes": [
            (
                closing.value,
                states.ended(closing.value, matter).capitalize(),
                acts.after(now.here, deciding.event_of(now.concern, closing)),
            )
            for closing in decisions
            if at.finding is None
        ],
    }


def _following(now: Situation, closing: Closing) -> StepAhead | None:
    """The step a decision leads to by itself: an appeal is the raiser's to ask for."""
    if now.here is None:
        return None
    event = deciding.event_of(now.concern, closing)
    to = journey.following(now.here.decision, now.here.step.key, event)
    return None if to is None or to.track is Track.APPEAL else to


_DOINGS: Final[Mapping[Act, Doing]] = {
    Act.ACKNOWLEDGE: Doing(handling_forms.AcknowledgeForm, _acknowledge),
    Act.ASK: Doing(handling_forms.AskForm, _ask),
    Act.RESUME: Doing(handling_forms.ResumeForm, _resume),
    Act.NOTE: Doing(handling_forms.NoteForm, _note, _kind_of_note),
    Act.AMEND: Doing(deciding_forms.AmendForm, _amend, _kind_now),
    Act.DECLARE_INTEREST: Doing(handling_forms.InterestForm, _declare_interest),
    Act.RECORD_DUTY: Doing(handling_forms.DutyForm, _record_duty, _duties),
    Act.ADVANCE: Doing(deciding_forms.AdvanceForm, _advance, _events),
    Act.REFER: Doing(
        deciding_forms.ReferForm,
        _refer,
        lambda _: {"procedures": [(p.value, f"The council’s {t}") for p, t in PROCEDURES.items()]},
    ),
    Act.DECIDE: Doing(deciding_forms.DecideForm, _decide, _outcomes),
    Act.DECLINE: Doing(deciding_forms.DeclineForm, _decline),
    Act.CLOSE: Doing(
        deciding_forms.CloseForm,
        _close,
        lambda now: {"is_concern": now.concern.matter == Matter.CONCERN.value},
    ),
    Act.WITHDRAW: Doing(deciding_forms.WithdrawForm, _withdraw),
    Act.REOPEN: Doing(deciding_forms.ReopenForm, _reopen),
    Act.SHARE: Doing(sharing_forms.ShareForm, _share, _to_share),
    Act.GIVE_TIME: Doing(sharing_forms.GiveTimeForm, _give_time, _waiting),
    Act.CORRESPOND: Doing(sharing_forms.CorrespondForm, _correspond, _respondents),
    Act.MESSAGE: Doing(
        handling_forms.MessageForm, _message, lambda _: {"initial": {"token": uuid4()}}
    ),
}
_ANSWER: Final = Doing(handling_forms.AnswerForm, _answer)
