"""The staff's screens: clubs' dates and calendars that wait, and the single days of any series."""
