"""The editors' lists in the menu group "Verzeichnis"."""

from django.forms import CheckboxInput
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import Menu
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from ..domain.completeness import in_one_line
from ..models import Category, District, HelpType, Maintainership, SchoolHoliday, TargetGroup
from ..publishing.completeness import from_column
from ..workflow.personal_data import forget_links_of_former
from .menu import SUBMENU, DirectoryMenuItem


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "tag"
    list_display = ["name", "parent", Column("synonyms", label=_("other words"))]
    search_fields = ["name", "synonyms"]
    list_filter = ["parent"]
    ordering = ["name"]
    list_per_page = 100


class TargetGroupViewSet(SnippetViewSet):
    model = TargetGroup
    icon = "group"
    search_fields = ["name"]


class NotChosen:
    """No page asks for one in a window, and Wagtail's window would show everybody those of all towns."""

    def register_chooser_viewset(self):
        pass


class DistrictViewSet(NotChosen, SnippetViewSet):
    model = District
    icon = "site"
    list_display = ["name", "site"]
    search_fields = ["name"]


class HelpTypeViewSet(SnippetViewSet):
    model = HelpType
    icon = "pick"
    search_fields = ["name"]


class SchoolHolidayViewSet(SnippetViewSet):
    model = SchoolHoliday
    icon = "date"
    list_display = ["name", "first_day", "last_day"]
    search_fields = ["name"]


class MaintainershipFilterSet(WagtailFilterSet):
    overdue = BooleanFilter(label=_("not confirmed for a year"), method="only_overdue", widget=CheckboxInput)

    incomplete = BooleanFilter(label=_("incomplete"), method="only_incomplete", widget=CheckboxInput)

    class Meta:
        model = Maintainership
        fields = ["maintainer_mode"]

    def only_incomplete(self, queryset, name, value):
        return queryset.incomplete() if value else queryset

    def only_overdue(self, queryset, name, value):
        return queryset.overdue() if value else queryset


class OfEditableEntry:
    """404 for the maintainership of an entry that the user may not change, such as another town's."""

    # Wagtail's views of one thing differ in what they pass.
    def get_object(self, *args, **kwargs):
        keeping = super().get_object(*args, **kwargs)
        if not Maintainership.objects.editable_by(self.request.user).filter(pk=keeping.pk).exists():
            raise Http404
        return keeping


class EditMaintainershipView(OfEditableEntry, snippets.EditView):
    def save_instance(self):
        keeping = super().save_instance()
        forget_links_of_former(keeping.page_id)
        return keeping


class MissingColumn(Column):
    """What an entry lacks; of what is not public, nothing is said."""

    def __init__(self, name):
        super().__init__(name, label=_("still missing"))

    def get_value(self, keeping):
        record = getattr(keeping.page, "record", None)
        return in_one_line(from_column(record.missing)) if record else ""


class MaintainershipViewSet(NotChosen, SnippetViewSet):
    model = Maintainership
    edit_view_class = EditMaintainershipView
    delete_view_class = type("DeleteView", (OfEditableEntry, snippets.DeleteView), {})
    usage_view_class = type("UsageView", (OfEditableEntry, snippets.UsageView), {})
    history_view_class = type("HistoryView", (OfEditableEntry, snippets.HistoryView), {})
    copy_view_enabled = False
    icon = "calendar-check"
    list_display = ["page", "assured_on", "assured_by", "maintainer_mode", MissingColumn("missing")]
    filterset_class = MaintainershipFilterSet
    ordering = ["assured_on"]
    search_fields = ["page__title"]

    def get_queryset(self, request):
        return Maintainership.objects.editable_by(request.user).select_related("page__record")


class DirectoryGroup(SnippetViewSetGroup):
    menu_label = _("Directory")
    menu_name = "directory"
    menu_icon = "list-ul"
    menu_order = 150
    submenu_hook = SUBMENU
    items = (
        CategoryViewSet,
        TargetGroupViewSet,
        DistrictViewSet,
        HelpTypeViewSet,
        SchoolHolidayViewSet,
        MaintainershipViewSet,
    )

    def get_menu_item(self, order=None):
        menu = Menu(register_hook_name=self.submenu_hook, items=self.get_submenu_items())
        return DirectoryMenuItem(
            self.menu_label, menu, name=self.menu_name, icon_name=self.menu_icon, order=self.menu_order
        )
