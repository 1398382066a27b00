"""Log entries about the life of an entry. Imported by `wagtail_hooks`."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

# Name and message; no data is shown.
PLAIN = (
    ("hide", _("Hidden: nobody confirmed the entry")),
    ("show_again", _("Shown again")),
    ("end_pause", _("Pause ended")),
    ("withdraw", _("Withdrawn from the directory")),
    ("give_up", _("People of the entry forgotten, since it was hidden for a year")),
    ("tell_end", _("Asked whether volunteers are still wanted")),
    ("print_letter", _("Letter to the organisation printed")),
    ("letter", _("Letter to the maintainer sent")),
    ("send_letter", _("Letter to take over the entry sent")),
    ("refuse_letter", _("No letter written to somebody who asked for one")),
    ("import", _("Table imported into the directory")),
    ("undo_import", _("Import undone")),
)
# Name, label and what the history says with the data of the action.
WITH_DATA = (
    ("accept_proposal", _("Accept changes"), _("Changes of the maintainer accepted")),
    ("reject_proposal", _("Reject changes"), _("Changes of the maintainer rejected")),
    ("renew_opening", _("Renew a call for volunteers"), _("Call for volunteers renewed")),
    ("close_opening", _("End a call for volunteers"), _("Call for volunteers ended")),
    ("withdraw_entry", _("Withdraw the entry"), _("Withdrawn by the maintainer")),
    ("change_at_once", _("Change by the maintainer"), _("Changed by the maintainer: %(fields)s")),
    ("pause", _("Let the entry pause"), _("Pauses until %(day)s")),
    ("confirm", _("Confirmed that everything is right"), _("Confirmed that everything is right: %(by)s")),
    ("merge", _("Merged with another entry"), _("The entry “%(name)s” was merged into this one")),
    ("merged_into", _("Merged into another entry"), _("Merged into the entry “%(name)s”")),
    (
        "remind",
        _("Asked whether everything is right"),
        _("Asked whether everything is right (question %(number)s of 3)"),
    ),
)


class WithData(LogFormatter):
    def format_message(self, entry):
        return str(self.message) % entry.data


class TakeOver(LogFormatter):
    label = _("Taken over by a new maintainer")

    def format_message(self, entry):
        by_letter = _now("Taken over by a new maintainer, with the code of a letter")
        by_mail = _now("Taken over by a new maintainer, who reads an address of the entry")
        return by_letter if entry.data["by"] == "letter" else by_mail


@hooks.register("register_log_actions")
def log_the_life_of_entries(actions):
    for name, label in PLAIN:
        actions.register_action(f"directory.{name}", label, label)
    for name, label, message in WITH_DATA:
        formatter = type("Formatter", (WithData,), {"label": label, "message": message})
        actions.register_action(f"directory.{name}")(formatter)
    actions.register_action("directory.take_over")(TakeOver)
