import os

from django.core.wsgi import get_wsgi_application

from cms.core.embedded_cache import EmbeddedCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = EmbeddedCache(get_wsgi_application())
