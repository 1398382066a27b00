"""Decisions about hours: entered, agreed to, refused, withdrawn, forgotten."""
