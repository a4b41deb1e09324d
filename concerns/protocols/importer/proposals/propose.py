"""Proposals for every passage of a document: kinds, draft rules, notices and dates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from concerns.engine.facts import Matter
from concerns.engine.protocol import ClauseKind, NoticeKind
from concerns.protocols.importer.passages import (
    DraftDuty,
    DraftNotice,
    DraftRule,
    DraftTime,
    Passage,
    Span,
)
from concerns.protocols.importer.proposals import natures, signs, stems
from concerns.protocols.importer.proposals.duties import duties_in
from concerns.protocols.importer.proposals.earlier import Begun, Earlier, goes_back
from concerns.protocols.importer.proposals.expectations import expected_in, natures_in
from concerns.protocols.importer.proposals.headings import heading_of
from concerns.protocols.importer.proposals.kinds import kinds_in, kinds_of_quoted
from concerns.protocols.importer.proposals.leads import is_lead
from concerns.protocols.importer.proposals.limits import dates_in, times_in
from concerns.protocols.importer.proposals.next_steps import going_on
from concerns.protocols.importer.proposals.notices import notices_in
from concerns.protocols.importer.proposals.parts import Part
from concerns.protocols.importer.proposals.places import Places
from concerns.protocols.importer.proposals.reviews import intervals_in
from concerns.protocols.importer.proposals.sentences import split, statements
from concerns.protocols.importer.proposals.setting import Setting
from concerns.protocols.importer.proposals.stand_ins import follows_on, with_stand_ins
from concerns.protocols.importer.proposals.statements import LONGEST_STATEMENT, Read, read
from concerns.protocols.importer.proposals.stems import Stem

# No clause is as long as this; a passage that is was not split, and reading it would take long.
LONGEST = 20_000
_TOO_LONG = "This passage is too long to be one clause. Split it before its rules are read."
_BACK = "Who raises this, or whom it is about, is taken from an earlier clause. Is that right?"
_ON = "Another sentence passes it on. Does it always go on, or only where it is not settled?"
_BEGUN = "Who raises this is taken from an earlier clause under the same heading. Is that right?"
_LONG = "A sentence here is too long to be read for rules. Does it say where a matter goes?"
_HEADING = (
    "This heading seems to say where a matter goes. If it does, write a rule that rests on it."
)
_NOBODY = "This seems to say where a matter goes, but names nobody to go to. Who takes it?"


def propose(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The same passages, each with the kinds, natures, draft rules and dates its words suggest.

    A passage is read under its heading and the lead lines it stands below. What is quoted from
    another document gets no rule.
    """
    places, by_id = Places(passages), {passage.id: passage for passage in passages}
    earlier = Earlier(by_id)
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
        elif begun.by and not place.by and not natures.alleges_anew(passage.text):
            # Anybody may allege a breach of the code, whatever procedure the clause stands in.
            place = replace(place, by=begun.by, about=place.about or begun.about)
        stem = places.stem(passage)
        gone = earlier.of(passage)
        begins = _Beginning(Setting() if starts else begun, gone, stem)
        place = _on(_acting(place, gone), gone)
        proposed, after = _proposed(passage, place, begins)
        found.append(proposed)
        if proposed.rules:
            earlier.add(passage, after)
        if own is not None and starts:
            run_in = here, replace(own, about=after.about)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What a passage may go on with.

    :param heading: who raises, by an earlier clause that begins “Procedure for officers:”.
    :param clause: the rule of an earlier clause in its section.
    :param stem: the lead line that sends, where the passage is an item of its list.
    """

    heading: Setting
    clause: Begun | None
    stem: Stem | None


@dataclass(slots=True)
class _Found:
    """What the statements of one passage gave so far."""

    drafts: list[DraftRule] = field(default_factory=list)
    duties: list[DraftDuty] = field(default_factory=list)
    times: list[DraftTime] = field(default_factory=list)
    notices: list[DraftNotice] = field(default_factory=list)
    drafted: set[Span] = field(default_factory=set)
    questions: list[str] = field(default_factory=list)

    @property
    def tells(self) -> bool:
        """Whether anybody is to be told or asked, or something noted."""
        return bool(self.duties) or any(draft.told or draft.asked for draft in self.drafts)


def _on(place: Setting, gone: Begun | None) -> Setting:
    """Under headings that promise nothing, a request for papers is what its section is about."""
    asked_for = gone is not None and gone.said.matter is Matter.ACCESS_REQUEST
    return replace(place, topic=Matter.ACCESS_REQUEST) if asked_for and not place.topic else place


def _acting(place: Setting, gone: Begun | None) -> Setting:
    """A lead's seat does what its items say only if the matter has come to it already."""
    if not place.acting:
        return place
    has_it = gone is not None and set(place.takers) & set(gone.said.takers)
    return place if has_it else replace(place, acting=False, takers=())


def _proposed(passage: Passage, place: Setting, begins: _Beginning) -> tuple[Passage, Setting]:
    """One passage with its proposals, and what its sentences say of who raises and about whom."""
    if len(passage.text) > LONGEST:
        return replace(passage, questions=(*passage.questions, _TOO_LONG)), begins.heading
    if passage.quoted:
        return replace(passage, kinds=kinds_of_quoted(passage, place)), begins.heading
    sentences = split(passage.text)
    found = _Found()
    before = _before(begins, place)
    if not passage.is_heading:
        before = _read_all(passage, sentences, place, begins, before, found)
    if begins.heading.by:
        found.drafts = [
            _less_sure(draft, _BEGUN) if draft.raised_by == begins.heading.by else draft
            for draft in found.drafts
        ]
    kinds = kinds_in(passage, sentences, place, found.drafted, duties=found.tells)
    # A lead line leaves it to its items, and where something must not be raised nobody takes it.
    silent = is_lead(passage.text) or any(n.kind is NoticeKind.FORUM for n in found.notices)
    if ClauseKind.ROUTING in kinds and not found.drafts and not silent:
        found.questions.append(_HEADING if passage.is_heading else _NOBODY)
    done = replace(
        passage,
        kinds=kinds,
        expects=expected_in(passage, sentences, place, found.drafted)
        if ClauseKind.EXPECTATION in kinds
        else frozenset(),
        natures=natures_in(passage, kinds, place),
        rules=tuple(found.drafts),
        duties=tuple(found.duties),
        times=tuple(found.times),
        notices=tuple(found.notices),
        dates=(*dates_in(passage.text), *intervals_in(passage.text)),
        questions=(*passage.questions, *found.questions),
    )
    return done, before


def _before(begins: _Beginning, place: Setting) -> Setting:
    """What the first statement may take: who has the matter by an earlier clause."""
    if place.acting:
        return Setting(takers=place.takers)
    return Setting(takers=begins.clause.said.takers) if begins.clause else Setting()


def _read_all(
    passage: Passage,
    sentences: tuple[Span, ...],
    place: Setting,
    begins: _Beginning,
    before: Setting,
    found: _Found,
) -> Setting:
    if begins.stem is not None:
        drafts = stems.read_item(passage, begins.stem, place)
        if drafts:
            found.drafts.extend(drafts)
            found.drafted.update(sentences)
            return replace(begins.stem.said, takers=tuple(t.office for t in drafts[-1].to))
    for sentence in sentences:
        for statement in statements(passage.text, sentence):
            if statement.end - statement.start > LONGEST_STATEMENT:
                found.questions.append(_LONG)
                continue
            got = _statement(passage, statement, before, place, begins.clause)
            _keep(passage, got, place, begins.clause, found, before)
            if got.drafts:
                found.drafted.add(sentence)
            before = got.setting
            found.notices.extend(notices_in(passage.text, statement, before, place))
    return before


def _statement(
    passage: Passage, statement: Span, before: Setting, place: Setting, clause: Begun | None
) -> Read:
    """Read one statement; what it leaves out is taken from the clause it goes back to."""
    got = read(passage.text, statement, before, place)
    words = passage.text[statement.start : statement.end]
    alone = not before.by and not before.about
    if clause is None or not alone or not goes_back(words):
        return got
    said = replace(clause.said, takers=before.takers, matter=before.matter or clause.said.matter)
    if natures.alleges_anew(words):
        said = replace(said, by=())  # anybody may allege that
    again = read(passage.text, statement, said, place)
    own = {(draft.raised_by, draft.about) for draft in got.drafts}
    drafts = tuple(
        draft if (draft.raised_by, draft.about) in own else _less_sure(draft, _BACK)
        for draft in again.drafts
    )
    return replace(again, drafts=drafts)


def _keep(
    passage: Passage,
    got: Read,
    place: Setting,
    clause: Begun | None,
    found: _Found,
    before: Setting,
) -> None:
    """Add what a statement gives: who stands in, a next step, rules of its own, duties or times."""
    if found.drafts:
        instead = follows_on(passage.text, got.span, found.drafts[-1], got.drafts)
        if instead is not None:
            *others, last = found.drafts
            given = with_stand_ins(passage.text, got.span, last, (instead,))
            found.drafts = [*others, *given]
            return
    passes_on = any(role.part is Part.HAS for role in got.roles)
    if got.drafts and passes_on and found.drafts and not found.drafts[-1].then:
        first = got.drafts[0]
        found.drafts[-1] = replace(
            found.drafts[-1],
            then=first.to,
            then_span=first.span,
            then_force=first.force,
            questions=(*found.drafts[-1].questions, _ON),
            told=(*found.drafts[-1].told, *first.told),
            asked=(*found.drafts[-1].asked, *first.asked),
        )
        return
    follows = passage.id if found.drafts else (clause.rule if clause else "")
    words = passage.text[got.span.start : got.span.end]
    said = before if found.drafts or clause is None else clause.said
    found.drafts.extend(going_on(words, got, follows, said))
    if got.drafts or not follows:
        return
    found.duties.extend(duties_in(passage.text, got, follows, acting=place.acting))
    if not signs.REVIEW.search(words):
        found.times.extend(times_in(passage.text, got.span, follows))


def _less_sure(draft: DraftRule, question: str) -> DraftRule:
    """A draft that may take one of its sides from elsewhere: less sure, and asked about."""
    return replace(
        draft,
        confidence=round(max(draft.confidence - 0.2, 0.1), 2),
        questions=(*draft.questions, question),
    )
