"""Decisions about entries: one function each, called alike from forms, the admin, commands and the API.

A decision checks, locks, writes, logs and mails in one transaction. No views and no forms in here.
"""

from .entries import confirm_entry, create_entry, may_confirm, may_keep
from .hiding import hide_entry, show_entry_again, withdraw_entry
from .upkeep import awaits_letter, keep_entries_true, note_letter_sent

__all__ = [
    "awaits_letter",
    "confirm_entry",
    "create_entry",
    "hide_entry",
    "keep_entries_true",
    "may_confirm",
    "may_keep",
    "note_letter_sent",
    "show_entry_again",
    "withdraw_entry",
]
