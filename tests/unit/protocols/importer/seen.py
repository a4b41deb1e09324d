"""Passages in the manner of many councils, with what is proposed for each.

Unlike those of `held_out.py` these are for learning from.
"""

from __future__ import annotations

from tests.unit.protocols.importer.seen_anew import ANEW
from tests.unit.protocols.importer.seen_later import LATER
from tests.unit.protocols.importer.seen_matters import SEEN_MATTERS
from tests.unit.protocols.importer.seen_other import OTHER
from tests.unit.protocols.importer.seen_raised import RAISED
from tests.unit.protocols.importer.seen_sending import SENDING
from tests.unit.protocols.importer.seen_sides import SEEN_SIDES

SEEN = (*ANEW, *RAISED, *OTHER, *LATER, *SEEN_MATTERS, *SEEN_SIDES, *SENDING)
