"""Tells the cache in front of the site what to drop, exactly and without losing anything.

What changed is written as a row in the transaction of the change (`note`). After the commit the row is worked out
(`dependents`, `addresses`) and sent (`sending`); what could not be sent is sent by the worker (`outbox`). Nothing
of this runs without settings.FRONT_CACHE_URLS.
"""
