"""Connections to addresses that others have typed: webhooks, clubs' calendars. Never into a private network."""
