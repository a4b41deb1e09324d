"""What people wrote, sealed in the database under keys that are kept apart from it (ADR 14).

A key outside every database opens a council's key, that opens the key of one concern, and that
opens what was written in it. Whoever has the database or a copy of it reads nothing, and a concern
whose key is gone cannot be read from any copy, however old.
"""

from concerns.sealing.cipher import CannotOpen
from concerns.sealing.held import holding_keys
from concerns.sealing.store import Erased, open, seal, shred

__all__ = ["CannotOpen", "Erased", "holding_keys", "open", "seal", "shred"]
