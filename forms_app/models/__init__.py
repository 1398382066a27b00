from .consent import ConsentVersion
from .contact import ContactFormField, ContactPage
from .fields import FormField
from .pages import FormPage
from .registration import RegistrationFormField, RegistrationPage
from .submissions import Submission

__all__ = [
    "ConsentVersion",
    "ContactFormField",
    "ContactPage",
    "FormField",
    "FormPage",
    "RegistrationFormField",
    "RegistrationPage",
    "Submission",
]
