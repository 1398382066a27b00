"""What this app registers with the apps below it."""

from cms.accounts.role_grants import EHRENAMTSAGENTUR, GRANTS, LEITUNG, MANAGE, Grant
from cms.api_toolkit.problems import ROOT as API
from cms.publishing.front_cache.addresses import CACHED_KINDS, CachedKind
from directory.editing.panels import panel_contexts
from directory.exports.calendars import SINGLE_DAYS, SingleDays
from directory.imports.kinds import KINDS
from directory.self_service.extra_sections import EXTRA_SECTIONS, ExtraSection

from .browse.contexts import register_contexts
from .editing.panels import DaysPanel
from .exports.calendars import changed_days_of_offers
from .imports.kind import KIND as TABLES_OF_DATES
from .publishing.change_feed import register_partner_events
from .publishing.signal_handlers import watch_changes
from .self_service.date_views import summary_of
from .workflow.changed_days import coming_days

# What clubs announce; event pages are the office's own.
OF_CLUBS = ("partnerevent", "changedday", "eventfeed", "trustedorganiser")

GRANTS.register(
    Grant("events", LEITUNG, {"events": MANAGE}),
    Grant("events", EHRENAMTSAGENTUR, {f"events.{name}": MANAGE for name in OF_CLUBS}),
)
EXTRA_SECTIONS.register(ExtraSection("dates", "events/self_service/parts/section.html", summary_of))
SINGLE_DAYS.register(SingleDays("changed days", changed_days_of_offers))
KINDS.register(TABLES_OF_DATES)
CACHED_KINDS.register(CachedKind("events", (f"{API}events*", f"{API}occurrences*", "/daten/termine.*")))
panel_contexts[DaysPanel] = lambda page, request: {"days": coming_days(page.translation_key, 5)}
register_contexts()
watch_changes()
register_partner_events()
