"""The parts that people play in a sentence that sends a matter somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concerns.protocols.importer.proposals.arrivals import Arrival
from concerns.protocols.importer.proposals.offices import Mention


class Part(StrEnum):
    TO = "to"
    TOLD = "told"
    ASKED = "asked"
    HANDLES = "handles"  # it has the matter already, and does something with it
    HAS = "has"  # the same, and got it by an earlier sentence
    TAKES = "takes"  # it takes the matter, and is the subject of the verb
    NOT_TO = "not_to"  # the sentence forbids it
    RAISER = "raiser"
    SUBJECT = "subject"
    BOTH = "both"  # one of two sides
    DECIDER = "decider"
    ABSENT = "absent"
    EXCEPTED = "excepted"  # left out of those named before
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Role:
    mention: Mention
    part: Part
    arrival: Arrival | None = None
    out_of: Mention | None = None  # of whom it is left out
