from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"

    def ready(self):
        # Each app registers its contributions to the apps below it.
        autodiscover_modules("wiring")
