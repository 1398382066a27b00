"""Baselines for serving: the site without any page cache, and with Django's.

Also a settings module: `DJANGO_SETTINGS_MODULE=bench.probes.serving`.
"""

from functools import cache

from cms.settings import dev

vars().update({name: value for name, value in vars(dev).items() if name.isupper()})
# Placed as in Django's manual. It does not cache responses that browsers must revalidate, such as ours.
MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *(each for each in dev.MIDDLEWARE if each != "cms.caching.cache_headers.SharingMiddleware"),
    "django.middleware.cache.FetchFromCacheMiddleware",
]


def application(environ, start_response):
    """Plain Django with the settings of the process."""
    return _django()(environ, start_response)


@cache
def _django():
    # Made with the first request: a settings module must not set Django up while it is read.
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()
