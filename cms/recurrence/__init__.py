"""Recurring times, for dates and offers alike: rules, dates, wording and iCalendar.

Callers create a `Schedule`; `words` and `occurrence_words` describe it, `ical` and `document` serialise it. Times are
German wall-clock times: dates are computed without a time zone, which is added at the end, so that "Wednesday, 17:00"
stays 17:00 across daylight saving changes. Nothing here uses the database.
"""
