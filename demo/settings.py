"""Production settings plus the demo content, only for the commands that load it."""

from cms.settings.production import *
from cms.settings.production import INSTALLED_APPS

INSTALLED_APPS = ["demo", *INSTALLED_APPS]
