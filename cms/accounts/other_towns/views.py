"""Views of Wagtail that needed little more."""

from django.http import HttpRequest
from wagtail.admin.forms.choosers import ExternalLinkChooserForm, URLOrAbsolutePathField
from wagtail.admin.views.chooser import ExternalLinkView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView

from cms.adapters.wagtail import narrow_root_paths
from cms.towns.scope import ALL_TOWNS, towns_of_staff


class PageTypesView(PageTypesUsageReportView):
    """Counts the pages of one of the user's towns, instead of all."""

    def setup(self, request: HttpRequest, *args, **kwargs):
        towns = towns_of_staff(request.user)
        if towns is not ALL_TOWNS:
            homes = [town.root_page.path for town in towns]
            if request.GET.get("site") not in homes:
                request.GET = request.GET.copy()
                request.GET["site"] = homes[0]
        super().setup(request, *args, **kwargs)


class LinkField(URLOrAbsolutePathField):
    """Wagtail's fails if the address was not sent at all."""

    def to_python(self, value):
        return super().to_python(value or "")


class LinkForm(ExternalLinkChooserForm):
    url = LinkField(label=ExternalLinkChooserForm.base_fields["url"].label)


class LinkView(ExternalLinkView):
    """Finds the page of an address in the user's towns only: of another town's page it would tell title and id."""

    form_class = LinkForm

    def post(self, request: HttpRequest):
        towns = towns_of_staff(request.user)
        if towns is not ALL_TOWNS:
            narrow_root_paths(request, {town.pk for town in towns})
        return super().post(request)
