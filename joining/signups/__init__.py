"""Sign-ups with places (*Anmeldung*): for a date of the calendar, or for slots of a call.

    models        the form page, its slots, what is taken of each, the sign-ups
    rules         what happens to a sign-up in which state (no queries)
    services      taking in, confirming, cancelling, moving up: under a lock on the places
    publishing    the state of places, for the calendar and the pages of dates
    pages         the form, and the page behind the link in the mails

The forms know a sign-up only as a kind of submission (`forms_app.models.kinds`).
"""
