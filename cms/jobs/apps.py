from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "cms.jobs"
    label = "jobs"

    def ready(self):
        autodiscover_modules("jobs")
