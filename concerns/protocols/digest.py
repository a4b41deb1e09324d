"""A fingerprint of a protocol: equal content, equal digest, whatever the file looked like."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from concerns.engine.plain import plain


def digest(value: Any) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of a dataclass."""
    canonical = json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
