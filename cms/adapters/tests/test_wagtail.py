import pytest
from allauth.core import context
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.admin.forms.view_restrictions import BaseViewRestrictionForm
from wagtail.models import Site
from wagtail.views import serve

from cms.adapters.wagtail import (
    has_route,
    keep_route,
    keep_site,
    kept_route,
    look_up_site,
    narrow_filters,
    narrow_privacy,
    narrow_root_paths,
)
from tests.support.making import make_image

pytestmark = pytest.mark.django_db


def test_a_kept_site_is_found_without_a_query(rf, home, django_assert_num_queries):
    request, site = rf.get("/"), home.get_site()
    keep_site(request, site)
    with django_assert_num_queries(0):
        assert Site.find_for_request(request) is site


def test_looking_up_finds_the_site_and_keeps_nothing(rf, home):
    request = rf.get("/")
    assert look_up_site(request) == home.get_site()
    keep_site(request, None)
    assert look_up_site(request) == home.get_site()


def test_wagtail_serves_the_kept_route(rf, home):
    request = rf.get("/somewhere-else/")
    assert not has_route(request)
    keep_route(request, home.specific.route(request, []))
    assert has_route(request)
    assert serve(request, "somewhere-else/").context_data["page"] == home
    assert kept_route(request).page == home


def test_a_rendition_that_is_kept_out_does_not_enter_the_cache(home, monkeypatch):
    image = make_image()
    with monkeypatch.context() as bound:
        bound.setattr("cms.media.picture_sizes.may_make", lambda *args: False)
        assert not image.get_rendition("width-21").is_made
    assert image.get_rendition("width-21").is_made


def test_the_form_of_each_filter_in_the_admin_is_narrowed_once(rf, monkeypatch, admin_user):
    class Filters(WagtailFilterSet):
        class Meta:
            model = Site
            fields = ["hostname", "port"]

    monkeypatch.setattr(WagtailFilterSet, "form", WagtailFilterSet.form)
    seen, request = [], rf.get("/", {"port": "80"})
    request.user = admin_user
    narrow_filters(lambda form, user: seen.append((list(form.fields), user)))

    filters = Filters(request.GET, queryset=Site.objects.all(), request=request)
    assert filters.form is filters.form
    assert filters.is_valid()
    assert filters.qs.count() == 1
    assert seen == [(["hostname", "port"], admin_user)]


def test_the_form_of_who_may_see_a_page_is_narrowed(rf, monkeypatch, admin_user):
    monkeypatch.setattr(BaseViewRestrictionForm, "__init__", BaseViewRestrictionForm.__init__)
    seen, request = [], rf.get("/")
    request.user = admin_user
    narrow_privacy(lambda form, user: seen.append((list(form.fields), user)))
    with context.request_context(request):
        PageViewRestrictionForm()
    PageViewRestrictionForm()
    assert seen == [(["restriction_type", "password", "groups"], admin_user)]


def test_an_address_of_a_site_that_is_left_out_belongs_to_no_page(rf, home):
    request = rf.get("/")
    assert home.get_url(request) == "/"
    for sites, found in (([home.get_site().pk], "/"), ([], None)):
        request = rf.get("/")
        narrow_root_paths(request, sites)
        assert home.get_url(request) == found
