"""Validates dates, with actionable messages for editors, by field."""

from dataclasses import replace
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.recurrence.schedule import Schedule

from .repetition import is_last_of_its_kind

LONGEST_REPETITION = timedelta(days=3660)


def event_problems(event) -> dict[str, str]:
    """Return `{field: message}`; drafts may still lack a start, which Wagtail asks for on publishing."""
    problems = _place_problems(event) | _price_problems(event)
    if event.start is None:
        return problems
    if event.end and event.end < event.start:
        return problems | {"end": _("The end lies before the beginning.")}
    return problems | _repetition_problems(event.schedule)


def _place_problems(event) -> dict[str, str]:
    if event.place_name or event.online_url:
        return {}
    return {"place_name": _("Please name a place, or the address at which people take part online.")}


def _price_problems(event) -> dict[str, str]:
    if event.is_free and event.price:
        return {"price": _("Either “free of charge” or a price: please remove one of them.")}
    return {}


def _repetition_problems(schedule: Schedule) -> dict[str, str]:
    if not schedule.is_recurring:
        return _leftover_problems(schedule)
    if problem := _until_problem(schedule):
        return {"repeat_until": problem}
    if problem := _rule_problem(schedule):
        return {"repeats": problem}
    if schedule.ends_at and (schedule.days_later, schedule.ends_at) >= (7, schedule.starts_at):
        return {"end": _("A repeated date must be over before it begins again.")}
    return _exception_problems(schedule)


def _leftover_problems(schedule: Schedule) -> dict[str, str]:
    problem = _("This belongs to a repeated date. Please choose a repetition or empty this field.")
    problems = {}
    if schedule.until:
        problems["repeat_until"] = problem
    if schedule.skipped:
        problems["exceptions"] = problem
    if schedule.pauses_on_public_holidays:
        problems["pauses_on_public_holidays"] = problem
    return problems


def _until_problem(schedule: Schedule) -> str:
    if schedule.until is None:
        return ""
    if schedule.until < schedule.first_date:
        return _("The last day lies before the first date.")
    if schedule.until - schedule.first_date > LONGEST_REPETITION:
        return _("Please choose a day within ten years, or leave the field empty.")
    return ""


def _rule_problem(schedule: Schedule) -> str:
    if schedule.positions == (5,):
        return _("Not every month has a fifth such weekday. Please choose “the last such weekday”.")
    if schedule.positions == (-1,) and not is_last_of_its_kind(schedule.first_date):
        return _("The first date is not the last such weekday of its month. Please change one of them.")
    return ""


def _exception_problems(schedule: Schedule) -> dict[str, str]:
    rule = replace(schedule, skipped=())
    stranger = next((day for day in schedule.skipped if rule.first_day_from(day) != day), None)
    if stranger:
        day = date_format(stranger, "DATE_FORMAT")
        message = _("There is no date on %(day)s that could be left out.") % {"day": day}
        return {"exceptions": message}
    if schedule.until and schedule.last_occurrence() is None:
        return {"exceptions": _("All dates are left out. Please keep at least one, or set “is cancelled”.")}
    return {}
