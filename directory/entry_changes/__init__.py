"""An entry as plain facts: take a snapshot, find what differs, apply some of it.

The engine behind proposals and merging. Who may decide, and who hears of it, belongs in `workflow`.
"""
