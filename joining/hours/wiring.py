"""What this app registers with the apps below it."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from cms.accounts.role_grants import EHRENAMTSAGENTUR, GRANTS, LEITUNG, Grant
from directory.self_service.extra_sections import EXTRA_SECTIONS, ExtraSection
from forms_app.privacy.activities import FURTHER_ACTIVITIES, FurtherActivity
from forms_app.services.personal_records import PERSONAL_RECORDS, PersonalRecords
from joining.enquiries.answer_sections import ANSWER_SECTIONS, AnswerSection
from joining.signups.staff.slot_actions import SLOT_ACTIONS, SlotAction

from .helper.privacy import record_of
from .self_service.call_views import way_to_hours
from .self_service.hours_views import summary_of
from .workflow.retention import forget_helper, hours_of

EXTRA_SECTIONS.register(ExtraSection("hours", "hours/self_service/section.html", summary_of))
ANSWER_SECTIONS.register(AnswerSection("hours", "hours/self_service/answer_section.html", way_to_hours))
SLOT_ACTIONS.register(
    SlotAction("hours", _("Confirm hours"), "attendance_hours", attrgetter("is_over")),
)
PERSONAL_RECORDS.register(
    PersonalRecords("helper_hours", hours_of, forget_helper, "hours/helper/personal_data.html")
)
FURTHER_ACTIVITIES.register(FurtherActivity("hours", _("Proofs of voluntary work"), record_of))
# The report of sums; nobody in the office sees a list of names.
GRANTS.register(
    *(Grant("hours", role, {"hours": ("view",)}) for role in (EHRENAMTSAGENTUR, LEITUNG)),
)
