"""Behind the address in a letter: type the code, then say what is right, change it, or become the keeper."""

from datetime import timedelta

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.core.client_address import count_recent
from cms.core.form_fields import EmailField, SingleLineField
from cms.core.hostile_text import cleaned_data, cleaned_text
from cms.core.link_pages import link_page, refusal, see_other
from cms.core.towns import is_of

from ..documents import build_document
from ..entry_view import entry_view
from ..letters import codes
from ..lifecycle import GONE, state_of
from ..models import KeeperLetter
from ..services.claiming import mail_to_new_keeper
from ..services.entries import confirm_entry
from ..services.letters import LetterOverError, open_letter
from .asking import FOLDER, TOO_MANY
from .links import open_session

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
        return codes.typed(self.cleaned_data["number"])

    def clean_code(self) -> str:
        code = codes.typed(self.cleaned_data["code"])
        if not codes.is_code(code):
            raise forms.ValidationError(
                _(
                    "The code has eight characters, among them only these: %(letters)s. Please look again; "
                    "nothing has been tried yet."
                ),
                params={"letters": " ".join(codes.LETTERS)},
            )
        return code


class NewKeeperForm(forms.Form):
    email = EmailField(
        label=_("Your e-mail address"),
        help_text=_("Nobody can see it. We send a link to it, so that we know it is right."),
    )


@link_page
def enter_code(request: HttpRequest, number: str = "") -> HttpResponse:
    """The same answer for a wrong code and a letter that never was."""
    initial = {"number": cleaned_text(number)[: codes.NUMBER_LENGTH]}
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


def _opened_by(form: CodeForm, request: HttpRequest) -> KeeperLetter | None:
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
    """What the letter is for. Works for an hour after the code was typed, and only until it was used."""
    letter = _read_key(key)
    if letter is None or not is_of(letter.page, request):
        return refusal(request, None)
    if not letter.is_usable or state_of(letter.page) in GONE:
        return _over(request)
    act = _ACTIONS.get(request.POST.get("action")) if request.method == "POST" else None
    try:
        return act(request, letter) if act else _show(request, letter, NewKeeperForm())
    except LetterOverError:
        return _over(request)


def _become_keeper(request: HttpRequest, letter: KeeperLetter) -> HttpResponse:
    form = NewKeeperForm(cleaned_data(request.POST))
    if not form.is_valid():
        return _show(request, letter, form)
    if count_recent(request, "letter-mail", WITHIN) > MOST_TRIES:
        form.add_error(None, TOO_MANY)
        return _show(request, letter, form, 429)
    mail_to_new_keeper(letter, form.cleaned_data["email"], get_language())
    return see_other(f"{request.path}?gesendet=1")


def _confirm(request: HttpRequest, letter: KeeperLetter) -> HttpResponse:
    if letter.purpose != KeeperLetter.Purpose.CONFIRM:
        return _show(request, letter, NewKeeperForm())
    confirm_entry(letter.page, by=_now("the organisation itself, by letter"))
    context = {"name": letter.page.title, "url": letter.page.full_url}
    return render(request, f"{FOLDER}/letter_answered.html", context)


def _edit(request: HttpRequest, letter: KeeperLetter) -> HttpResponse:
    if letter.purpose != KeeperLetter.Purpose.CONFIRM:
        return _show(request, letter, NewKeeperForm())
    return see_other(reverse("edit_entry", args=[open_session(letter.page_id, _address_of(letter))]))


_ACTIONS = {"keeper": _become_keeper, "confirm": _confirm, "edit": _edit}


def _show(request: HttpRequest, letter: KeeperLetter, form: NewKeeperForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "entry": entry_view(build_document(letter.page)),
        "is_question": letter.purpose == KeeperLetter.Purpose.CONFIRM,
        "is_sent": "gesendet" in request.GET and not form.is_bound,
    }
    return render(request, f"{FOLDER}/letter.html", context, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, f"{FOLDER}/enter_code.html", {"form": CodeForm(), "is_over": True}, status=410)


def _address_of(letter: KeeperLetter) -> str:
    keeping = getattr(letter.page, "stewardship", None)
    return keeping.keeper_email if keeping else ""


def _key_of(letter: KeeperLetter) -> str:
    """A key for the next hour, for this print of the letter; with another code it is worth nothing."""
    return signing.dumps([letter.pk, letter.digest[:16]], salt=SALT)


def _read_key(key: str) -> KeeperLetter | None:
    try:
        pk, digest = signing.loads(key, salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return KeeperLetter.objects.select_related("page").filter(pk=pk, digest__startswith=digest).first()
