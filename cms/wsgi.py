import os

from django.core.wsgi import get_wsgi_application

from cms.caching.response_cache import EmbeddedCache
from cms.operations.postgresql.limits import limit_statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

limit_statements()
application = EmbeddedCache(get_wsgi_application())
