"""Everything dated: the office's events, the dates of clubs and of their offers, in one calendar."""
