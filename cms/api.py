"""The public JSON API: mounts the router of each app."""

from cms.api_toolkit.service import PublicAPI
from cms.pages.api.media import router as media_router
from cms.pages.api.page_routes import make_router as make_pages_router
from cms.pages.api.redirects import router as redirects_router
from cms.pages.api.site import router as site_router
from cms.webhooks.schema import described
from directory.api.files import router as files_router
from directory.api.openings import router as openings_router
from directory.api.organisations import router as organisations_router
from events.api.events import router as events_router
from events.api.occurrences import router as occurrences_router
from forms_app.api import router as forms_router
from home.changes_api import router as changes_router
from home.search_api import router as search_router
from news.api import router as news_router

api = PublicAPI(
    title="Engagierte Stadt",
    version="1.0.0",
    description="Everything that the town's website shows, for other front ends. Reading needs no key.",
    urls_namespace="api",
    webhooks=described,
)
api.add_router("", site_router)
api.add_router("", forms_router)
api.add_router("", make_pages_router())
api.add_router("", redirects_router)
api.add_router("", search_router)
api.add_router("", organisations_router)
api.add_router("", openings_router)
api.add_router("", files_router)
api.add_router("", news_router)
api.add_router("", events_router)
api.add_router("", occurrences_router)
api.add_router("", media_router)
api.add_router("", changes_router)
