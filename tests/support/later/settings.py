from cms.settings.dev import *
from cms.settings.dev import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.support.later"]
