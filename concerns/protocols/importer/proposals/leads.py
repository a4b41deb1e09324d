"""Lead lines: passages that only begin what their items go on to say."""

from __future__ import annotations

import re

EXPECT = re.compile(
    r"\b(?:can|may|should|could|must|shall|do|are entitled to|have (?:a|the) right to|will)?"
    r" ?(?P<neg>not |never )?(?:reasonably )?expect\b(?: that)?",
    re.IGNORECASE,
)
_ENDS_OPEN = re.compile(
    r"\b(?:will|must|shall|should|may|can|cannot|are (?:expected|required) to|undertake to"
    r"|agree to)"
    r"(?: (?:not|never|always))?$",
    re.IGNORECASE,
)


def is_lead(text: str) -> bool:
    """Whether a passage only begins what its items go on to say."""
    words = text.rstrip()
    if words.endswith((":", ":-", ": -", "–", "-")):
        return True
    if len(words) > 160 or words[-1:] in {".", "!", "?", ";", ""}:
        return False
    return EXPECT.search(words) is not None or _ENDS_OPEN.search(words) is not None
