"""Purges the cache in front of the site, precisely and reliably.

A change is recorded as a row in its own transaction (`note`). After the commit, the row is resolved (`dependents`,
`addresses`) and sent (`sending`); the worker retries what failed (`outbox`). Nothing of this runs without
settings.FRONT_CACHE_URLS.
"""
