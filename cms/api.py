"""The public JSON API: mounts the router of each app."""

from cms.core.api.page_routes import make_router as make_pages_router
from cms.core.api.redirects import router as redirects_router
from cms.core.api.service import PublicAPI
from cms.core.api.site import router as site_router
from directory.api.changes import router as changes_router
from directory.api.files import router as files_router
from directory.api.openings import router as openings_router
from directory.api.organisations import router as organisations_router
from forms_app.api import router as forms_router
from home.media_api import router as media_router
from home.search_api import router as search_router
from news.api import router as news_router

api = PublicAPI(
    title="Engagierte Stadt",
    version="1.0.0",
    description="Everything that the town's website shows, for other front ends. Reading needs no key.",
    urls_namespace="api",
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
api.add_router("", media_router)
api.add_router("", changes_router)
