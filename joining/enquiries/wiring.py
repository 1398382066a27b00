"""What this app registers with the apps below it."""

from django.utils.translation import gettext_lazy as _

from directory.staff.figures import FIGURES, Figure
from forms_app.models.kinds import KINDS, SubmissionKind

from .answer_times import answer_time_of
from .intake import EnquiryForm, options_of
from .links import Purpose
from .models.page import KIND
from .screens import panel_of, thanks_of, while_waiting
from .workflow.confirming import take_in

KINDS.register(
    SubmissionKind(
        KIND,
        _("Message to a club"),
        form_class=EnquiryForm,
        form_options=options_of,
        taken_in=take_in,
        thanks=thanks_of,
        mail_again=take_in,
        link_purposes=(Purpose.CONFIRM, Purpose.ANSWER),
        while_waiting=while_waiting,
        panel=panel_of,
    )
)
FIGURES.register(Figure("enquiries", _("Messages"), answer_time_of))
