"""Which form a page asks: what is fixed for its type, and the questions that editors added."""

from cms.towns.scope import limit_of

from ..models import FormPage, RegistrationPage, Submission
from ..models.kinds import KINDS
from .builder import QuestionBuilder
from .entry_reports import EntryReportForm, entry_asked_about
from .forms import SubmissionForm
from .registration_form import RegistrationForm

# Keeps an editor's question "Name" apart from the fixed one.
EXTRA = "extra-"


def form_class_of(page: FormPage) -> type[SubmissionForm]:
    questions = QuestionBuilder(page.questions).formfields
    if isinstance(page, RegistrationPage):
        return type("RegistrationFormWithQuestions", (RegistrationForm,), _extra(questions))
    if kind := KINDS.get(page.submission_kind):
        return type("FormWithQuestions", (kind.form_class,), _extra(questions))
    base = EntryReportForm if _is_about_an_entry(page) else SubmissionForm
    return type("ContactForm", (base,), dict(questions))


def make_form(page: FormPage, about: str, *sent, **options) -> SubmissionForm:
    """`about` is the key of the entry that the form is about, or ""."""
    if _is_about_an_entry(page):
        options["entry"] = entry_asked_about(about, site=limit_of(page))
    elif kind := KINDS.get(page.submission_kind):
        options |= kind.form_options(page, about)
    return form_class_of(page)(*sent, page=page, **options)


def _extra(questions: dict) -> dict:
    return {f"{EXTRA}{name}": field for name, field in questions.items()}


def _is_about_an_entry(page: FormPage) -> bool:
    return page.submission_kind == Submission.Kind.ENTRY
