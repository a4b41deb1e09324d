"""How many examples a property is tried with."""

from __future__ import annotations

import os

# "portal" is what every run uses; "explore" draws new examples, and many more of them.
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "portal")
_TIMES = 50 if PROFILE == "explore" else 1


def examples(few: int) -> int:
    """The number of examples: `few` in every run, many when exploring."""
    return few * _TIMES
