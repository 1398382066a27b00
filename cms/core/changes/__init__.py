"""What became public, changed, or stopped being public, in the order in which it was noticed.

Nothing reports its changes: whenever the content's version has moved, the public set of each kind is compared with
what was noted of it. So nothing can be forgotten, whatever hides a page: a password above it, its last day, a move.
"""

from .kinds import Kind, register
from .ledger import LIMIT, changes_after, up_to_date

__all__ = ["LIMIT", "Kind", "changes_after", "register", "up_to_date"]
