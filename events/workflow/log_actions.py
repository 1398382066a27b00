"""What the history of an entry or event page says about dates. Imported by `wagtail_hooks`."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from directory.workflow.log_actions import WithData

# Name, label and what the history says with the data of the action.
ACTIONS = (
    ("send_date", _("Date sent by the club"), _("The club sent a date to the office: %(title)s")),
    ("announce", _("Date announced by the club"), _("The club announced a date: %(title)s")),
    ("accept_date", _("Accept a date"), _("Date accepted: %(title)s")),
    ("refuse_date", _("Refuse a date"), _("Date refused: %(title)s")),
    ("enter_dates", _("Dates from a table"), _("Dates imported from a table: %(title)s")),
    ("take_out_dates", _("Take back dates from a table"), _("Import of dates undone: %(title)s")),
    ("withdraw_date", _("Withdraw a date"), _("Date withdrawn: %(title)s")),
    ("bring_back_date", _("Bring a date back"), _("Withdrawn date announced again: %(title)s")),
    ("undo_date", _("Take back what a club announced"), _("Taken back: %(title)s")),
    ("change_day", _("Change a day"), _("%(title)s on %(day)s: %(change)s")),
    ("change_day_back", _("Take back the change of a day"), _("%(title)s on %(day)s takes place as planned")),
    ("trust", _("Trust a club"), _("Dates of this club are public at once")),
    ("trust_no_longer", _("Trust a club no longer"), _("Dates of this club wait for the office")),
    ("enter_feed", _("Enter a calendar"), _("The club entered a calendar: %(title)s")),
    ("remove_feed", _("Remove a calendar"), _("Calendar removed: %(title)s")),
    ("accept_feed", _("Accept a calendar"), _("Calendar accepted: %(title)s")),
    ("refuse_feed", _("Refuse a calendar"), _("Calendar refused: %(title)s")),
)


@hooks.register("register_log_actions")
def log_what_happens_to_dates(actions):
    for name, label, message in ACTIONS:
        formatter = type("Formatter", (WithData,), {"label": label, "message": message})
        actions.register_action(f"events.{name}")(formatter)
