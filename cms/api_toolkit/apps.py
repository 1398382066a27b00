from django.apps import AppConfig
from ninja import Schema

# A schema is built when it is first used: Wagtail defines hundreds for an API that is not mounted, and most processes
# need few of ours. Set here, since Wagtail's are defined as soon as all apps are loaded.
Schema.model_config["defer_build"] = True


class ApiToolkitConfig(AppConfig):
    name = "cms.api_toolkit"
