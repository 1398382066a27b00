"""What this app registers with the apps below it."""

from cms.accounts.role_grants import BETRIEB, GRANTS, LEITUNG, MANAGE, REDAKTION, Grant
from cms.api_toolkit.problems import ROOT as API
from cms.publishing.front_cache.addresses import CACHED_KINDS, CachedKind

GRANTS.register(
    Grant("news", REDAKTION, {"news.newscategory": MANAGE}),
    Grant("news", LEITUNG, {"news": MANAGE}),
    Grant("news", BETRIEB, {"news.newscategory": MANAGE}),
)
CACHED_KINDS.register(CachedKind("news", (f"{API}news*",)))
