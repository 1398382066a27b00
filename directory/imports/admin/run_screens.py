"""Screens about one table: its progress, check and result; one of its rows; its undo."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from cms.jobs.report import PERMISSION as MAY_SEE_JOBS
from directory.models import ImportRow, ImportRun

from ..running import begin_import, begin_undo, decide_names, decide_row, discard
from .access import may_import, runs_for
from .comparing import pages_like
from .names import decisions_in, names_context
from .progress import progress_of
from .rows import RowList, decisions_about
from .screens import COLUMNS, FOLDER, LIST, RUN, RunScreen

Status, State = ImportRun.Status, ImportRow.State


class RunView(RunScreen):
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
            words = self.kind.words
            kwargs |= {
                "import_button": words.import_button(counts[State.READY]),
                "imported": words.imported(counts[State.IMPORTED]),
                "undone": words.undone(counts[State.UNDONE]),
                "rows": RowList(self.run, counts, self.request.GET),
                "left_out": sum(counts[state] for state in ImportRow.LEFT_OUT),
                "total": sum(counts.values()),
                **names_context(self.run),
            }
        return super().get_context_data(counts=counts, **kwargs)

    def post(self, request, *args, **kwargs):
        match request.POST.get("action"):
            case "import" if self.kind.may_import(request.user, self.run.directory):
                return self._import()
            case "names":
                return self._decide_names()
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
            text = _("Meanwhile another table was imported, so this one is checked once more.")
            messages.warning(self.request, text)
        return redirect(RUN, self.run.pk)

    def _decide_names(self) -> HttpResponse:
        decisions, unknown = decisions_in(self.request.POST, self.run)
        for typed in unknown:
            text = _("No public entry is called “%(name)s”. Please choose one from the list.")
            messages.error(self.request, text % {"name": typed})
        if not decide_names(self.run, decisions):
            messages.error(self.request, _("It is too late to decide: the import has begun."))
        return redirect(RUN, self.run.pk)

    def _discard(self) -> HttpResponse:
        if discard(self.run):
            text = _("“%(name)s” is discarded. Nothing was imported.")
            messages.success(self.request, text % {"name": self.run.file_name})
            return redirect(LIST)
        messages.error(self.request, _("It is too late to discard it: the import has begun."))
        return redirect(RUN, self.run.pk)


class RowView(RunScreen):
    """A row beside similar entries. POST decides about it."""

    template_name = f"{FOLDER}/row.html"
    step = 3

    @cached_property
    def row(self) -> ImportRow:
        return get_object_or_404(self.run.rows.select_related("page"), number=self.kwargs["number"])

    def get_page_title(self):
        return _("Row %(number)d") % {"number": self.row.number}

    @property
    def way(self):
        return [*super().way, {"url": reverse(RUN, args=[self.run.pk]), "label": self.run.file_name}]

    def get_context_data(self, **kwargs):
        pages = pages_like(self.row)
        return super().get_context_data(
            row=self.row,
            name=self.run.values_of(self.row).get("title", ""),
            pages=pages,
            lines=self.kind.lines(self.run, self.row, pages),
            **decisions_about(self.row, self.run),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action")
        if action not in ("take", "leave"):
            raise PermissionDenied
        words = {"number": self.row.number}
        if not decide_row(self.run, self.row.number, take=action == "take"):
            messages.error(request, _("This cannot be decided about row %(number)d any more.") % words)
        elif action == "take":
            messages.success(request, _("Row %(number)d will be imported all the same.") % words)
        else:
            messages.success(request, _("Row %(number)d is left out.") % words)
        return redirect(RUN, self.run.pk)


class UndoView(RunScreen):
    """What an undo removes and what it leaves; POST starts it."""

    template_name = f"{FOLDER}/undo.html"
    NAMED = 50

    def get(self, request, *args, **kwargs):
        if self.run.status != Status.DONE:
            return self._too_late()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.kind.may_import(request.user, self.run.directory):
            raise PermissionDenied
        return redirect(RUN, self.run.pk) if begin_undo(self.run, by=request.user) else self._too_late()

    def _too_late(self) -> HttpResponse:
        messages.error(self.request, _("Only an import that has ended can be undone, and only once."))
        return redirect(RUN, self.run.pk)

    def get_context_data(self, **kwargs):
        kept, rows = self.kind.worked_on(self.run), self.run.rows.filter(state=State.IMPORTED)
        doomed = len(self.kind.made(list(rows.select_related("page").defer("cells", "messages")))) - len(kept)
        return super().get_context_data(
            doomed=doomed,
            consequence=self.kind.words.undo(doomed),
            question=self.kind.words.undo_button(doomed),
            kept=list(self.kind.made(kept[: self.NAMED]).values()),
            more=len(kept[self.NAMED :]),
            **kwargs,
        )


@require_safe
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    if not may_import(request.user):
        raise PermissionDenied
    response = JsonResponse(progress_of(get_object_or_404(runs_for(request.user), pk=pk)).as_json())
    response["Cache-Control"] = "private, no-store"
    return response
