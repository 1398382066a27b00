from functools import partial

from cms.accounts.role_grants import GRANTS, LEITUNG, REDAKTION, Grant
from cms.api_toolkit.problems import ROOT as API
from cms.pages.site_context import VIEW_LINKS
from cms.publishing.front_cache.addresses import CACHED_KINDS, CachedKind
from cms.search.index import ranked_keys
from cms.searches.page_search import find_pages_with

from .models import HomePage
from .page_words import PAGES
from .publishing.signal_handlers import watch_pages

GRANTS.register(
    Grant("home", REDAKTION, page_model=HomePage),
    Grant("home", LEITUNG, page_model=HomePage),
)
VIEW_LINKS.register("search")
CACHED_KINDS.register(CachedKind("search", (f"{API}search*", "/suche/*")))
watch_pages()
find_pages_with(partial(ranked_keys, PAGES))
