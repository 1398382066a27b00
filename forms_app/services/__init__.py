"""Decisions about submissions: one function each, for forms, admin, commands and API."""
