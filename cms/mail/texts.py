"""Admin screens for the wording of mails: a form with known placeholders, a preview, and a reset."""

from dataclasses import asdict

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages as notes
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.common.stale_forms import OPENED_WITH, DigestField, OpenedWith, digest_of
from cms.towns.scope import first_town

from .messages import COMMON, Message, all_messages, find_message
from .models import MailText
from .rendering import (
    Rendered,
    Wording,
    current_wording,
    has_broken_placeholder,
    missing_placeholders,
    original_wording,
    other_wordings,
    render,
    unknown_placeholders,
)
from .sender import get_sender

PERMISSION = "mail.change_mailtext"
LANGUAGES = dict(settings.LANGUAGES)


class WordingForm(OpenedWith, forms.Form):
    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(label=_("Text"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 18}))

    def __init__(self, *args, message: Message, **kwargs):
        super().__init__(*args, **kwargs)
        self.message = message
        self.stored = asdict(current_wording(message))
        self.fields[OPENED_WITH] = DigestField()

    def clean(self):
        super().clean()
        self.ask_if_overtaken(digest_of(self.stored), self._differing)
        self.cleaned_data.pop(OPENED_WITH, None)

    def clean_subject(self):
        return self._checked(self.cleaned_data["subject"])

    def clean_body(self):
        text = self._checked(self.cleaned_data["body"]).replace("\r\n", "\n")
        if missing := missing_placeholders(text, self.message):
            raise forms.ValidationError(
                gettext("Without %(names)s the mail would be of no use.") % {"names": _written(missing)}
            )
        return text

    @property
    def wording(self) -> Wording:
        return Wording(**self.cleaned_data)

    def _differing(self) -> list[tuple[str, str]]:
        return [
            (self.fields[name].label, self.stored[name])
            for name, text in self.cleaned_data.items()
            if name in self.stored and text != self.stored[name]
        ]

    def _checked(self, text: str) -> str:
        if unknown := unknown_placeholders(text, self.message):
            raise forms.ValidationError(
                gettext("This mail does not know %(names)s.") % {"names": _written(unknown)}
            )
        if has_broken_placeholder(text):
            raise forms.ValidationError(
                gettext("Write placeholders with two curly brackets on each side, like {{ town }}.")
            )
        return text


def _written(names: list[str]) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in names)


def save_wording(message: Message, wording: Wording, *, by) -> None:
    """Store the German wording; the original one needs no row."""
    changed = {"subject": wording.subject, "body": wording.body}
    text, _is_new = MailText.objects.update_or_create(name=message.name, defaults=changed)
    log(instance=text, action="wagtail.edit", user=by)


def reset_wording(message: Message, *, by) -> None:
    for text in MailText.objects.filter(name=message.name):
        log(instance=text, action="wagtail.delete", user=by)
        text.delete()


class TextsPage(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("E-mail texts")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TextListView(TextsPage):
    template_name = "mail/mail_texts.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        changed = set(MailText.objects.values_list("name", flat=True))
        rows = [
            {
                "message": message,
                "wording": current_wording(message),
                "is_changed": message.name in changed,
                "url": reverse("mail_text", args=[message.name]),
            }
            for message in all_messages()
        ]
        return super().get_context_data(rows=rows, **kwargs)


class TextView(TextsPage):
    template_name = "mail/mail_text.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.message = find_message(kwargs["name"])

    def get(self, request, *args, **kwargs):
        stored = asdict(current_wording(self.known_message))
        return self._page(self._form(stored | {OPENED_WITH: digest_of(stored)}))

    def post(self, request, *args, **kwargs):
        message = self.known_message
        if "reset" in request.POST:
            reset_wording(message, by=request.user)
            notes.success(request, gettext("The original text holds again."))
            return redirect("mail_text", message.name)
        form = self._form(request.POST)
        if not form.is_valid() or "preview" in request.POST:
            return self._page(form)
        save_wording(message, form.wording, by=request.user)
        notes.success(request, gettext("Saved. The next mail has the new text."))
        return redirect("mail_text", message.name)

    @property
    def known_message(self) -> Message:
        if self.message is None:
            raise Http404
        return self.message

    def get_page_title(self):
        return self.known_message.label

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("mail_texts"), "label": self.page_title},
            {"url": "", "label": self.get_page_title()},
        ]

    def _rendered(self, wording: Wording) -> Rendered:
        message = self.known_message
        return render(message, message.samples, wording=wording, sender=get_sender(first_town()))

    def _form(self, data) -> WordingForm:
        return WordingForm(data, message=self.known_message)

    def _page(self, form: WordingForm):
        message = self.known_message
        preview = self._rendered(form.wording) if form.is_valid() else None
        context = self.get_context_data(
            message=message,
            form=form,
            preview=preview,
            placeholders=[*message.placeholders, *COMMON],
            is_changed=current_wording(message) != original_wording(message),
            others=[(LANGUAGES[each.language], each) for each in other_wordings(message)],
        )
        return self.render_to_response(context)
