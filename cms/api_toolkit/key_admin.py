from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import MinValueValidator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import DetailView, FormView, TemplateView
from wagtail.admin import messages as notes
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Site

from .keys import make_key, revoke_key
from .models import ApiKey

VIEW, ADD, REVOKE = "api_toolkit.view_apikey", "api_toolkit.add_apikey", "api_toolkit.delete_apikey"
USUAL_LIFE = timedelta(days=365)


def _tomorrow():
    return timezone.localdate() + timedelta(days=1)


class ApiKeyForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=_("Scopes"), choices=ApiKey.Scope, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = ApiKey
        fields = ["name", "scopes", "expires_on", "sites"]
        widgets = {"expires_on": AdminDateInput, "sites": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expires_on"].initial = timezone.localdate() + USUAL_LIFE
        self.fields["expires_on"].validators.append(
            MinValueValidator(_tomorrow, gettext("Choose a day that is still to come."))
        )
        if Site.objects.count() < 2:
            del self.fields["sites"]


class KeysPage(WagtailAdminTemplateMixin):
    page_title = _("API keys")
    header_icon = "key"
    permission = VIEW

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        items = [*self.breadcrumbs_items, {"url": reverse("api_keys"), "label": KeysPage.page_title}]
        here = [] if self.page_title is KeysPage.page_title else [{"url": "", "label": self.page_title}]
        return [*items, *here]


class KeyListView(KeysPage, TemplateView):
    template_name = "api_toolkit/api_keys.html"

    def get_context_data(self, **kwargs):
        keys = ApiKey.objects.select_related("created_by").prefetch_related("sites")
        user = self.request.user
        rights = {"may_add": user.has_perm(ADD), "may_revoke": user.has_perm(REVOKE)}
        return super().get_context_data(keys=keys.order_by("-created_at", "-pk"), **rights, **kwargs)


@method_decorator(never_cache, "dispatch")
class KeyAddView(KeysPage, FormView):
    permission = ADD
    page_title = _("New API key")
    template_name = "api_toolkit/api_key_add.html"
    form_class = ApiKeyForm

    def form_valid(self, form):
        data = form.cleaned_data
        key, text = make_key(
            data["name"],
            scopes=data["scopes"],
            sites=data.get("sites", ()),
            expires_on=data["expires_on"],
            by=self.request.user,
        )
        # No redirect, because the key's text would have to be stored in between.
        example = self.request.build_absolute_uri(reverse("api:get_site"))
        context = self.get_context_data(key=key, text=text, example=example)
        return self.response_class(
            self.request, ["api_toolkit/api_key_made.html"], context, using=self.template_engine
        )


class KeyRevokeView(KeysPage, DetailView):
    model = ApiKey
    context_object_name = "key"
    permission = REVOKE
    page_title = _("Revoke the API key")
    template_name = "api_toolkit/api_key_revoke.html"

    def post(self, request, *args, **kwargs):
        key = self.get_object()
        revoke_key(key, by=request.user)
        notes.success(request, gettext("“%(name)s” opens nothing any more.") % {"name": key})
        return redirect("api_keys")
