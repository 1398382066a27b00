from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"

    def ready(self):
        from . import caching, checks

        caching.watch_content()
        autodiscover_modules("mails", "jobs", "housekeeping")
        for check in checks.HOUSE_RULES:
            register(check)
        register(checks.postgresql_keeps_letters_out_of_its_log, Tags.database)
