from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MailConfig(AppConfig):
    name = "cms.mail"
    label = "mail"

    def ready(self):
        autodiscover_modules("mails")
