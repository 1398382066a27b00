"""What this app registers with the apps below it."""

from cms.pages.page_contexts import contexts, sections
from events.models import EventPage
from events.publishing.full_days import FULL_DAYS, FullDays
from forms_app.models.kinds import KINDS

from .kind import SIGNUP_KIND
from .models import SignupPage
from .pages.contexts import signup_context, signups_of_event
from .publishing.signal_handlers import watch_changes
from .services.telling import booked_days

KINDS.register(SIGNUP_KIND)
FULL_DAYS.register(FullDays("signups", booked_days))
contexts.add(SignupPage, signup_context)
sections.add(EventPage, signups_of_event)
watch_changes()
