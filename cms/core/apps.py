from django.apps import AppConfig
from django.core.checks import register


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"

    def ready(self):
        from . import caching, checks

        caching.watch_content()
        for check in checks.HOUSE_RULES:
            register(check)
