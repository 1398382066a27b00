"""What this app registers with the apps below it."""

from django.utils.translation import gettext_lazy as _

from cms.accounts.role_grants import EHRENAMTSAGENTUR, GRANTS, LEITUNG, Grant
from directory.self_service.extra_sections import EXTRA_SECTIONS, ExtraSection
from forms_app.privacy.activities import FURTHER_ACTIVITIES, FurtherActivity
from forms_app.services.personal_records import PERSONAL_RECORDS, PersonalRecords

from .helper.privacy import record_of
from .self_service.hours_views import summary_of
from .workflow.retention import forget_helper, hours_of

EXTRA_SECTIONS.register(ExtraSection("hours", "joining/hours/self_service/section.html", summary_of))
PERSONAL_RECORDS.register(
    PersonalRecords("helper_hours", hours_of, forget_helper, "joining/hours/helper/personal_data.html")
)
FURTHER_ACTIVITIES.register(FurtherActivity("hours", _("Proofs of voluntary work"), record_of))
# The report of sums; nobody in the office sees a list of names.
GRANTS.register(
    *(Grant("hours", role, {"hours": ("view",)}) for role in (EHRENAMTSAGENTUR, LEITUNG)),
)
