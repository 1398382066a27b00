"""Filters, tabs and order of the list, all from the query string."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.common.text_cleaning import cleaned_data

from ..models import Submission
from ..models.submissions import kind_choices
from .colleagues import choices, colleagues_of

OPEN, CLOSED, ALL = "open", "closed", "all"
IS_OPEN = Q(status__in=Submission.OPEN)
ME, NOBODY = "me", "nobody"
OVERDUE, TODAY, WEEK, NO_DATE = "overdue", "today", "week", "none"
ORDERS = {"": ["-received_at", "-pk"], "oldest": ["received_at", "pk"]}
# SQLite fails on longer conditions, and nobody searches for more.
MOST_WORDS = 8
# Fits into the database's integers.
NUMBER = "[0-9]{1,18}"
# Dates that exist in every time zone.
REAL_DATES = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


def date_field(label) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, validators=REAL_DATES)


class InboxFilter(forms.Form):
    """Invalid values are reported and ignored; the list never fails."""

    q = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    # From the list of forms: exactly one, whatever it was called when something was sent.
    page = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=10**18 - 1)
    status = forms.ChoiceField(label=_("Status"), required=False)
    form = forms.ChoiceField(label=_("Form"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=lambda: [("", _("All kinds")), *kind_choices()]
    )
    assigned = forms.ChoiceField(label=_("Assigned to"), required=False)
    due = forms.ChoiceField(
        label=_("Due"),
        required=False,
        choices=[
            ("", _("Any or no date")),
            (OVERDUE, _("Overdue")),
            (TODAY, _("Today")),
            (WEEK, _("Within a week")),
            (NO_DATE, _("Without a date")),
        ],
    )
    received_from = date_field(_("Received from"))
    received_to = date_field(_("until"))
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("Newest first")), ("oldest", _("Oldest first"))]
    )

    def __init__(self, data, user):
        super().__init__(cleaned_data(data))
        self.user = user
        self.allowed = Submission.objects.allowed_to(user)
        self.people = choices(colleagues_of(user), user)
        self.fields["status"].choices = [
            ("", pgettext_lazy("submissions", "Open")),
            (CLOSED, _("Closed")),
            (ALL, _("All")),
            *(choice for choice in Submission.Status.choices if choice[0] in Submission.DECISIONS),
            (Submission.Status.UNCONFIRMED.value, Submission.Status.UNCONFIRMED.label),
        ]
        self.fields["assigned"].choices = [
            ("", _("Anybody")),
            (ME, _("Me")),
            (NOBODY, _("Nobody")),
            *self.people,
        ]
        titles = self.allowed.order_by("form_title").values_list("form_title", flat=True).distinct()
        self.fields["form"].choices = [("", _("All forms")), *((title, title) for title in titles)]
        self.full_clean()

    @property
    def values(self) -> dict:
        """The valid, non-empty filters as query parameters."""
        return {name: self.data[name] for name in self.fields if self.cleaned_data.get(name)}

    @property
    def query(self) -> str:
        return urlencode(self.values)

    @cached_property
    def submissions(self) -> QuerySet:
        found = self._of_status(self.allowed)
        for name in ("page", "form", "kind", "assigned", "due", "received_from", "received_to", "q"):
            if value := self.cleaned_data.get(name):
                found = getattr(self, f"_by_{name}")(found, value)
        return found.order_by(*ORDERS[self.cleaned_data.get("sort") or ""])

    def _of_status(self, found: QuerySet) -> QuerySet:
        status = self.cleaned_data.get("status") or OPEN
        if status == Submission.Status.UNCONFIRMED:
            return found.unconfirmed()
        by_group = {OPEN: found.open, CLOSED: found.closed, ALL: found.for_staff}
        return by_group[status]() if status in by_group else found.filter(status=status)

    def _by_form(self, found, title):
        return found.filter(form_title=title)

    def _by_page(self, found, page):
        return found.filter(page=page)

    def _by_kind(self, found, kind):
        return found.filter(kind=kind)

    def _by_assigned(self, found, who):
        if who == NOBODY:
            return found.unassigned()
        return found.filter(assigned_to=self.user.pk if who == ME else who)

    def _by_due(self, found, due):
        today = timezone.localdate()
        by_name = {
            OVERDUE: Q(due_on__lt=today, status__in=Submission.OPEN),
            TODAY: Q(due_on=today),
            WEEK: Q(due_on__range=(today, today + timedelta(days=7))),
            NO_DATE: Q(due_on=None),
        }
        return found.filter(by_name[due])

    def _by_received_from(self, found, day):
        return found.filter(received_at__gte=timezone.make_aware(datetime.combine(day, time.min)))

    def _by_received_to(self, found, day):
        return found.filter(received_at__lte=timezone.make_aware(datetime.combine(day, time.max)))

    def _by_q(self, found, text):
        for word in text.casefold().split()[:MOST_WORDS]:
            found = found.filter(search_text__contains=word)
        return found

    @cached_property
    def only_form(self) -> str:
        """The newest title of the form that the list is limited to, "" if it has no submissions so far."""
        sent = self.allowed.filter(page=self.cleaned_data.get("page"))
        return sent.order_by("-received_at").values_list("form_title", flat=True).first() or ""

    @cached_property
    def tabs(self) -> list[dict]:
        """The most common filters with their counts: `{label, query, count, is_current}`."""
        current = {name: value for name, value in self.values.items() if name not in {"sort", "q"}}
        return [
            {
                "name": name,
                "label": label,
                "query": urlencode(query),
                "count": self.counts[name],
                "is_current": query == current,
            }
            for name, label, query, _condition in self._questions
        ]

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of each tab, and of open submissions that are `unread`, in one query."""
        conditions = {name: condition for name, _label, _query, condition in self._questions}
        conditions["unread"] = IS_OPEN & Q(read_at=None)
        return self.allowed.aggregate(
            **{name: Count("pk", filter=condition) for name, condition in conditions.items()}
        )

    @property
    def _questions(self) -> list[tuple]:
        is_overdue = IS_OPEN & Q(due_on__lt=timezone.localdate())
        return [
            ("open", pgettext_lazy("submissions", "Open"), {}, IS_OPEN),
            ("mine", _("Mine"), {"assigned": ME}, IS_OPEN & Q(assigned_to=self.user)),
            ("nobodys", _("Not assigned"), {"assigned": NOBODY}, IS_OPEN & Q(assigned_to=None)),
            ("overdue", _("Overdue"), {"due": OVERDUE}, is_overdue),
            ("closed", _("Closed"), {"status": CLOSED}, Q(status__in=Submission.CLOSED)),
            ("all", _("All"), {"status": ALL}, ~Q(status=Submission.Status.UNCONFIRMED)),
        ]

    @property
    def is_unconfirmed(self) -> bool:
        """Unconfirmed submissions are not decided yet; they can only be read or deleted."""
        return self.cleaned_data.get("status") == Submission.Status.UNCONFIRMED

    @property
    def is_refined(self) -> bool:
        """Whether a filter is set that no tab shows."""
        return bool(self.errors or self.cleaned_data.get("sort")) or not any(
            tab["is_current"] for tab in self.tabs
        )

    def neighbours(self, submission: Submission) -> tuple[Submission | None, Submission | None]:
        """Return its neighbours in this list, even if the submission no longer belongs to it."""
        newer = Q(received_at__gt=submission.received_at) | Q(
            received_at=submission.received_at, pk__gt=submission.pk
        )
        older = Q(received_at__lt=submission.received_at) | Q(
            received_at=submission.received_at, pk__lt=submission.pk
        )
        before = self.submissions.filter(newer).order_by("received_at", "pk").only("pk").first()
        after = self.submissions.filter(older).order_by("-received_at", "-pk").only("pk").first()
        return (after, before) if self.cleaned_data.get("sort") == "oldest" else (before, after)
