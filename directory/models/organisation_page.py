from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.dispatch import Signal
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index

from cms.common import phones
from cms.pages.models import BasePage
from cms.pages.visibility import PublicPageQuerySet

from ..domain.lifecycle import Facts, State, state_from
from ..editing.entry_panels import organisation_edit_handler
from ..editing.page_form import OrganisationPageForm
from .fields import HostField, Keyed, RegisterDigitsField
from .public_entry import PublicEntry
from .tombstone import Tombstone

SUMMARY_LENGTH = 200

# Django's `post_save` comes before the places and offers of an entry are stored; this one comes after them,
# in the same transaction.
entry_saved = Signal()


class OrganisationPageQuerySet(PublicPageQuerySet):
    def with_everything_public(self):
        """Fetch what the public record is made of; the number of queries does not grow with the rows."""
        return self.select_related("maintainership", "main_category__parent__parent").prefetch_related(
            "categories__parent__parent",
            "target_groups",
            "districts",
            "meeting_places",
            "offers",
            "contact_people",
            "openings__help_types",
            "social_links",
        )


class OrganisationPage(BasePage):
    """An entry of the directory: a club, an initiative, a parish, any group that does something together."""

    class LegalForm(models.TextChoices):
        UNKNOWN = "", _("no statement")
        REGISTERED = "ev", _("registered association (e. V.)")
        UNREGISTERED = "unregistered", _("unregistered association")
        INITIATIVE = "initiative", _("initiative")
        FOUNDATION = "foundation", _("foundation")
        COMPANY = "ggmbh", _("non-profit company (gGmbH)")
        PARISH = "parish", _("parish")
        PUBLIC_BODY = "public-body", _("public body")
        RELIEF = "relief", _("relief organisation")
        SELF_HELP = "self-help", _("self-help group")
        OTHER = "other", _("other")

    public_id = models.UUIDField(_("public key"), default=uuid4, editable=False, unique=True)
    legal_name = models.CharField(
        _("official name"),
        max_length=200,
        blank=True,
        help_text=_("As in the register, if it differs from the name."),
    )
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=20, choices=LegalForm, default="", blank=True)
    register_court = models.CharField(_("register court"), max_length=80, blank=True)
    register_number = models.CharField(_("register number"), max_length=20, blank=True)
    is_charitable = models.BooleanField(
        _("charitable"),
        null=True,
        blank=True,
        choices=[(None, _("unknown")), (True, _("yes")), (False, _("no"))],
    )
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    description = RichTextField(
        _("description"),
        blank=True,
        features=["bold", "italic", "ol", "ul"],
        help_text=_("Who you are and what you do, in a few short paragraphs."),
    )
    description_easy = models.TextField(
        _("description in Leichte Sprache"), blank=True, help_text=_("Short sentences. One thought each.")
    )
    logo = models.ForeignKey(
        "media.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo or picture"),
    )
    website = models.URLField(_("website"), blank=True)
    # Derived from website and register number, for finding likely duplicates.
    website_host = HostField(max_length=200, editable=False, default="")
    register_digits = RegisterDigitsField(max_length=20, editable=False, default="")
    email = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("Best use one that is not personal."),
    )
    email_is_public = models.BooleanField(
        _("show the e-mail address"),
        default=False,
        help_text=_(
            "Everybody can see it then, and programs collect it. People can write to you without it."
        ),
    )
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("Everybody can see this number. With area code.")
    )
    main_category = models.ForeignKey(
        "directory.Category",
        on_delete=models.PROTECT,
        related_name="main_entries",
        verbose_name=_("main category"),
    )
    categories = ParentalManyToManyField(
        "directory.Category",
        blank=True,
        related_name="entries",
        verbose_name=_("further categories"),
        help_text=_("At most four."),
    )
    target_groups = ParentalManyToManyField(
        "directory.TargetGroup", blank=True, related_name="entries", verbose_name=_("target groups")
    )
    districts = ParentalManyToManyField(
        "directory.District",
        related_name="entries",
        verbose_name=_("districts"),
        help_text=_("Where the organisation is at home or meets. At least one."),
    )
    languages = models.CharField(
        _("languages spoken"),
        max_length=120,
        blank=True,
        help_text=_("Separated by commas: Deutsch, Arabisch."),
    )
    parent_organisation = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sub_organisations",
        verbose_name=_("part of"),
        help_text=_("The entry to which this one belongs, for example the whole club of a section."),
    )

    kind = "organisations"
    event_noun = "organisation"

    objects = PageManager.from_queryset(OrganisationPageQuerySet)()

    base_form_class = OrganisationPageForm
    edit_handler = organisation_edit_handler(BasePage)
    search_fields = BasePage.search_fields + [
        index.SearchField("short_name"),
        index.FilterField("main_category"),
    ]

    template = "directory/organisation_page.html"
    parent_page_types = ["directory.DirectoryPage"]
    subpage_types = []
    alias_leads_on = True

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        # Likely duplicates are found by these.
        indexes = [
            models.Index(Lower("email"), name="directory_entries_by_email"),
            models.Index(fields=["phone"], name="directory_entries_by_phone"),
            models.Index(fields=["website_host"], name="directory_entries_by_host"),
            models.Index(fields=["register_digits"], name="directory_entries_by_digits"),
        ]

    def clean(self):
        super().clean()
        self.phone = phones.to_e164(self.phone)
        errors = self._summary_error() | self._contact_error() | self._parent_error()
        if errors:
            raise ValidationError(errors)

    def surrogate_keys(self) -> list[str]:
        return [*super().surrogate_keys(), f"organisation-{self.public_id}", "openings"]

    @property
    def event_key(self) -> str:
        return str(self.public_id)

    def pages_beside(self):
        categories = [self.main_category_id, *self.categories.values_list("pk", flat=True)]
        others = models.Q(pk=self.parent_organisation_id) | models.Q(parent_organisation=self.pk)
        return OrganisationPage.objects.filter(others | models.Q(main_category__in=categories))

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        # A draft is saved with `update_fields`; what citizens see has not changed then. An alias may become an entry.
        names = kwargs.get("update_fields")
        if names is None or "alias_of_id" in names:
            entry_saved.send(sender=OrganisationPage, instance=self)

    def copy_all_child_relations(self, target, exclude=None, commit=False):
        """Wagtail copies the entry, translates it, or repeats it as an alias: the other page has a key of its own."""
        if target.pk is None:
            target.public_id = uuid4()
        copied = super().copy_all_child_relations(target, exclude, commit)
        if target.translation_key != self.translation_key:
            target._take_over_parts()
        return copied

    def with_content_json(self, content):
        """The key stays with the page, also when the content comes from the page that it is a copy or an alias of."""
        page = super().with_content_json(content)
        is_of_another_page = page.public_id != self.public_id
        page.public_id = self.public_id
        if is_of_another_page:
            page._take_over_parts()
        return page

    def _take_over_parts(self) -> None:
        for relation in get_all_child_relations(self):
            if issubclass(relation.related_model, Keyed):
                for part in getattr(self, relation.get_accessor_name()).all():
                    part.belong_to(self.public_id)

    def life_facts(self) -> Facts:
        """Return what its state follows from: one query, unless its maintainership is loaded already."""
        kept = getattr(self, "maintainership", None)
        return Facts(
            is_live=self.live,
            published_on=self.first_published_at and timezone.localdate(self.first_published_at),
            assured_on=kept and kept.assured_on,
            hidden_on=kept and kept.hidden_on,
            is_merged=not self.live and Tombstone.objects.aliases().filter(public_id=self.public_id).exists(),
            reminders=kept.counted_reminders if kept else 0,
            asked_on=kept.asked_on if kept and kept.counted_reminders else None,
        )

    def state_today(self) -> State:
        return state_from(self.life_facts(), timezone.localdate())

    @property
    def can_be_claimed(self) -> bool:
        """Whether a public entry has no maintainer; its page then asks for one."""
        return self.stored_record[1]

    @cached_property
    def stored_record(self) -> tuple[dict | None, bool]:
        """The public document and whether the entry has no maintainer; (None, False) while nobody may see it."""
        found = PublicEntry.objects.filter(page_id=self.pk).values_list("document", "has_no_maintainer")
        return found.first() or (None, False)

    def _summary_error(self) -> dict[str, str]:
        if not self.summary.strip():
            return {"summary": _now("Please say in one sentence what the organisation does.")}
        if len(self.summary) > SUMMARY_LENGTH:
            return {"summary": _now("Please keep it to %(n)d characters.") % {"n": SUMMARY_LENGTH}}
        return {}

    def _contact_error(self) -> dict[str, str]:
        if self.email or self.phone or self.website:
            return {}
        return {"email": _now("Please enter at least one way of contact: e-mail, phone or website.")}

    def _parent_error(self) -> dict[str, str]:
        if self.pk and self.parent_organisation_id == self.pk:
            return {"parent_organisation": _now("An organisation cannot be part of itself.")}
        return {}
