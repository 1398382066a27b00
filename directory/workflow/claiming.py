"""Makes somebody the maintainer of an entry: with access to a stored address, or with the code from a letter."""

from django.db import transaction
from wagtail.log_actions import log

from cms.caching.content_version import refresh_content
from cms.mail.links import read_link, use_link
from cms.mail.models import AccessLink
from cms.mail.queueing import queue
from cms.towns.scope import town_of

from ..domain.lifecycle import GONE
from ..models import MaintainerLetter, Maintainership, OrganisationPage
from .edit_links import had_enough, keeps, mail_link
from .letters import LetterOverError
from .links import Purpose
from .personal_data import forget_links_of_former

BY = {Purpose.CLAIM: "email", Purpose.CLAIM_BY_LETTER: "letter"}


@transaction.atomic
def mail_to_new_maintainer(letter: MaintainerLetter, email: str, language: str) -> None:
    """Mail a link after the letter's code was entered; only the link makes its owner the maintainer.

    Raise LetterOverError if the letter is no longer valid. An address that had many mails gets none.
    """
    letter = MaintainerLetter.objects.select_for_update(of=("self",)).select_related("page").get(pk=letter.pk)
    if not letter.is_usable:
        raise LetterOverError
    if had_enough(email):
        return
    token = mail_link(
        Purpose.CLAIM_BY_LETTER, letter.page_id, letter.page.title, email, language, town_of(letter.page)
    )
    letter.link = read_link(token, Purpose.CLAIM_BY_LETTER)
    letter.save(update_fields=["link"])


def may_take_over(link: AccessLink, page: OrganisationPage) -> bool:
    """Whether the link is still valid for this entry, which may have changed since."""
    if page.state_today() in GONE:
        return False
    if link.purpose == Purpose.CLAIM:
        return page.live and keeps(page, link.email)
    return MaintainerLetter.objects.filter(page=page, link=link, used_at=None).exists()


@transaction.atomic
def take_over(link: AccessLink) -> OrganisationPage | None:
    """Make the owner of the link's address the maintainer, and notify the previous one; None if impossible."""
    page = (
        OrganisationPage.objects.select_for_update(of=("self",))
        .filter(pk=link.object_id, alias_of=None)
        .first()
    )
    if page is None or not may_take_over(link, page) or not use_link(link):
        return None
    before = getattr(page, "maintainership", None)
    earlier = before.maintainer_email if before else ""
    # The new maintainer gets the reminders from the start.
    kept = {"maintainer_email": link.email, "maintainer_mode": Maintainership.MaintainerMode.CLUB}
    kept |= {"reminders": 0, "asked_on": None}
    Maintainership.objects.update_or_create(page=page, defaults=kept)
    MaintainerLetter.objects.filter(page=page).end()
    MaintainerLetter.objects.filter(page=page).unsent().delete()
    forget_links_of_former(page.pk)
    # The page no longer asks to be claimed.
    refresh_content(f"page-{page.pk}")
    log(instance=page, action="directory.take_over", data={"by": BY[link.purpose]})
    if earlier and earlier.casefold() != link.email.casefold():
        queue("entry-maintainer-changed", to=earlier, site=town_of(page), context={"entry_name": page.title})
    return page
