from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter


@hooks.register("register_log_actions")
def log_what_becomes_of_messages(actions):
    @actions.register_action("enquiries.answer")
    class Answer(LogFormatter):
        label = _("Club answers")

        def format_message(self, entry):
            return _now("Answer of the club: %(answer)s") % entry.data

    for action, label, message in (
        ("deliver", _("Deliver message"), _("Passed on to the club")),
        ("hand_to_office", _("Hand to the office"), _("The club has no e-mail address: please pass it on")),
        ("remind", _("Remind club"), _("The club was reminded")),
        ("overdue", _("Club does not answer"), _("The club has not answered for 14 days")),
        ("gone", _("Entry is gone"), _("The entry is no longer public; the sender was told")),
        ("report", _("Report abuse"), _("The club reported it as abuse")),
    ):
        actions.register_action(f"enquiries.{action}", label, message)
