"""Creates entries and records who confirmed them."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Page

from cms.common.folding import fold

from ..models import Category, DirectoryPage, District, MaintainerLetter, Maintainership, OrganisationPage
from .hiding import show_entry_again


@transaction.atomic
def create_entry(
    directory: DirectoryPage,
    *,
    title: str,
    summary: str,
    category: Category,
    districts: list[District],
    by,
    email: str = "",
    email_is_public: bool = False,
    phone: str = "",
    website: str = "",
    maintainer_email: str = "",
    source: str = "",
) -> OrganisationPage:
    """Create an unpublished entry with its first draft; nobody sees it until an editor publishes it.

    `by` is the user who decides, or None for the system. Raise ValidationError if a required fact is missing.
    """
    # Two concurrent requests would get the same tree path and slug.
    parent = Page.objects.select_for_update().get(pk=directory.pk)
    page = OrganisationPage(
        title=title,
        slug=_free_slug(parent, title),
        summary=summary,
        main_category=category,
        email=email,
        email_is_public=email_is_public,
        phone=phone,
        website=website,
        live=False,
        has_unpublished_changes=True,
        owner=by,
    )
    page.districts = districts
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=False)
    mode = Maintainership.MaintainerMode.CLUB if maintainer_email else Maintainership.MaintainerMode.AGENCY
    Maintainership.objects.create(
        page=page, maintainer_email=maintainer_email, maintainer_mode=mode, source=source
    )
    log(instance=page, action="wagtail.create", user=by, content_changed=True)
    return page


@transaction.atomic
def confirm_entry(page: OrganisationPage, *, by: str, user=None, on: date | None = None) -> Maintainership:
    """Record that a person (named in `by`) confirmed the entry, today or on the given day.

    Applies to all languages of the entry and shows a hidden entry again. `user` is the member of staff who recorded
    it, if any. Raise PermissionDenied if they may not (`may_confirm`).
    """
    if user is not None and not may_confirm(user, page):
        raise PermissionDenied
    confirmed = {"assured_on": on or timezone.localdate(), "assured_by": by}
    confirmed |= {"reminders": 0, "asked_on": None, "person_erased_on": None}
    for version in languages_of(page).exclude(pk=page.pk):
        Maintainership.objects.update_or_create(page=version, defaults=confirmed)
    maintainership, _created = Maintainership.objects.update_or_create(page=page, defaults=confirmed)
    MaintainerLetter.objects.questions().filter(page__translation_key=page.translation_key).end()
    show_entry_again(page, user=user)
    log(instance=page, action="directory.confirm", user=user, data={"by": str(by)})
    return maintainership


def may_keep(user, page: OrganisationPage) -> bool:
    """Whether the user may confirm an entry and remind its maintainer."""
    is_allowed = user.has_perm("directory.change_maintainership")
    return is_allowed and page.permissions_for_user(user).can_edit()


def may_confirm(user, page: OrganisationPage) -> bool:
    """Like `may_keep`; a confirmation that makes a page public again also requires permission to publish."""
    return may_keep(user, page) and (page.live or page.permissions_for_user(user).can_publish())


def languages_of(page: OrganisationPage):
    """The entry in all its languages, which share its life cycle."""
    return OrganisationPage.objects.filter(translation_key=page.translation_key, alias_of=None)


def _free_slug(parent: Page, title: str) -> str:
    base = slugify(fold(title))[:200] or "eintrag"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)
