"""What became public, changed, or stopped being public, in the order in which it was noticed.

Nothing reports changes. Instead, whenever the content version has changed, the public set of each kind is compared with
its last recorded state. So nothing is missed, whatever hides a page: a password on a parent, its last day, a move.
"""

from .kinds import Kind, register
from .ledger import LIMIT, changes_after, up_to_date

__all__ = ["LIMIT", "Kind", "changes_after", "register", "up_to_date"]
