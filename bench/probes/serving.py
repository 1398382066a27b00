"""What servers serve beside the site itself, to compare it with: without any page cache, and with Django's own.

A module with settings, too: `DJANGO_SETTINGS_MODULE=bench.probes.serving`.
"""

from cms.settings import dev

vars().update({name: value for name, value in vars(dev).items() if name.isupper()})
# As Django's manual places it. It keeps no answer that browsers have to ask for again, as ours say.
MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *(each for each in dev.MIDDLEWARE if each != "cms.core.sharing.SharingMiddleware"),
    "django.middleware.cache.FetchFromCacheMiddleware",
]


def application(environ, start_response):
    """Django alone, under whatever settings the process has."""
    return _django()(environ, start_response)


def _django():
    global _made
    if _made is None:
        from django.core.wsgi import get_wsgi_application

        _made = get_wsgi_application()
    return _made


_made = None
