"""A fictitious later release: its migration changes a table that every page reads."""
