from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index

from cms.core import phones
from cms.core.models import BasePage, PublicPageQuerySet

from ..documents import build_document
from ..editing.page_form import OrganisationPageForm
from .derived_fields import HostField, RegisterDigitsField
from .organisation_panels import organisation_edit_handler

SUMMARY_LENGTH = 200


class OrganisationPageQuerySet(PublicPageQuerySet):
    def with_everything_public(self):
        """Fetch what the public record is made of; the number of queries does not grow with the rows."""
        return self.select_related("stewardship", "main_category__parent__parent").prefetch_related(
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
    """An entry of the directory: a club, an initiative, a parish, whoever does something together."""

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

    public_id = models.UUIDField(_("public key"), default=uuid4, editable=False, db_index=True)
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
        "core.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo or picture"),
    )
    website = models.URLField(_("website"), blank=True)
    # Of website and register number, for finding likely duplicates.
    website_host = HostField(max_length=200, editable=False, default="")
    register_digits = RegisterDigitsField(max_length=20, editable=False, default="")
    email = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("Everybody can see this address. Best use one that is not personal."),
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
    exclude_fields_in_copy = ["public_id"]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        # By these, likely duplicates are found.
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
        # A draft is saved with `update_fields`; what citizens see has not changed then.
        if kwargs.get("update_fields") is None:
            from ..records import write_record_of

            write_record_of(self.pk)

    def get_context(self, request, *args, **kwargs):
        from ..entry_view import entry_view, sub_entries_of
        from ..maps import map_of_entry
        from ..teasers import similar_entries

        document = self.document_for(request)
        above = self.breadcrumbs(request)
        entry = entry_view(document)
        return super().get_context(request, *args, **kwargs) | {
            "entry": entry,
            "map": map_of_entry(request, entry),
            "can_be_claimed": not getattr(request, "is_preview", False) and self.can_be_claimed,
            "sub_entries": sub_entries_of(self.pk) if self.pk else [],
            "directory_url": above[-1]["url"] if above else "",
            "similar": similar_entries(self, document),
        }

    def structured_data(self, request):
        from ..structured_data import entry_graph

        return entry_graph(self.document_for(request), self.get_full_url(request))

    def document_for(self, request) -> dict:
        """Return what may be shown: the stored record, or the same built from a draft or a protected page."""
        if self.pk is None or getattr(request, "is_preview", False):
            return build_document(self)
        return self._stored[0] or build_document(self)

    @property
    def can_be_claimed(self) -> bool:
        """Whether a public entry has nobody who keeps it; then its page asks."""
        return self._stored[1]

    @cached_property
    def _stored(self) -> tuple[dict | None, bool]:
        """The public document and whether the entry has no keeper."""
        from .public_entry import PublicEntry

        found = PublicEntry.objects.filter(page_id=self.pk).values_list("document", "is_unkept")
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
