from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as document_urls

from cms.api import api
from cms.core import downloads, views
from cms.core.security_txt import security_txt
from cms.core.sign_in import urls as sign_in_urls
from cms.core.sign_in.views import to_sign_in
from cms.core.site_history import site_history, site_history_results
from cms.core.sitemap import PublicSitemap
from directory import urls as directory_urls
from forms_app import urls as forms_urls
from forms_app import views as forms_views
from forms_app.challenge_view import challenge
from home import urls as home_urls
from news import urls as news_urls

handler500 = "cms.core.operating.faults.server_error"

urlpatterns = [
    path("admin/", include(sign_in_urls)),
    # In place of Wagtail's own at the same addresses.
    path("admin/reports/site-history/", site_history),
    path("admin/reports/site-history/results/", site_history_results),
    path("admin/", include(admin_urls)),
    re_path(r"^dokumente/(\d+)/(.*)$", downloads.document),
    path("dokumente/", include(document_urls)),
    path("design/<str:colour>-admin.css", views.admin_design, name="admin_design"),
    path("design/<str:colour>.css", views.design, name="design"),
    # Browsers ask for it here on pages that name no icon, such as a downloaded file.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.ico")),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PublicSitemap}}),
    path("api/hsds/v3/", include("directory.exports.hsds.urls")),
    path("api/v1/", api.urls),
    path("formulare/aufgabe/", challenge, name="challenge"),
]

if not settings.S3_BUCKET:
    # Renditions only: originals and documents leave through views that check permissions.
    urlpatterns.append(re_path(r"^media/images/(?P<path>.+)$", views.rendition))

urlpatterns += i18n_patterns(
    path("", include(forms_urls)),
    path("", include(directory_urls)),
    path("", include(home_urls)),
    path("", include(news_urls)),
    path("_util/login/", to_sign_in, name="wagtailcore_login"),
    # In place of Wagtail's own view of the same name: finds a page in two queries, and a form that has moved.
    re_path(wagtail_urls.serve_pattern, forms_views.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
