"""Form fields that tolerate how people write and limit what they can send."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from . import phones

EMAIL_LENGTH = 254
URL_LENGTH = 500


class TextField(forms.CharField):
    """Text whose length only the server checks: with `maxlength`, browsers silently truncate pasted text."""

    def widget_attrs(self, widget):
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class SingleLineField(TextField):
    """Text without line breaks, so that a name cannot inject a mail header."""

    def __init__(self, *, max_length=255, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class PhoneField(SingleLineField):
    """A phone number in any common notation; becomes "06561 15063"."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(max_length=40, **kwargs)

    def clean(self, value):
        return phones.for_reading(phones.to_e164(super().clean(value)))


class EmailField(forms.EmailField):
    default_error_messages = {"invalid": _("Please enter an e-mail address in the form name@example.org.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(max_length=EMAIL_LENGTH, **kwargs)


class WebAddressField(forms.URLField):
    """A web address; "www.example.org" is enough."""

    default_error_messages = {"invalid": _("Please enter a web address, for example www.example.org.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}))
        super().__init__(max_length=URL_LENGTH, assume_scheme="https", **kwargs)
        others = [each for each in self.validators if not isinstance(each, URLValidator)]
        self.validators = [*others, URLValidator(schemes=["http", "https"])]
