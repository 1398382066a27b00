from .access import FormAccess
from .consent import ConsentVersion, WithdrawnConsent
from .fields import FormField
from .files import SubmissionFile, UnclaimedFile
from .notes import SubmissionNote, SubmissionReply
from .page_types import ContactFormField, ContactPage, RegistrationFormField, RegistrationPage
from .pages import FormPage
from .proof_of_work import SolvedChallenge
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
