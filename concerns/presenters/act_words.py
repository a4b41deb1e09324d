"""What can be done to a concern, in words: one act, and what it is called at some steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from concerns.engine.states import Act


@dataclass(frozen=True, slots=True)
class Words:
    """One act. :param link: on the case page. :param title: of its own page.

    :param will: what will happen, a sentence each. :param button: names the act.
    :param done: what the next page says.
    :param clock: what will happen to the date it is due, for where it has one.
    """

    link: str
    title: str
    will: tuple[str, ...]
    button: str
    done: str
    is_dangerous: bool = False
    clock: str = ""

    def of(self, noun: str, settled: str) -> Words:
        """With what is filed called by its own noun: `{noun}` and `{settled}` are filled in."""

        def filled(text: str) -> str:
            return text.format(noun=noun, settled=settled)

        return replace(
            self,
            link=filled(self.link),
            title=filled(self.title),
            will=tuple(filled(text) for text in self.will),
            button=filled(self.button),
            done=filled(self.done),
        )


_TOLD: Final = "The person who raised it will get an email that says only that something changed."
_ENDS: Final = "It will be closed. You can open it again later."
_READ: Final = "The person who raised it can read your reasons."

# Acas Code of Practice 1 (2015), and in Northern Ireland the code of the Labour Relations Agency.
GRIEVANCE: Final = (
    "It is a formal written complaint from a member of staff. The code of practice that employment"
    " tribunals go by expects that they are met, that it is decided, and that they can appeal. Take"
    " advice before you decline it."
)

WORDS: Final[Mapping[Act, Words]] = {
    Act.ACKNOWLEDGE: Words(
        "Acknowledge it",
        "Acknowledge this {noun}",
        (
            "You will be the person dealing with it.",
            "If it was sent to several people, the others will no longer see it.",
            _TOLD,
        ),
        "Acknowledge it",
        "You acknowledged it. You are the person dealing with it now.",
    ),
    Act.ASK: Words(
        "Ask for information",
        "Ask for information",
        (
            "Your question will go to the person who raised it.",
            "It will wait until they answer, or until you go on without an answer.",
        ),
        "Send the question",
        "Your question was sent. It waits until they answer.",
        clock="The clock will stand still meanwhile. The date it is due moves by those days.",
    ),
    Act.RESUME: Words(
        "Go on without an answer",
        "Go on without an answer",
        ("You will go on without waiting for an answer.",),
        "Go on without an answer",
        "It no longer waits for an answer.",
        clock="The clock will start again. The date it is due moves by the days it stood still.",
    ),
    Act.NOTE: Words(
        "Add a note",
        "Add a note to the file",
        (
            "The people who deal with this {noun} can read it. The person who raised it cannot.",
            "The law may still require it to be shown to the people it is about.",
        ),
        "Add the note",
        "The note is on file.",
    ),
    Act.AMEND: Words(
        "Change what kind of {noun} it is",
        "Change what kind of {noun} it is",
        (
            "The portal will work out again, by the protocol, where it goes. You will see that"
            " before anything changes.",
            "It can be made formal, or an allegation that the code of conduct was broken, only if"
            " the person who raised it agrees.",
            "It may go to somebody else. Then you will no longer see it.",
            "What was sent stays on record. What you change, your name and your reason will stand"
            " beside it. The person who raised it can read them.",
        ),
        "See where it would go",
        "It was changed and routed again.",
    ),
    Act.DECLARE_INTEREST: Words(
        "Declare an interest",
        "Declare an interest",
        (
            "You have an interest if you, somebody close to you, or somebody you work closely"
            " with is part of this matter, or could gain or lose by it.",
            "If you have one, the protocol decides who gets it instead. You do not choose.",
            "You will then no longer see it. The person who raised it will not be told why.",
        ),
        "Continue",
        "You declared an interest. It has passed to somebody else and you can no longer see it.",
    ),
    Act.RECORD_DUTY: Words(
        "Record something the protocol asks for",
        "Record what you have done",
        ("It will be kept with your name and today’s date.",),
        "Record it as done",
        "It is recorded as done.",
    ),
    Act.ADVANCE: Words(
        "Go on to the next step",
        "Go on to the next step",
        ("The protocol, or the law, decides who has it next. You may no longer see it.", _TOLD),
        "Check where it goes",
        "It went on to the next step.",
    ),
    Act.REFER: Words(
        "Refer it elsewhere",
        "Refer this {noun} elsewhere",
        (
            "Another procedure, or somebody outside the council, will deal with it.",
            "Nothing is sent to them from here. Tell them yourself.",
            _ENDS,
            _READ,
        ),
        "Refer it and close it here",
        "It was referred and is closed here.",
    ),
    Act.DECIDE: Words(
        "Decide it",
        "Decide this {noun}",
        (_TOLD,),
        "Check your decision",
        "Your decision is recorded.",
    ),
    Act.DECLINE: Words(
        "Decline to take it further",
        "Decline to take this {noun} further",
        (_ENDS, _READ),
        "Decline and close it",
        "You declined to take it further. It is closed.",
        is_dangerous=True,
    ),
    Act.CLOSE: Words(
        "Close it as {settled}",
        "Close this {noun} as {settled}",
        (
            "Use this when it was {settled} and nothing is left to decide.",
            _ENDS,
            "The person who raised it can read what you write.",
        ),
        "Close it as {settled}",
        "It is closed as {settled}.",
    ),
    Act.WITHDRAW: Words(
        "Withdraw it",
        "Withdraw your {noun}",
        (
            "Nobody will deal with it any more. What was written stays on record.",
            "Only the person who dealt with it last can open it again.",
        ),
        "Withdraw it",
        "You withdrew it. It is closed.",
        is_dangerous=True,
    ),
    Act.REOPEN: Words(
        "Open it again",
        "Open this {noun} again",
        ("It will begin again at the step it had reached, by today’s register.", _TOLD),
        "Open it again",
        "It is open again.",
    ),
    Act.SHARE: Words(
        "Share with the person it is about",
        "Share with the person it is about",
        (
            "They will know that there is a {noun} about them. Nobody can take that back.",
            "They see what you choose here, and nothing else: not who raised it, not who else it is"
            " about, not where it goes.",
            "They get an email with the reference and a link. The person who raised it gets one"
            " that says only that something changed.",
        ),
        "Check what they will see",
        "It was shared with them. They can see it now.",
    ),
    Act.GIVE_TIME: Words(
        "Give more time to reply",
        "Give more time to reply",
        ("They will get an email that says only that there is something new to read.",),
        "Give more time",
        "They have more time to reply.",
    ),
    Act.CORRESPOND: Words(
        "Write to the person it is about",
        "Write to the person it is about",
        (
            "It will go to the person with whom you shared something, and to nobody else.",
            "They will get an email that says only that there is something new to read.",
        ),
        "Send the message",
        "Your message was sent.",
    ),
    Act.MESSAGE: Words(
        "Write a message",
        "Write a message",
        ("It will go to the person who raised it.",),
        "Send the message",
        "Your message was sent.",
        clock="The clock will go on running.",
    ),
}

RAISERS: Final[Mapping[Act, Words]] = {
    Act.RESUME: Words(
        "Answer the question",
        "Answer the question",
        ("Your answer will go to whoever is dealing with it.",),
        "Send your answer",
        "Your answer was sent.",
        clock="The clock will start again.",
    ),
    Act.MESSAGE: replace(
        WORDS[Act.MESSAGE],
        will=("It will go to whoever is dealing with it.",),
    ),
}
"""What is another thing when the person who raised it does it."""


# ---------------------------------------------------------------- at some steps

JOINT: Final[Mapping[Act, Words]] = {
    Act.ACKNOWLEDGE: replace(
        WORDS[Act.ACKNOWLEDGE],
        will=(
            "You will deal with it together with everybody else who has this step. They can still"
            " see it, and can act on it as you can.",
            _TOLD,
        ),
        done="You acknowledged it. You deal with it together with the others who have this step.",
    ),
    Act.DECIDE: replace(
        WORDS[Act.DECIDE],
        will=("You record what all of you decided. Nobody decides it alone.", _TOLD),
    ),
}
"""Where several people have the step together."""

UPHELD: Final = replace(
    WORDS[Act.DECIDE],
    link="Decide what will be done",
    title="Decide what will be done",
    will=("It was upheld at an earlier step, and that stays as it is.", _TOLD),
)
"""Where an earlier step upheld it and this one decides what follows."""

PASS_ON: Final = replace(
    WORDS[Act.ADVANCE],
    link="Pass it on",
    title="Pass this {noun} on",
    done="It was passed on.",
)
"""Where whoever has the step only receives it."""

NOTE_ATTEMPT: Final = replace(WORDS[Act.NOTE], link="Note an informal attempt")


def recording(what: str) -> Words:
    """To decide, for somebody who only keeps the record. :param what: `what was decided`."""
    return replace(
        WORDS[Act.DECIDE],
        link=f"Record {what}",
        title=f"Record {what}",
        will=("You keep the record. You do not decide it yourself.", _TOLD),
        button="Check what you record",
        done="What was decided is recorded.",
    )


CLOSED: Final = replace(
    WORDS[Act.MESSAGE], will=("It will go to the person who raised it. It stays closed.",)
)
RAISERS_CLOSED: Final = replace(
    WORDS[Act.MESSAGE],
    link="Ask for it to be opened again, or write about it",
    title="Ask for it to be opened again, or write about it",
    will=(
        "It will go to whoever dealt with it last.",
        "They may open it again, but do not have to. Say why you ask.",
    ),
)
"""A message about what is closed."""
