"""The JSON Schema of answers (2020-12): compiles under a strict validator, and judges as the server does.

A text that the schema refuses, the API refuses, too, even where the site's own page would mend it. Only about phone
numbers the server knows more: whether there is such a number.
"""

import re
from collections.abc import Iterable, Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator, RegexValidator, URLValidator
from django.forms import BoundField

from cms.common.form_fields import PhoneField, WebAddressField
from cms.common.text_cleaning import cleaned_text

from ..domain.same_text import BLANKS, SOMETHING, STORABLE
from ..intake.forms import SubmissionForm
from ..intake.uploads import PrivateFileField
from .conditions_schema import UNASKED, is_asked
from .questions import choices_of, max_length, widget_of

# What the server keeps of a number: eleven digits and four decimals.
LARGEST_NUMBER = 99_999_999_999.9999
# A day that exists, leap years included: validators need not check formats.
DAY = (
    "(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)


def _any_case(pattern: str) -> str:
    """Django's own patterns ignore case, for which JSON Schema has no sign."""
    return pattern.replace("a-z", "a-zA-Z")


LOCAL = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
DOMAIN = _any_case(EmailValidator.hostname_re + EmailValidator.domain_re + EmailValidator.tld_no_fqdn_re)
EMAIL = rf"{LOCAL}(?:\.{LOCAL})*@(?:{DOMAIN}|localhost)"
# Characters that stand for others, among them / ? # @ or :, are refused in a host.
AMBIGUOUS = (
    r"\u2047-\u2049\u2100\u2101\u2105\u2106\u2a74\ufe13\ufe16\ufe55\ufe56\ufe5f\ufe6b"
    r"\uff03\uff0f\uff1a\uff1f\uff20"
)
HOST = (
    rf"(?![^/?#:{BLANKS}]{{254}})(?![^/?#{BLANKS}]*[{AMBIGUOUS}])"
    rf"(?:{URLValidator.ipv4_re}|{_any_case(URLValidator.host_re)})"
)
USER = rf"[^:@/?#\[\]{BLANKS}]+(?::[^:@/?#\[\]{BLANKS}]*)?@"
# Without a scheme, what stands before a colon would be one.
URL = (
    rf"(?:(?:(?:[hH][tT][tT][pP][sS]?:)?//)(?:{USER})?{HOST}(?::[0-9]{{1,5}})?|(?:[^:@/?#\[\]{BLANKS}]+@)?{HOST})"
    rf"(?:[/?#][^{BLANKS}]*)?"
)
ASSUMED_SCHEME = "https://"
# As people write one number; that of all authorities and some of Europe are shorter.
LABEL = "(?:(?:[Tt]el(?:efon)?|[Ff]on|[Pp]hone|[Mm]obil|[Hh]andy)(?![A-Za-z])[.: ]*)?"
EXTENSION = (
    "(?:(?:;ext=|#|x|[Aa]pp(?:arat)?|[Dd]urchwahl|[Dd][Ww]|[Nn]ebenstelle|[Nn]st|[Ee]xt(?:ension)?)[.: ]*"
    "[0-9]{1,7})?"
)
DIGITS = rf"(?=(?:[^0-9]*[0-9]){{6,24}}[^0-9]*$)(?:\+|\(\+|\(?0)[0-9()./\u2010-\u2015\u2212{BLANKS}-]*"
PHONE = rf"{LABEL}(?:115|116 ?[0-9]{{3}}|{DIGITS}{EXTENSION})[.,;:/-]*"
PATTERNS = ((forms.EmailField, EMAIL), (PhoneField, PHONE), (WebAddressField, URL), (forms.DateField, DAY))
TYPES = {
    "number": ((int, float), "Give a number."),
    "checkbox": ((bool,), "Give true or false."),
    "checkboxes": ((list,), "Give a list of texts."),
}


def answers_schema(form: SubmissionForm) -> dict:
    """Files are no answers; whether one is needed stands in its question."""
    answers = [bound for bound in form.questions if not isinstance(bound.field, PrivateFileField)]
    always = [bound for bound in answers if not bound.condition]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        **_object_of(always),
        # Says here the same as `additionalProperties`, a name that generators of clients use for their own ends.
        "unevaluatedProperties": False,
    }
    if form.ONE_OF_THESE:
        schema["anyOf"] = [
            {
                "type": "object",
                "required": [name],
                "properties": {name: {"type": "string", "pattern": SOMETHING}},
            }
            for name in form.ONE_OF_THESE
        ]
    if rules := [_if_asked(bound, form) for bound in answers if bound.condition]:
        schema["allOf"] = rules
    return schema


def _object_of(questions: Iterable[BoundField]) -> dict:
    return {
        "properties": {bound.name: _property(bound) for bound in questions},
        "required": [bound.name for bound in questions if bound.field.required],
    }


def _if_asked(bound: BoundField, form: SubmissionForm) -> dict:
    """What is not asked may hold anything, since the server drops it."""
    return {
        "if": is_asked(bound.name, form.conditions),
        "then": {"type": "object", **_object_of([bound])},
        "else": {"type": "object", "properties": {bound.name: UNASKED}},
    }


def _property(bound: BoundField) -> dict:
    field, widget, common = bound.field, widget_of(bound.field), {"title": str(bound.label)}
    match widget:
        case "number":
            limits = {"minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER}
            return {"type": "number", **common, **limits}
        case "checkbox":
            return {"type": "boolean", **common} | ({"const": True} if field.required else {})
        case "checkboxes":
            items = {"type": "string", "oneOf": _choices(field)}
            least = {"minItems": 1} if field.required else {}
            return {"type": "array", **common, "items": items, "uniqueItems": True} | least
    return {"type": "string", **common} | dict(_rules_of_text(field))


def _rules_of_text(field: forms.Field) -> Iterator[tuple[str, object]]:
    if isinstance(field, forms.ChoiceField):
        # What need not be answered may be empty.
        yield "oneOf", [*([] if field.required else [{"const": "", "title": ""}]), *_choices(field)]
        return
    if longest := max_length(field):
        # As many as there is room for behind the scheme that the server adds.
        is_address = isinstance(field, WebAddressField)
        yield "maxLength", longest - len(ASSUMED_SCHEME) if is_address else longest
    if field.required:
        yield "minLength", 1
    pattern = next((pattern for kind, pattern in PATTERNS if isinstance(field, kind)), None)
    around = f"[{BLANKS}]*"
    if pattern:
        whole = f"^{around}(?:{pattern}{around}){'' if field.required else '?'}$"
        # Django's patterns hold the last character of Unicode's first plane itself, which no YAML parser reads.
        yield "pattern", whole.encode("ascii", "backslashreplace").decode()
    else:
        yield "pattern", SOMETHING if field.required else f"^{STORABLE}"


def _choices(field: forms.ChoiceField) -> list[dict]:
    return [{"const": each["value"], "title": each["label"]} for each in choices_of(field) or []]


def mistakes(answers: dict, form: SubmissionForm) -> Iterator[tuple[str, str]]:
    """Yield what a browser could not send but JSON can: the name of the question, and words for developers."""
    for name, value in answers.items():
        field = form.fields.get(name)
        if field is None or isinstance(field, PrivateFileField):
            continue
        allowed, words = TYPES.get(widget_of(field), ((str,), "Give a text."))
        if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
            yield name, words
        elif isinstance(value, list) and len(set(value)) < len(value):
            yield name, "Give each value once."
        elif isinstance(value, str) and (fault := _fault(value, field)):
            yield name, fault


def _fault(text: str, field: forms.Field) -> str | None:
    """What the schema has against a text that the form itself would take, and say nothing of."""
    rules = dict(_rules_of_text(field))
    longest, pattern = rules.get("maxLength"), rules.get("pattern", "")
    is_too_long = longest is not None and len(text) > longest
    if (is_too_long or not re.search(pattern, text)) and _is_taken(text, field):
        if is_too_long:
            return MaxLengthValidator(longest).message % {"limit_value": longest, "show_value": len(text)}
        return str(field.error_messages.get("invalid", RegexValidator.message))
    return None


def _is_taken(text: str, field: forms.Field) -> bool:
    try:
        field.clean(cleaned_text(text))
    except ValidationError:
        return False
    return True
