from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as document_urls

from cms.accounts import private_pages
from cms.accounts.other_towns import urls as other_towns_urls
from cms.accounts.sign_in import urls as sign_in_urls
from cms.api import api
from cms.media import downloads
from cms.operations.security_txt import security_txt
from cms.pages import design
from cms.pages.sitemap import PublicSitemap
from directory import urls as directory_urls
from events import urls as events_urls
from forms_app import urls as forms_urls
from forms_app.intake.proof_of_work import challenge
from forms_app.pages import views as forms_views
from home import urls as home_urls
from joining.enquiries import urls as enquiry_urls

handler500 = "cms.operations.monitoring.faults.server_error"

urlpatterns = [
    path("admin/", include(sign_in_urls)),
    path("admin/", include(other_towns_urls)),
    path("admin/", include(admin_urls)),
    re_path(r"^dokumente/(\d+)/(.*)$", downloads.document),
    # In place of Wagtail's own of the same names: with a limit on tries.
    path(
        "dokumente/authenticate_with_password/<int:restriction_id>/",
        private_pages.enter_document_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("dokumente/", include(document_urls)),
    path("design/<str:colour>-admin.css", design.admin_design, name="admin_design"),
    path("design/<str:colour>.css", design.design, name="design"),
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
    urlpatterns.append(re_path(r"^media/images/(?P<path>.+)$", design.rendition))

urlpatterns += i18n_patterns(
    path("", include(forms_urls)),
    path("", include(enquiry_urls)),
    path("", include(directory_urls)),
    path("", include(home_urls)),
    path("", include(events_urls)),
    path("_util/login/", private_pages.to_sign_in, name="wagtailcore_login"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        private_pages.enter_page_password,
        name="wagtailcore_authenticate_with_password",
    ),
    # In place of Wagtail's own view of the same name: finds a page in two queries, and a form that has moved.
    re_path(wagtail_urls.serve_pattern, forms_views.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
