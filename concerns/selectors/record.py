"""Reading the record with its chain, for those who check it. There is nothing outside a scope."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, connections

from concerns.chain.entry import Entry
from concerns.chain.heads import Heads
from concerns.models import AuditLink

_BATCH = 2000

# One statement and so one moment: an event and its link are seen together or not at all. Both
# sides are kept whole, for an event without a link and a link without its event are what is sought.
_ENTRIES = """
SELECT l.council_id, l.seq, COALESCE(l.event_id, e.id), pp_utc(l.at), l.prev_hash, l.hash,
       e.council_id, e.concern_id, e.actor_id, e.person_id, e.type, pp_utc(e.at), e.data::text
  FROM concerns_auditlink l FULL JOIN concerns_auditevent e ON e.id = l.event_id
 ORDER BY l.council_id NULLS LAST, l.seq, e.id
"""


def entries(*, using: str = DEFAULT_DB_ALIAS) -> Iterator[Entry]:
    """Every event with its link, by council and in order; what has no link comes last: one query.

    Must be read inside one transaction, for the rows come as they are asked for.
    """
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(_ENTRIES)
        while rows := cursor.fetchmany(_BATCH):
            for row in rows:
                values = [*row[:-1], None if row[-1] is None else json.loads(row[-1])]
                yield Entry(*values)


def heads(at: str) -> Heads:
    """The last link of every chain: one query."""
    last = AuditLink.objects.order_by("council_id", "-seq").distinct("council_id")
    return Heads(at, tuple(last.values_list("council_id", "seq", "hash")))


def without(known: Heads) -> list[tuple[int, int]]:
    """Council and place of the links that were known and are not there as they were: one query."""
    ends = [seq for _, seq, _ in known.links]
    there = set(
        AuditLink.objects.filter(
            council_id__in=[council for council, _, _ in known.links], seq__in=ends
        ).values_list("council_id", "seq", "hash")
    )
    return [(council, seq) for council, seq, h in known.links if (council, seq, h) not in there]
