"""Decisions about a message to a club: one function each, in one transaction with its mails."""
