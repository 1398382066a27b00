"""What this app registers with the apps below it."""

from directory.self_service.extra_sections import EXTRA_SECTIONS, ExtraSection

from .self_service.hours_views import summary_of

EXTRA_SECTIONS.register(ExtraSection("hours", "joining/hours/self_service/section.html", summary_of))
