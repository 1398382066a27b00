from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from .changes import register_organisations
        from .imports import jobs  # noqa: F401  (registers them)
        from .signal_handlers import watch_pages

        watch_pages()
        register_organisations()
