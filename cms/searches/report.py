"""The report "Searched in vain" of the admin: the words of the user's towns, and what to make of them."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet, Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.towns.scope import ALL_TOWNS, has_several, towns_for

from .answers import ANSWERS, Answer
from .models import EverydayWord, SearchNote, VainWord

VIEW, CHANGE = "searches.view_vainword", "searches.change_vainword"
MOST_SHOWN = 300
KEPT = {
    "everyday": (EverydayWord, "searches.delete_everydayword"),
    "note": (SearchNote, "searches.delete_searchnote"),
}


def words_of(user) -> QuerySet[VainWord]:
    """Return the known words of the user's towns, the most wanted first."""
    towns = towns_for(user, VIEW)
    words = VainWord.objects.exclude(text="").select_related("site")
    words = words if towns is ALL_TOWNS else words.filter(site__in=towns)
    return words.annotate(number=Sum("weeks__number", default=0), last_week=Max("weeks__monday")).order_by(
        "-number", "text"
    )


def notes_of(user) -> QuerySet[SearchNote]:
    towns = towns_for(user, VIEW)
    return SearchNote.objects.all() if towns is ALL_TOWNS else SearchNote.objects.filter(site__in=towns)


class ReportPage(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Searched in vain")
    header_icon = "search"
    permission = VIEW

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class VainWordsView(ReportPage):
    template_name = "searches/report.html"

    def get_context_data(self, **kwargs):
        words = list(words_of(self.request.user)[:MOST_SHOWN])
        return super().get_context_data(
            open_words=[word for word in words if not word.answer],
            answered=[word for word in words if word.answer],
            notes=notes_of(self.request.user),
            everyday_words=EverydayWord.objects.all(),
            has_towns=has_several(),
            may={name: self.request.user.has_perm(permission) for name, (_model, permission) in KEPT.items()},
            **kwargs,
        )

    def post(self, request):
        """Take a note or an everyday word out again."""
        kind, _dash, key = request.POST.get("delete", "").partition("-")
        if kind not in KEPT or not key.isdecimal():
            raise Http404
        if not request.user.has_perm(KEPT[kind][1]):
            raise PermissionDenied
        rows = notes_of(request.user) if kind == "note" else EverydayWord.objects.all()
        get_object_or_404(rows, pk=key).delete()
        messages.success(request, gettext("Deleted."))
        return redirect("searched_in_vain")


class VainWordView(ReportPage):
    template_name = "searches/word.html"
    permission = CHANGE

    def dispatch(self, request, *args, **kwargs):
        if request.user.has_perm(VIEW):
            self.word = get_object_or_404(words_of(request.user), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        above = {"url": reverse("searched_in_vain"), "label": ReportPage.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.word.text}]

    def get_context_data(self, **kwargs):
        filled = kwargs.pop("filled", None)
        forms_ = [
            filled if filled and filled.answer == each else self._form(each) for each in self._answers()
        ]
        return super().get_context_data(
            word=self.word, forms=forms_, weeks=self.word.weeks.order_by("-monday"), **kwargs
        )

    def post(self, request, pk):
        if "forget" in request.POST:
            self.word.delete()
            messages.success(request, gettext("Forgotten."))
            return redirect("searched_in_vain")
        answer = next((each for each in self._answers() if each.name in request.POST), None)
        if answer is None:
            raise Http404
        form = self._form(answer, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(filled=form))
        self.word.answer = answer.apply(self.word, form.cleaned_data["value"], request.user)[:200]
        self.word.save(update_fields=["answer"])
        messages.success(request, self.word.answer)
        return redirect("searched_in_vain")

    def _answers(self) -> list[Answer]:
        return [each for each in ANSWERS.values() if self.request.user.has_perm(each.permission)]

    def _form(self, answer: Answer, data=None) -> forms.Form:
        form = forms.Form(data, prefix=answer.name)
        form.fields["value"] = answer.field(self.word)
        form.answer = answer
        return form
