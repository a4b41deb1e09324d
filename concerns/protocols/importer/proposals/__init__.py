"""What each passage of an imported protocol seems to be, and the rules it seems to make.

Suggestions only: nothing here is a rule until a person confirms it.
"""

from concerns.protocols.importer.proposals.propose import propose

__all__ = ["propose"]
