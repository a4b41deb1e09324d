"""How much of a fault test is run."""

from __future__ import annotations

import os

WHOLE = os.environ.get("FAULTS") == "whole"


def of(whole: int, *, few: int) -> int:
    """How many to try: `whole` when `make faults` asks, `few` in every run of the tests."""
    return whole if WHOLE else few
