"""What the history of an entry tells of its life. Imported by `wagtail_hooks`."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

# Name and what the history says; no data is shown.
PLAIN = (
    ("directory.hide", _("Hidden: nobody confirmed the entry")),
    ("directory.show_again", _("Shown again")),
    ("directory.withdraw", _("Withdrawn from the directory")),
    ("directory.give_up", _("People of the entry forgotten, since it was hidden for a year")),
    ("directory.tell_end", _("Asked whether volunteers are still wanted")),
    ("directory.print_letter", _("Letter to the organisation printed")),
    ("directory.letter", _("Letter to the keeper sent")),
    ("directory.send_letter", _("Letter to take over the entry sent")),
    ("directory.refuse_letter", _("No letter written to somebody who asked for one")),
    ("directory.import", _("Table imported into the directory")),
    ("directory.undo_import", _("Import undone")),
)


@hooks.register("register_log_actions")
def log_the_life_of_entries(actions):
    for name, label in PLAIN:
        actions.register_action(name, label, label)

    @actions.register_action("directory.confirm")
    class Confirm(LogFormatter):
        label = _("Confirmed that everything is right")

        def format_message(self, entry):
            return _now("Confirmed that everything is right: %(by)s") % entry.data

    @actions.register_action("directory.take_over")
    class TakeOver(LogFormatter):
        label = _("Taken over by a new keeper")

        def format_message(self, entry):
            by_letter = _now("Taken over by a new keeper, with the code of a letter")
            by_mail = _now("Taken over by a new keeper, who reads an address of the entry")
            return by_letter if entry.data["by"] == "letter" else by_mail

    @actions.register_action("directory.merge")
    class Merge(LogFormatter):
        label = _("Merged with another entry")

        def format_message(self, entry):
            return _now("The entry “%(name)s” was merged into this one") % entry.data

    @actions.register_action("directory.merged_into")
    class MergedInto(LogFormatter):
        label = _("Merged into another entry")

        def format_message(self, entry):
            return _now("Merged into the entry “%(name)s”") % entry.data

    @actions.register_action("directory.remind")
    class Remind(LogFormatter):
        label = _("Asked whether everything is right")

        def format_message(self, entry):
            return _now("Asked whether everything is right (question %(number)s of 3)") % entry.data
