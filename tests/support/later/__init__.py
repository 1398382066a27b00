"""An app that a version to come brings: its migration changes a table that every page is read from."""
