"""Saving a question with its answer, and holding every new version to the saved ones."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from concerns.actions import _audit
from concerns.actions._scope import engine_scope
from concerns.engine import protocol as engine
from concerns.engine.explain import join
from concerns.engine.plain import plain
from concerns.engine.working_days import local_date
from concerns.models import Council, Protocol, Trial, User
from concerns.permissions import protocols as permissions
from concerns.protocols.loader import law
from concerns.protocols.onward import Outcomes
from concerns.protocols.trials import expected_of
from concerns.protocols.trying import Question, answer
from concerns.selectors import called, register
from concerns.selectors import protocols as selectors
from concerns.selectors import trials as reading
from concerns.selectors.namesakes import FILLERS, words_of

# A page asks all of them, and adoption too.
MOST = 200
# How many are named in a sentence; the page of the tests has them all.
_NAMED = 5


class CannotSave(ValueError):
    """The question cannot be saved. The text is fit to show; `field` says where."""

    field = "name"


class NotPassed(ValueError):
    """The version gives other answers than the council saved. The text is fit to show."""


@transaction.atomic
def save(
    *,
    version: Protocol,
    name: str,
    question: Question,
    by: User,
    at: datetime,
    outcomes: Outcomes = (),
    everything: bool = False,
) -> Trial:
    """Save a question with what this version answers now, for every version to come.

    :param outcomes: hold versions to who has it after these, too.
    :param everything: hold them to the whole way.
    :raises NotAllowed: for anybody but an administrator.
    :raises CannotSave: if the name is taken, names somebody of the register, or there are too many.
    """
    council = Council.objects.select_for_update().get(pk=version.council_id)
    _check_can_write(council, by=by, at=at)
    _check_names_nobody(council, name)
    there = reading.of_council(council)
    if there.filter(name=name).exists():
        raise CannotSave("There is already a test of this name. Give this one another name")
    if there.count() >= MOST:
        raise CannotSave(f"There are {MOST} tests already. Remove one that is no longer needed")
    decision = answer(question, selectors.engine_protocol(version), local_date(at), law())
    row = Trial.objects.create(
        council=council,
        name=name,
        question=plain(question),
        expected=plain(expected_of(decision, outcomes=outcomes, everything=everything)),
        created_by=by,
        created_at=at,
    )
    with engine_scope():
        _audit.record(
            "trial.save", at=at, by=by, council=council, trial=row.pk, protocol=version.pk
        )
    return row


def _check_names_nobody(council: Council, name: str) -> None:
    """Everybody who works on the protocol reads the tests, also whoever a real concern is about."""
    for person in called.people_named(council, name):
        if len(set(words_of(person.name)) - FILLERS) > 1:  # one word could be any word
            raise CannotSave(f"Give offices, and no names of people: this names {person.name}")


@transaction.atomic
def remove(*, trial: Trial, by: User, at: datetime) -> None:
    """Take a saved question away; no version is held to it any more.

    One person does this alone, so it is told to whoever puts the next version in force.
    """
    _check_can_write(trial.council, by=by, at=at)
    there = Trial.objects.filter(pk=trial.pk, removed_at__isnull=True)
    if there.update(removed_at=at, removed_by=by):
        with engine_scope():
            _audit.record("trial.remove", at=at, by=by, council=trial.council, trial=trial.pk)


def meant_failures(
    council: Council, protocol: engine.Protocol, *, meant: Collection[int], at: datetime
) -> list[str]:
    """The ids of the tests the version fails, once somebody said of each that it is meant.

    Looked up again here: a test saved since the form was shown has not been thought about.

    :param meant: ids of the tests that are said to fail on purpose.
    :raises NotPassed: naming those nobody spoke of; the text is fit to show.
    """
    failed = reading.failing(council, protocol, local_date(at))
    unsaid = [f"“{run.row.name}”" for run in failed if run.row.pk not in meant]
    if unsaid:
        raise NotPassed(_refusal(unsaid))
    return [str(run.row.pk) for run in failed]


def _refusal(names: list[str]) -> str:
    named = names[:_NAMED]
    if more := len(names) - len(named):
        named.append(f"{more} more")
    if len(names) == 1:
        said = f"This test does not get the answer it was saved with: {named[0]}."
    else:
        said = f"These tests do not get the answers they were saved with: {join(named, 'and')}."
    return f"{said} Change the version, or tick that the new answer is meant."


def _check_can_write(council: Council, *, by: User, at: datetime) -> None:
    permissions.check_can_write(
        person=register.person_of(user=by, council_slug=council.slug, on=local_date(at))
    )
