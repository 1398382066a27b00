"""What this app registers with the apps below it, and the signals that it listens to."""

from cms.accounts.role_grants import BETRIEB, EHRENAMTSAGENTUR, GRANTS, LEITUNG, MANAGE, Grant
from cms.api_toolkit.problems import ROOT as API
from cms.pages.site_context import VIEW_LINKS
from cms.publishing.front_cache.addresses import CACHED_KINDS, CachedKind

from .browse.contexts import register_contexts
from .browse.maps import ground_of_pins
from .editing.panels import EntryStatePanel, PinPanel, panel_contexts
from .imports import entries
from .imports.kinds import KINDS
from .models import DirectoryPage
from .publishing.change_feed import register_organisations
from .publishing.signal_handlers import watch_changes
from .staff.entry_state import entry_state
from .staff.search_answers import register_answers

SETTINGS = ("directory.directorysettings",)
# Shared by all towns of an installation.
SHARED = ("category", "directorysettings", "district", "helptype", "schoolholiday", "targetgroup")
FILES = ("/daten/*", "/api/hsds/*", "/catalog.ttl")

GRANTS.register(
    Grant("directory", EHRENAMTSAGENTUR, {"directory": MANAGE}, SETTINGS, DirectoryPage),
    Grant("directory", LEITUNG, {"directory": MANAGE}, SETTINGS),
    Grant("directory", BETRIEB, {f"directory.{name}": MANAGE for name in SHARED}),
)
CACHED_KINDS.register(
    CachedKind("organisations", (f"{API}organisations*", *FILES)),
    CachedKind("openings", (f"{API}openings*",)),
    CachedKind("changes", (f"{API}changes*",)),
)
KINDS.register(entries.KIND)
VIEW_LINKS.register("shortlist")
register_answers()
watch_changes()
register_organisations()
register_contexts()
panel_contexts[PinPanel] = lambda place, request: ground_of_pins(request)
panel_contexts[EntryStatePanel] = lambda page, request: {"state": entry_state(page, request.user)}
