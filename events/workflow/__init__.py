"""Decisions about what clubs announce: one function each, with lock, log and mail."""
