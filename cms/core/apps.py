from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"

    def ready(self):
        from . import caching, checks  # noqa: F401 - registers signal receivers and checks

        caching.watch_content()
