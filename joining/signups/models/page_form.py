from django import forms
from django.utils.translation import gettext as _now
from wagtail.models import Page

from cms.towns.scope import limit_of
from directory.models import PublicEntry, PublicOpening
from forms_app.models.page_form import FormPageForm


class SignupPageForm(FormPageForm):
    """The editor of a sign-up: the call is chosen from those that run in the page's town."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "call" in self.fields:
            chosen = self.instance.call
            self.fields["call"] = forms.TypedChoiceField(
                label=self.fields["call"].label,
                help_text=self.fields["call"].help_text,
                choices=calls_to_choose(self.instance if self.instance.pk else self.parent_page, chosen),
                required=False,
                empty_value=None,
            )


def calls_to_choose(page: Page, chosen=None) -> list[tuple[str, str]]:
    """Return the running calls of the page's town, each once, in the page's language where there is one."""
    ours = PublicEntry.objects.of_town(limit_of(page))
    running = PublicOpening.objects.running().filter(entry__in=ours).with_entry().newest_first()
    calls: dict[str, PublicOpening] = {}
    for call in running:
        key = str(call.key)
        if key not in calls or call.entry.locale_id == page.locale_id:
            calls[key] = call
    choices = [(key, f"{call.document['title']} – {call.entry.title}") for key, call in calls.items()]
    if chosen and str(chosen) not in calls:
        choices.append((str(chosen), _now("The call chosen before, which has ended")))
    return [("", "---------"), *choices]
