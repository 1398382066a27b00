"""What this app registers with the apps below it."""

from cms.accounts.role_grants import EHRENAMTSAGENTUR, GRANTS, LEITUNG, REVIEW, Grant
from cms.api_toolkit.problems import ROOT as API
from cms.media.pending_deletions import REFERENCES, FileReference
from cms.publishing.front_cache.addresses import CACHED_KINDS, CachedKind

from .models import FormPage, SubmissionFile, UnclaimedFile
from .pages import form_views

# A page model does not render itself; what a browser gets is made above the models.
FormPage.views = form_views

GRANTS.register(
    Grant("forms_app", EHRENAMTSAGENTUR, {"forms_app": REVIEW}),
    Grant("forms_app", LEITUNG, {"forms_app": REVIEW}),
)
REFERENCES.register(FileReference(SubmissionFile, "key"), FileReference(UnclaimedFile, "key"))
CACHED_KINDS.register(CachedKind("forms", (f"{API}forms*",)))
