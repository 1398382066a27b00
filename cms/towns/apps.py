from django.apps import AppConfig
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _

from cms.common.hosts import ascii_host


class TownsConfig(AppConfig):
    name = "cms.towns"

    def ready(self):
        from wagtail.models import ReferenceIndex, Site
        from wagtail.sites.forms import SiteForm

        # Every page shows what these settings refer to, but Wagtail's index skips settings.
        ReferenceIndex.register_model(self.get_model("TownSettings"))
        # Requests name a host as the DNS does; people type "köln.example".
        pre_save.connect(keep_name_of_dns, sender=Site)
        SiteForm.clean_hostname = clean_hostname


def keep_name_of_dns(instance, **kwargs) -> None:
    instance.hostname = ascii_host(instance.hostname)


def clean_hostname(form) -> str:
    try:
        return ascii_host(form.cleaned_data["hostname"])
    except ValueError:
        raise ValidationError(_("This is no name that a website can have.")) from None
