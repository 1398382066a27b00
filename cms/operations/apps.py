import gc

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OperationsConfig(AppConfig):
    name = "cms.operations"

    def ready(self):
        autodiscover_modules("upgrades")
        gc.enable()
