"""The state of places, written for the calendar, the pages of dates and the API when it changes."""
