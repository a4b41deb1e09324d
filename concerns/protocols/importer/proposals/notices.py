"""Draft notices: a form to keep to, a forum to avoid, another way to go."""

from __future__ import annotations

import re

from concerns.engine.facts import Matter
from concerns.engine.offices import GENERAL
from concerns.engine.protocol import NoticeKind, Procedure
from concerns.protocols.importer.passages import DraftNotice, Span
from concerns.protocols.importer.proposals import natures, signs
from concerns.protocols.importer.proposals.kinds import forum
from concerns.protocols.importer.proposals.procedures import invoked
from concerns.protocols.importer.proposals.setting import Setting

_WRITING = re.compile(r"\b(?:in writing|by correspondence|correspondence only|by letter)\b", re.I)


def notices_in(text: str, sentence: Span, said: Setting, place: Setting) -> tuple[DraftNotice, ...]:
    """What a sentence forbids or asks of the form.

    :param said: who raises and about whom, as the sentence and those before it say.
    """
    words = text[sentence.start : sentence.end]
    by = tuple(office for office in said.by or place.by if office in GENERAL)
    about = tuple(office for office in said.about if office in GENERAL)
    code = True if natures.alleges_code_breach(words) else None
    matter = said.matter or place.topic or Matter.CONCERN
    found: list[NoticeKind] = []
    if forum(words, place) and (signs.FORBIDS.search(words) or place.negative):
        found.append(NoticeKind.FORUM)
    if _WRITING.search(signs.NO_FORM.sub("", words)) and not signs.INFORMS.search(words):
        found.append(NoticeKind.FORM)
    if any(i.procedure is Procedure.WHISTLEBLOWING for i in invoked(text, sentence)):
        found.append(NoticeKind.ALTERNATIVE)
    # Where something must not be aired is said of concerns, whatever else stands around it.
    return tuple(
        DraftNotice(
            kind,
            sentence,
            by,
            about,
            0.6,
            matter if kind is NoticeKind.FORM else Matter.CONCERN,
            code if kind is NoticeKind.FORM else None,
        )
        for kind in found
    )
