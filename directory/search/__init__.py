"""Which words of entries and calls are searched, and how weighty they are. `cms.search` does the rest.

No model in here.
"""
