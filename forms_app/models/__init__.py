from .access import FormAccess
from .consent import ConsentVersion, WithdrawnConsent
from .contact import ContactFormField, ContactPage
from .fields import FormField
from .files import SubmissionFile, UnclaimedFile
from .notes import SubmissionNote, SubmissionReply
from .pages import FormPage
from .proof_of_work import SolvedChallenge
from .registration import RegistrationFormField, RegistrationPage
from .submissions import Submission

__all__ = [
    "ConsentVersion",
    "ContactFormField",
    "ContactPage",
    "FormAccess",
    "FormField",
    "FormPage",
    "RegistrationFormField",
    "RegistrationPage",
    "SolvedChallenge",
    "Submission",
    "SubmissionFile",
    "SubmissionNote",
    "SubmissionReply",
    "UnclaimedFile",
    "WithdrawnConsent",
]
