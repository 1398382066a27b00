"""Two people on one page: the one who saves second sees what differs, and decides.

Wagtail knows which revision a form was opened with, but asks it before an autosave only.
"""

import json
import re

from django.db import transaction
from django.http import QueryDict
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

# What Wagtail's comparisons mark as new or gone.
MARKED = re.compile(r'class="[^"]*\b(?:addition|deletion)\b')


class AskingBeforeOverwriting:
    """A mixin for Wagtail's page editor. `differences` are its comparisons of what is stored with what was sent."""

    differences = ()

    def get_template_names(self):
        names = super().get_template_names()
        return ["pages/editing/edit.html"] if names == ["wagtailadmin/pages/edit.html"] else names

    @property
    def is_overtaken(self) -> bool:
        """Also when there was no revision yet as the form was opened."""
        is_first = self.latest_revision and self.request.POST.get("loaded_revision_id") == ""
        return self.is_out_of_date or bool(is_first and not self.request.POST.get("overwrite_revision_id"))

    def post(self, request, *args, **kwargs):
        request.POST = self._with_children_that_vanished(request.POST)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        with transaction.atomic():
            # Waits for a save that is under way.
            page = Page.objects.select_for_update().get(pk=self.page.pk)
            self._read_again(page.get_latest_revision())
            if not self.is_overtaken or not form.has_changed():
                return super().form_valid(form)
            if self.expects_json_response:
                return self.form_invalid(form)
            self.differences = self._compare(form.save(commit=False))
            return self._ask() if self.differences else super().form_valid(form)

    def form_invalid(self, form):
        """Until the differences have been shown, the form remains as old as it is."""
        opened_with = self.request.POST.get("overwrite_revision_id") or self.request.POST.get(
            "loaded_revision_id"
        )
        if self.is_overtaken and opened_with.isdecimal():
            self.page.latest_revision_id = int(opened_with)
        return super().form_invalid(form)

    def save_action(self):
        response = super().save_action()
        if self.expects_json_response and response.status_code == 200:
            return self._naming_revision(response)
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "differences": self.differences,
            "overtaken_by": self.differences and self.latest_revision,
            "is_own": self.differences and self.latest_revision.user_id == self.request.user.pk,
        }

    def _naming_revision(self, response):
        """After an autosave, the form in the browser is as new as what was stored, whichever way it is sent next.

        Wagtail's script remembers the revision for its next autosave only.
        """
        answer = json.loads(response.content)
        answer["field_updates"] |= {
            "loaded_revision_id": answer["revision_id"],
            "loaded_revision_created_at": answer["revision_created_at"],
        }
        response.content = json.dumps(answer)
        return response

    def _with_children_that_vanished(self, sent: QueryDict) -> QueryDict:
        """A question or link that somebody else removed meanwhile comes as a new one; its old key would be an error."""
        sent = sent.copy()
        for name in set(self.form_class.formsets) - {"comments"}:
            known = {str(child.pk) for child in getattr(self.page, name).all()}
            for key in filter(re.compile(rf"{name}-\d+-id").fullmatch, list(sent)):
                sent[key] = sent[key] if sent[key] in known else ""
        return sent

    def _read_again(self, latest) -> None:
        self.latest_revision = latest
        for name in ("is_out_of_date", "latest_revision_created_at"):
            self.__dict__.pop(name, None)

    def _compare(self, sent: Page) -> list:
        panel = self.edit_handler.get_bound_panel(instance=sent, request=self.request, form=None)
        stored = self.latest_revision.as_object()
        comparisons = [compare(stored, sent) for compare in panel.get_comparison()]
        differing = [each for each in comparisons if each.has_changed()]
        for each in differing:
            # Texts that passed through the editor may differ in what nobody sees.
            each.is_unseen = each.is_field and not MARKED.search(each.htmldiff())
        return differing

    def _ask(self):
        """Show the form with what was sent. It now names the latest revision, so saving it again is a decision."""
        self.page.latest_revision = self.latest_revision
        self.has_unsaved_changes = True
        # It would decide within half a second.
        self.autosave_enabled = False
        response = self.render_to_response(self.get_context_data())
        response.status_code = 409
        return response


class PageEditView(AskingBeforeOverwriting, EditView):
    pass


class PageRevertView(AskingBeforeOverwriting, RevisionsRevertView):
    pass


class EditorViewSet(PageViewSet):
    """Wagtail's editor of all page types."""

    model = Page
    edit_view_class = PageEditView
    revisions_revert_view_class = PageRevertView


editor = EditorViewSet()
