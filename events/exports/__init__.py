"""Dates as files: iCalendar."""
