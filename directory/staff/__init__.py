"""The staff's screens: what waits, the state of an entry and its buttons, letters, proposals, lists of terms.

Views and words only; what a button decides belongs in `workflow`.
"""
