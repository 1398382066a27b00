"""What this app registers with the apps below it."""

from cms.pages.page_contexts import contexts, sections
from directory.browse.call_signups import CALL_SIGNUPS, CallSignups
from events.models import EventPage
from events.publishing.full_days import FULL_DAYS, FullDays
from forms_app.models.kinds import KINDS

from .kind import SIGNUP_KIND
from .models import SignupPage
from .pages.contexts import signup_context, signups_of_event
from .publishing.calls import signups_of_calls
from .publishing.signal_handlers import watch_changes
from .services.telling import booked_days

KINDS.register(SIGNUP_KIND)
FULL_DAYS.register(FullDays("signups", booked_days))
CALL_SIGNUPS.register(CallSignups("signups", signups_of_calls))
contexts.add(SignupPage, signup_context)
sections.add(EventPage, signups_of_event)
watch_changes()
