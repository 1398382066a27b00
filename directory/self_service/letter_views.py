"""The address in a letter: enter the code, then confirm or edit the entry, or become its maintainer."""

from datetime import timedelta

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.client_address import count_recent
from cms.common.form_fields import EmailField, SingleLineField
from cms.common.text_cleaning import cleaned_data, cleaned_text
from cms.mail.link_pages import link_page, refusal, see_other
from cms.towns.scope import is_of

from ..browse.detail import entry_detail
from ..domain import letter_codes
from ..domain.lifecycle import GONE
from ..models import MaintainerLetter
from ..publishing.entry_document import build_document
from ..workflow.claiming import mail_to_new_maintainer
from ..workflow.entries import confirm_entry
from ..workflow.letters import LetterOverError, open_letter
from ..workflow.links import open_session
from .ask_views import FOLDER, TOO_MANY

SALT = "directory.letter"
OPEN_FOR = timedelta(minutes=60)
MOST_TRIES, WITHIN = 20, timedelta(minutes=10)


def code_input() -> forms.TextInput:
    attributes = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
    return forms.TextInput(attrs=attributes | {"class": "letter-code"})


class CodeForm(forms.Form):
    number = SingleLineField(
        label=_("Number of the letter"),
        help_text=_("Stands above the code, six characters."),
        max_length=40,
        widget=code_input(),
    )
    code = SingleLineField(
        label=_("Code"),
        help_text=_("Eight characters. Capitals, spaces and dashes do not matter."),
        max_length=40,
        widget=code_input(),
    )

    def clean_number(self) -> str:
        return letter_codes.typed(self.cleaned_data["number"])

    def clean_code(self) -> str:
        code = letter_codes.typed(self.cleaned_data["code"])
        if not letter_codes.is_code(code):
            raise forms.ValidationError(
                _(
                    "The code has eight characters, among them only these: %(letters)s. Please look again; "
                    "nothing has been tried yet."
                ),
                params={"letters": " ".join(letter_codes.LETTERS)},
            )
        return code


class NewMaintainerForm(forms.Form):
    email = EmailField(
        label=_("Your e-mail address"),
        help_text=_("Nobody can see it. We send a link to it, so that we know it is right."),
    )


@link_page
def enter_code(request: HttpRequest, number: str = "") -> HttpResponse:
    """Respond identically to a wrong code and a nonexistent letter."""
    initial = {"number": cleaned_text(number)[: letter_codes.NUMBER_LENGTH]}
    form = CodeForm(cleaned_data(request.POST) if request.method == "POST" else None, initial=initial)
    status = 200
    if form.is_bound and form.is_valid():
        if count_recent(request, "letter-code", WITHIN) > MOST_TRIES:
            form.add_error(None, TOO_MANY)
            status = 429
        elif found := _opened_by(form, request):
            return see_other(reverse("open_letter", args=[_key_of(found)]))
    context = {"form": form, "is_over": getattr(form, "is_over", False)}
    return render(request, f"{FOLDER}/enter_code.html", context, status=410 if context["is_over"] else status)


def _opened_by(form: CodeForm, request: HttpRequest) -> MaintainerLetter | None:
    try:
        letter = open_letter(form.cleaned_data["number"], form.cleaned_data["code"])
    except LetterOverError:
        form.is_over = True
        return None
    if letter is None or not is_of(letter.page, request):
        form.add_error(
            None, _("Number and code do not belong together. After five wrong tries a code is worth nothing.")
        )
        return None
    return letter


@link_page
def opened(request: HttpRequest, key: str) -> HttpResponse:
    """The letter's purpose. Valid for an hour after entering the code, and only until it is used."""
    letter = _read_key(key)
    if letter is None or not is_of(letter.page, request):
        return refusal(request, None)
    if not letter.is_usable or letter.page.state_today() in GONE:
        return _over(request)
    is_question = letter.purpose == MaintainerLetter.Purpose.CONFIRM
    actions = _ACTIONS | (_ANSWERS if is_question else {})
    act = actions.get(request.POST.get("action"))
    try:
        return act(request, letter) if act else _show(request, letter, NewMaintainerForm())
    except LetterOverError:
        return _over(request)


def _become_maintainer(request: HttpRequest, letter: MaintainerLetter) -> HttpResponse:
    form = NewMaintainerForm(cleaned_data(request.POST))
    if not form.is_valid():
        return _show(request, letter, form)
    if count_recent(request, "letter-mail", WITHIN) > MOST_TRIES:
        form.add_error(None, TOO_MANY)
        return _show(request, letter, form, 429)
    mail_to_new_maintainer(letter, form.cleaned_data["email"], get_language())
    return see_other(f"{request.path}?gesendet=1")


def _confirm(request: HttpRequest, letter: MaintainerLetter) -> HttpResponse:
    confirm_entry(letter.page, by=_now("the organisation itself, by letter"))
    context = {"name": letter.page.title, "url": letter.page.full_url}
    return render(request, f"{FOLDER}/letter_answered.html", context)


def _edit(request: HttpRequest, letter: MaintainerLetter) -> HttpResponse:
    keeping = getattr(letter.page, "maintainership", None)
    key = open_session(letter.page_id, keeping.maintainer_email if keeping else "")
    return see_other(reverse("edit_entry", args=[key]))


_ACTIONS = {"maintainer": _become_maintainer}
# Only for the maintainer's own letter.
_ANSWERS = {"confirm": _confirm, "edit": _edit}


def _show(
    request: HttpRequest, letter: MaintainerLetter, form: NewMaintainerForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "entry": entry_detail(build_document(letter.page)),
        "is_question": letter.purpose == MaintainerLetter.Purpose.CONFIRM,
        "is_sent": "gesendet" in request.GET and not form.is_bound,
    }
    return render(request, f"{FOLDER}/letter.html", context, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, f"{FOLDER}/enter_code.html", {"form": CodeForm(), "is_over": True}, status=410)


def _key_of(letter: MaintainerLetter) -> str:
    """A key for the next hour and this print of the letter; a new code invalidates it."""
    return signing.dumps([letter.pk, letter.digest[:16]], salt=SALT)


def _read_key(key: str) -> MaintainerLetter | None:
    try:
        pk, digest = signing.loads(key, salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return MaintainerLetter.objects.select_related("page").filter(pk=pk, digest__startswith=digest).first()
