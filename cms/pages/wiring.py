from django.core.checks import register
from wagtail.models import ReferenceIndex
from wagtail.signals import page_slug_changed, post_page_move

from . import checks
from .models import NavigationSettings
from .redirects.standing import forget_own_addresses

# Every page shows what these settings refer to, but Wagtail's index skips settings.
ReferenceIndex.register_model(NavigationSettings)
for check in checks.HOUSE_RULES:
    register(check)
for signal in (page_slug_changed, post_page_move):
    signal.connect(forget_own_addresses, dispatch_uid="forget-own-addresses")
