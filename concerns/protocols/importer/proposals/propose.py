"""Proposals for every passage of a document: kinds, draft rules, notices and dates."""

from __future__ import annotations

from dataclasses import replace

from concerns.engine.protocol import ClauseKind
from concerns.protocols.importer.passages import (
    DraftNotice,
    DraftRule,
    Passage,
)
from concerns.protocols.importer.proposals import natures
from concerns.protocols.importer.proposals.drafts import read
from concerns.protocols.importer.proposals.kinds import expected_in, kinds_in, natures_in
from concerns.protocols.importer.proposals.limits import dates_in
from concerns.protocols.importer.proposals.notices import notices_in
from concerns.protocols.importer.proposals.places import Places
from concerns.protocols.importer.proposals.sentences import split, statements
from concerns.protocols.importer.proposals.setting import Setting, heading_of

# No clause is as long as this; a passage that is was not split, and reading it would take long.
LONGEST = 20_000
_TOO_LONG = "This passage is too long to be one clause. Split it before its rules are read."
_BEGUN = "Who raises this is taken from an earlier clause under the same heading. Is that right?"
_NOBODY = "This seems to say where a matter goes, but names nobody to go to. Who takes it?"


def propose(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The same passages, each with the kinds, natures, draft rules and dates its words suggest.

    A passage is read under its heading and the lead lines it stands below. What is quoted from
    another document gets no rule.
    """
    places = Places(passages)
    found: list[Passage] = []
    run_in: tuple[str, Setting] | None = None
    for passage in passages:
        here = passage.parent or passage.heading
        begun = run_in[1] if run_in is not None and run_in[0] == here else Setting()
        own = heading_of(passage.text[:80].partition(":")[0]) if ":" in passage.text[:80] else None
        starts = own is not None and bool(own.by)
        place = places.of(passage)
        if own is not None and starts:
            place = replace(place, by=own.by)
        elif begun.by and not place.by and not natures.alleges_code_breach(passage.text):
            # Anybody may allege a breach of the code, whatever procedure the clause stands in.
            place = replace(place, by=begun.by, about=place.about or begun.about)
        proposed, after = _proposed(passage, place, begun=Setting() if starts else begun)
        found.append(proposed)
        if own is not None and starts:
            run_in = here, replace(own, about=after.about)
    return tuple(found)


def _proposed(passage: Passage, place: Setting, *, begun: Setting) -> tuple[Passage, Setting]:
    """One passage with its proposals, and what its sentences say of who raises and about whom.

    :param begun: what an earlier clause under the same heading began: “Procedure for officers:”.
    """
    if len(passage.text) > LONGEST:
        return replace(passage, questions=(*passage.questions, _TOO_LONG)), begun
    if passage.quoted:
        return replace(passage, kinds=frozenset({ClauseKind.POINTER})), begun
    before = Setting()
    sentences = split(passage.text)
    drafts: list[DraftRule] = []
    notices: list[DraftNotice] = []
    if not passage.is_heading:
        for sentence in sentences:
            for statement in statements(passage.text, sentence):
                got = read(passage.text, statement, before, place, passage.heading)
                drafts.extend(got.drafts)
                before = got.setting
                notices.extend(notices_in(passage.text, statement, before, place))
    if begun.by:
        drafts = [_begun_elsewhere(draft, begun) for draft in drafts]
    kinds = kinds_in(passage, sentences, place, drafted=bool(drafts))
    questions = passage.questions
    if ClauseKind.ROUTING in kinds and not drafts:
        questions = (*questions, _NOBODY)
    done = replace(
        passage,
        kinds=kinds,
        expects=expected_in(passage, sentences, place)
        if ClauseKind.EXPECTATION in kinds
        else frozenset(),
        natures=natures_in(passage, kinds, place),
        rules=tuple(drafts),
        notices=tuple(notices),
        dates=dates_in(passage.text),
        questions=questions,
    )
    return done, before


def _begun_elsewhere(draft: DraftRule, begun: Setting) -> DraftRule:
    """A draft that may take who raises it from an earlier clause: less sure, and asked about."""
    if draft.raised_by != begun.by:
        return draft
    return replace(
        draft,
        confidence=round(max(draft.confidence - 0.2, 0.1), 2),
        questions=(*draft.questions, _BEGUN),
    )
