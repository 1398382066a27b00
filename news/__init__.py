"""News and dates: their pages, lists, feeds and calendars."""
