"""The way of a table in five screens: choose it, say what its columns are, look at the check, import, take back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from cms.core.hostile_text import cleaned_data, cleaned_text
from cms.core.job_report import PERMISSION as MAY_SEE_JOBS

from ...models import ImportRow, ImportRun
from ...staff.views import StaffScreen
from ..running import begin_check, begin_import, begin_undo, decide_row, discard
from ..undoing import worked_on
from .access import directories_for, may_import, runs_for
from .comparing import lines_of, pages_like
from .forms import UploadForm, columns_of, field_choices, read_mapping
from .progress import progress_of
from .rows import RowList

Status, State = ImportRun.Status, ImportRow.State
FOLDER = "directory/imports"
LIST, RUN, COLUMNS = "directory_imports", "directory_import", "directory_import_columns"
RUNS_PER_PAGE = 20
REFUSED = 422


class ImportScreen(StaffScreen):
    header_icon = "upload"
    # Which of the four steps it is, if any.
    step = 0

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        steps = [_now("Choose the table"), _now("Assign the columns"), _now("Look at the check"), _now("Import")]
        return super().get_context_data(steps=steps, step=self.step, **kwargs)

    def refused(self, **context) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=REFUSED)


class RunScreen(ImportScreen):
    """A screen about one table."""

    @cached_property
    def run(self) -> ImportRun:
        return get_object_or_404(runs_for(self.request.user), pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.run.file_name

    @property
    def way(self):
        return [{"url": reverse(LIST), "label": _now("Import")}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(run=self.run, **kwargs)


class ImportsView(ImportScreen):
    """Upload a table, and the tables so far."""

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
        return self.refused(form=form)

    def _form(self, *args, **kwargs) -> UploadForm:
        user = self.request.user
        return UploadForm(*args, directories=directories_for(user), user=user, **kwargs)

    def get_context_data(self, **kwargs):
        imported = Count("rows", filter=Q(rows__state__in=[State.IMPORTED, State.KEPT]))
        runs = runs_for(self.request.user).annotate(row_count=Count("rows"), imported_count=imported)
        page = Paginator(runs.order_by("-started_at", "-pk"), RUNS_PER_PAGE)
        return super().get_context_data(page=page.get_page(self.request.GET.get("seite")), **kwargs)


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
        return self.get_context_data(columns=columns, groups=field_choices(), errors=errors)


class RunView(RunScreen):
    """Where a table stands: progress, what the check found, or what came of it."""

    TEMPLATES = {
        Status.CHECKED: f"{FOLDER}/checked.html",
        Status.DONE: f"{FOLDER}/result.html",
        Status.UNDONE: f"{FOLDER}/result.html",
    }
    STEPS = {Status.CHECKING: 3, Status.CHECKED: 3, Status.IMPORTING: 4, Status.DONE: 4}

    def dispatch(self, request, *args, **kwargs):
        if may_import(request.user) and self.run.status == Status.UPLOADED and request.method != "POST":
            return redirect(COLUMNS, self.run.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self):
        return [self.TEMPLATES.get(self.run.status, f"{FOLDER}/progress.html")]

    @property
    def step(self) -> int:
        return self.STEPS.get(self.run.status, 0)

    def get_context_data(self, **kwargs):
        counts = self.run.counts()
        if self.run.is_under_way:
            kwargs |= {
                "progress": progress_of(self.run, counts),
                "may_see_jobs": self.request.user.has_perm(MAY_SEE_JOBS),
            }
        else:
            kwargs |= {
                "rows": RowList(self.run, counts, self.request.GET),
                "left_out": sum(counts[state] for state in ImportRow.LEFT_OUT),
                "total": sum(counts.values()),
            }
        return super().get_context_data(counts=counts, **kwargs)

    def post(self, request, *args, **kwargs):
        match request.POST.get("action"):
            case "import":
                return self._import()
            case "discard":
                return self._discard()
        raise PermissionDenied

    def _import(self) -> HttpResponse:
        try:
            begin_import(self.run, by=self.request.user)
        except ValidationError as refused:
            messages.error(self.request, " ".join(refused.messages))
            return redirect(RUN, self.run.pk)
        self.run.refresh_from_db()
        if self.run.status == Status.CHECKING:
            text = _now("Meanwhile another table was imported, so this one is checked once more.")
            messages.warning(self.request, text)
        return redirect(RUN, self.run.pk)

    def _discard(self) -> HttpResponse:
        if discard(self.run):
            text = _now("“%(name)s” is discarded. Nothing was imported.")
            messages.success(self.request, text % {"name": self.run.file_name})
            return redirect(LIST)
        messages.error(self.request, _now("It is too late to discard it: the import has begun."))
        return redirect(RUN, self.run.pk)


class RowView(RunScreen):
    """One row beside the entries that it resembles. POST decides about it."""

    template_name = f"{FOLDER}/row.html"
    step = 3

    @cached_property
    def row(self) -> ImportRow:
        return get_object_or_404(self.run.rows.select_related("page"), number=self.kwargs["number"])

    def get_page_title(self):
        return _now("Row %(number)d") % {"number": self.row.number}

    @property
    def way(self):
        return [*super().way, {"url": reverse(RUN, args=[self.run.pk]), "label": self.run.file_name}]

    def get_context_data(self, **kwargs):
        pages = pages_like(self.row)
        return super().get_context_data(
            row=self.row,
            name=self.run.values_of(self.row).get("title", ""),
            pages=pages,
            lines=lines_of(self.run, self.row, pages),
            may_take=self.run.status == Status.CHECKED and self.row.state == State.ALIKE,
            may_leave=self.run.status == Status.CHECKED
            and self.row.state == State.READY
            and bool(self.row.messages),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action")
        if action not in ("take", "leave"):
            raise PermissionDenied
        words = {"number": self.row.number}
        if not decide_row(self.run, self.row.number, take=action == "take"):
            messages.error(request, _now("This cannot be decided about row %(number)d any more.") % words)
        elif action == "take":
            messages.success(request, _now("Row %(number)d will be imported as an entry of its own.") % words)
        else:
            messages.success(request, _now("Row %(number)d is left out.") % words)
        return redirect(RUN, self.run.pk)


class UndoView(RunScreen):
    """What an undo takes away and what it leaves; POST begins."""

    template_name = f"{FOLDER}/undo.html"
    NAMED = 50

    def get(self, request, *args, **kwargs):
        if self.run.status != Status.DONE:
            return self._too_late()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return redirect(RUN, self.run.pk) if begin_undo(self.run, by=request.user) else self._too_late()

    def _too_late(self) -> HttpResponse:
        messages.error(self.request, _now("Only an import that has ended can be undone, and only once."))
        return redirect(RUN, self.run.pk)

    def get_context_data(self, **kwargs):
        kept = worked_on(self.run)
        gone = self.run.rows.filter(state=State.IMPORTED, page=None).count()
        doomed = self.run.counts()[State.IMPORTED] - len(kept) - gone
        question = ngettext("Take back %(n)d entry", "Take back %(n)d entries", doomed) % {"n": doomed}
        return super().get_context_data(
            doomed=doomed, question=question, kept=kept[: self.NAMED], more=len(kept[self.NAMED :]), **kwargs
        )


@require_safe
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    if not may_import(request.user):
        raise PermissionDenied
    run = runs_for(request.user).filter(pk=pk).first()
    if run is None:
        raise Http404
    response = JsonResponse(progress_of(run).as_json())
    response["Cache-Control"] = "private, no-store"
    return response
