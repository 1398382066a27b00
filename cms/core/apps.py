import gc

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"

    def ready(self):
        from wagtail.models import ReferenceIndex

        from . import caching, checks, media_jobs, page_changes, picture_sizes
        from .front_cache import changes, outbox
        from .webhooks import telling

        caching.watch_content()
        page_changes.watch_pages()
        # What menus, footer and town refer to stands on every page; Wagtail's index leaves settings out.
        for name in ("TownSettings", "NavigationSettings"):
            ReferenceIndex.register_model(self.get_model(name))
        page_changes.tell_page_changes(to=changes.note_page_change, when=outbox.is_used)
        page_changes.tell_page_changes(to=telling.tell_endpoints, when=telling.is_anybody_listening)
        page_changes.tell_page_changes(to=picture_sizes.make_for_page, when=media_jobs.makes_ahead)
        autodiscover_modules("mails", "jobs", "housekeeping", "upgrades")
        for check in checks.HOUSE_RULES:
            register(check)
        register(checks.postgresql_keeps_letters_out_of_its_log, Tags.database)
        gc.enable()
