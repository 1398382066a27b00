"""Clubs' own calendars: fetched (`fetching`), understood (`ical`, `json_ld`) and stored (`storing`) as their dates."""
