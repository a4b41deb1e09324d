"""The part of a concern that the person it is about was shown, and what they answered.

Row-level security decides what is there: their own to them, everybody's to those who deal with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Prefetch, Q, QuerySet, Value

from concerns.engine.states import Capacity, State
from concerns.models import Concern, Evidence, PartMessage, Party, Person, Share, SharedFile, User
from concerns.permissions import concerns as rule
from concerns.selectors import letters

AWAITED = Q(due_on__isnull=False, replied_at__isnull=True, ended_at__isnull=True)
"""A reply was asked for and has not come, and the concern was not closed meanwhile."""


@dataclass(frozen=True, slots=True)
class Part:
    """Everything between one respondent and those who deal with the concern.

    :param shares: what they were shown, the earliest first, with its files and its reply.
    :param messages: what they and the handler wrote besides. :param files: what they added.
    """

    person: Person
    shares: tuple[Share, ...]
    messages: tuple[PartMessage, ...]
    files: tuple[Evidence, ...]

    @property
    def concern(self) -> Concern:
        """Which concern it is: nothing that was written of it, nor where it stands.

        Its row is not theirs to read; an action finds it again by its number.
        """
        of = self.shares[0]
        return Concern(
            pk=of.concern_id,
            council_id=of.council_id,
            reference=of.reference,
            state=State.SENT.value,  # it was sent, or nothing could have been shared
        )

    @property
    def awaited(self) -> Share | None:
        """The share that waits for a reply; of several, the one that is due first."""
        waiting = [share for share in self.shares if is_awaited(share)]
        return min(waiting, key=lambda share: (share.due_on, share.pk), default=None)


def is_awaited(share: Share) -> bool:
    """As :data:`AWAITED`, of a row."""
    return share.due_on is not None and share.replied_at is None and share.ended_at is None


def reply_to(share: Share) -> PartMessage | None:
    """What its person replied; None until they have."""
    return next(iter(share.replies.all()), None)


def files_in(share: Share) -> list[Evidence]:
    """The files that it shows and that were not removed since."""
    shown = [file.evidence for file in share.files.all()]
    return [file for file in shown if file.state != Evidence.State.REMOVED]


# ---------------------------------------------------------------- for the respondent


def _own(user: User, on: date) -> QuerySet[Share]:
    """What was shared with the user, by the one rule of who may know of it."""
    live = rule.live(user=user, on=on, capacity=Capacity.RESPONDENT)
    return Share.objects.filter(concern__in=live.values("concern"), person__user=user)


def mine(*, user: User, reference: str, on: date) -> Part | None:
    """The user's own part of a concern; None where nothing was shared with them."""
    shares = list(_whole(_own(user, on).filter(reference=reference.upper())))
    if not shares:
        return None
    (part,) = _parts(shares)
    return part


def shared_with(user: User, on: date) -> list[Share]:
    """What was last shared with the user of each concern, the latest first: one query."""
    rows = _own(user, on).order_by("concern", "-shared_at").distinct("concern")
    return sorted(rows, key=lambda share: share.shared_at, reverse=True)


# ---------------------------------------------------------------- for those who deal with it


def of(concern: Concern) -> list[Part]:
    """What was shared with each person it is about, in the order in which that began."""
    return _parts(list(_whole(Share.objects.filter(concern=concern))))


def to_share_with(concern: Concern) -> list[Person]:
    """Whom it is about and who has an account in use, so that they can read what is shared."""
    subjects = Party.objects.filter(concern=concern, role=Party.Role.SUBJECT)
    people = Person.objects.filter(pk__in=subjects.values("person"), user__is_active=True)
    return list(people.order_by("pk"))


def to_choose_from(concern: Concern) -> list[Evidence]:
    """Files that can be shared: what the scanner let through, and no respondent added."""
    found = Evidence.objects.filter(concern=concern, state=Evidence.State.CLEAN)
    return list(found.exclude(side=Evidence.Side.RESPONDENT).order_by("added_at", "pk"))


def awaited(concern: Concern) -> list[Share]:
    """What a reply is awaited to, the one due first at the head, with whose it is: one query."""
    rows = Share.objects.filter(AWAITED, concern=concern).select_related("person")
    return list(rows.order_by("due_on", "pk"))


@dataclass(frozen=True, slots=True)
class News:
    """What the lists of somebody say of some concerns beside where they stand.

    :param unread: those with a message that they have not opened. :param replies: by when the
        first reply is due of those that wait for one.
    """

    unread: frozenset[int]
    replies: Mapping[int, date]


def news(user: User, concerns: Iterable[int], on: date) -> News:
    """The same of these concerns: one query for both."""
    shown, of_these = letters.shows(user, on), Q(concern__in=list(concerns))
    unread = letters.unread(user).filter(shown, of_these)
    waiting = Share.objects.filter(AWAITED, shown, of_these)
    rows = unread.values_list("concern_id", Value(None, output_field=DateField())).union(
        waiting.values_list("concern_id", "due_on")
    )
    replies: dict[int, date] = {}
    for concern, due_on in rows:
        if due_on is not None:
            replies[concern] = min(due_on, replies.get(concern, due_on))
    return News(frozenset(concern for concern, due_on in rows if due_on is None), replies)


# ---------------------------------------------------------------- for the clock, in a scope


def clocks(*, on: date, after: int = 0, limit: int = 1, share: int | None = None) -> list[Share]:
    """Replies awaited in open concerns, in order.

    :param on: today. :param after: only those with a greater id. :param share: only this one.
    """
    rows = Share.objects.filter(AWAITED, pk__gt=after).exclude(concern__state=State.CLOSED.value)
    if share is not None:
        rows = rows.filter(pk=share)
    rows = rows.select_related("council", "concern", "person__user")
    # Never the words of a concern.
    wanted = rows.only(
        "due_on", "receipt", "reference", "shared_at", "concern__reference", "concern__state",
        "concern__council_id", "council__nation", "person__user__is_active",
    )  # fmt: skip
    return list(wanted.order_by("pk")[:limit])


# ---------------------------------------------------------------- reading them whole


def _whole(shares: QuerySet[Share]) -> QuerySet[Share]:
    """With all that is shown of them: three queries."""
    files = SharedFile.objects.select_related("evidence").order_by("pk")
    return (
        shares.select_related("council", "protocol", "person", "shared_by")
        .prefetch_related(Prefetch("files", queryset=files), "replies")
        .order_by("shared_at", "pk")
    )


def _parts(shares: list[Share]) -> list[Part]:
    """The parts that these belong to: two queries, however many there are."""
    if not shares:
        return []
    concern = shares[0].concern_id
    people = list({share.person.pk: share.person for share in shares}.values())
    messages = list(
        PartMessage.objects.filter(concern=concern, person__in=people, share__isnull=True)
        .select_related("sender")
        .order_by("sent_at", "pk")
    )
    files = list(
        Evidence.objects.filter(concern=concern, side=Evidence.Side.RESPONDENT, added_by__in=people)
        .exclude(state=Evidence.State.REMOVED)
        .select_related("added_by")
        .order_by("added_at", "pk")
    )
    return [
        Part(
            person,
            tuple(share for share in shares if share.person_id == person.pk),
            tuple(message for message in messages if message.person_id == person.pk),
            tuple(file for file in files if file.added_by_id == person.pk),
        )
        for person in people
    ]
