"""The first two steps: choose a table and map its columns. `run_screens` has the others."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.text_cleaning import cleaned_data, cleaned_text
from directory.models import ImportRow, ImportRun
from directory.staff.views import StaffScreen

from ..kinds import TableKind
from ..running import begin_check, kind_of
from .access import directories_for, kinds_for, may_import, runs_for
from .forms import UploadForm, columns_of, field_choices, read_mapping

Status, State = ImportRun.Status, ImportRow.State
FOLDER = "directory/imports"
LIST, RUN, COLUMNS = "directory_imports", "directory_import", "directory_import_columns"
RUNS_PER_PAGE = 20
REFUSED = 422


class ImportScreen(StaffScreen):
    header_icon = "upload"
    # One of the four steps, 0 for none.
    step = 0

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        steps = [
            _now("Choose the table"),
            _now("Assign the columns"),
            _now("Look at the check"),
            _now("Import"),
        ]
        return super().get_context_data(steps=steps, step=self.step, **kwargs)


class RunScreen(ImportScreen):
    @cached_property
    def run(self) -> ImportRun:
        return get_object_or_404(runs_for(self.request.user), pk=self.kwargs["pk"])

    @property
    def kind(self) -> TableKind:
        return kind_of(self.run)

    def get_page_title(self):
        return self.run.file_name

    @property
    def way(self):
        return [{"url": reverse(LIST), "label": _now("Import")}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(run=self.run, kind=self.kind, words=self.kind.words, **kwargs)


class ImportsView(ImportScreen):
    """Upload a table; lists earlier imports."""

    page_title = _("Import")
    template_name = f"{FOLDER}/list.html"
    step = 1

    def get(self, request, *args, **kwargs):
        initial = {"source": cleaned_text(request.GET.get("quelle", ""))[:80]}
        return self.render_to_response(self.get_context_data(form=self._form(initial=initial)))

    def post(self, request, *args, **kwargs):
        form = self._form(cleaned_data(request.POST), request.FILES)
        if form.is_valid() and form.run:
            return redirect(COLUMNS, form.run.pk)
        return self.render_to_response(self.get_context_data(form=form), status=REFUSED)

    def _form(self, *args, **kwargs) -> UploadForm:
        user = self.request.user
        choices = {"directories": directories_for(user), "kinds": kinds_for(user)}
        return UploadForm(*args, user=user, **choices, **kwargs)

    def get_context_data(self, **kwargs):
        imported = Count("rows", filter=Q(rows__state__in=[State.IMPORTED, State.KEPT]))
        runs = runs_for(self.request.user).annotate(row_count=Count("rows"), imported_count=imported)
        page = Paginator(runs.order_by("-started_at", "-pk"), RUNS_PER_PAGE)
        page = page.get_page(self.request.GET.get("seite"))
        for run in page:
            run.about = kind_of(run).words.label
        return super().get_context_data(page=page, kinds=kinds_for(self.request.user), **kwargs)


class ColumnsView(RunScreen):
    template_name = f"{FOLDER}/columns.html"
    step = 2

    def dispatch(self, request, *args, **kwargs):
        if may_import(request.user) and self.run.status not in (Status.UPLOADED, Status.CHECKED):
            return redirect(RUN, self.run.pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self._context(self.run.mapping))

    def post(self, request, *args, **kwargs):
        mapping = read_mapping(self.run, cleaned_data(request.POST))
        try:
            begin_check(self.run, mapping)
        except ValidationError as refused:
            return self.render_to_response(self._context(mapping, refused.messages), status=REFUSED)
        return redirect(RUN, self.run.pk)

    def _context(self, mapping: list[str], errors: list[str] = ()) -> dict:
        columns = columns_of(self.run, mapping)
        return self.get_context_data(columns=columns, groups=field_choices(self.run), errors=errors)
