"""What a protocol says of hearing the other side, where it says anything."""

from __future__ import annotations

import re

from concerns.engine.protocol import Clause, Protocol

_HEARD = re.compile(
    r"natural justice|right (of|to) reply|(hear|heard) (from )?both sides|fair hearing"
    r"|(opportunity|chance|right) (to|of) (respond|reply|answer|comment|be heard|put)",
    re.IGNORECASE,
)


def clause_on_hearing(protocol: Protocol) -> Clause | None:
    """The first clause, in the council's own words, that lets the other side be heard.

    Only what is quoted counts, and nothing whose words are in doubt. Most protocols have none.
    """
    return next(
        (c for c in protocol.clauses if c.quote and not c.unresolved and _HEARD.search(c.quote)),
        None,
    )
