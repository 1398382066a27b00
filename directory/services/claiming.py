"""Makes somebody the keeper of an entry: whoever reads a stored address, or has the letter with the code."""

from django.db import transaction
from wagtail.log_actions import log

from cms.core import mail
from cms.core.caching import refresh_content
from cms.core.links import read_link, use_link
from cms.core.models import AccessLink
from cms.core.towns import town_of

from ..lifecycle import GONE, state_of
from ..models import KeeperLetter, OrganisationPage, Stewardship
from ..self_service.links import Purpose
from .edit_links import had_enough, keeps, mail_link
from .letters import LetterOverError

BY = {Purpose.CLAIM: "email", Purpose.CLAIM_BY_LETTER: "letter"}


@transaction.atomic
def mail_to_new_keeper(letter: KeeperLetter, email: str, language: str) -> None:
    """Mail the link to whoever has typed the letter's code; only with it she becomes the keeper.

    Raises LetterOverError when the letter opens nothing any more. An address that had many mails gets none.
    """
    letter = KeeperLetter.objects.select_for_update(of=("self",)).select_related("page").get(pk=letter.pk)
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
    """Whether the link still makes somebody the keeper: it may be older than what happened since."""
    if state_of(page) in GONE:
        return False
    if link.purpose == Purpose.CLAIM:
        return page.live and keeps(page, link.email)
    return KeeperLetter.objects.filter(page=page, link=link, used_at=None).exists()


@transaction.atomic
def take_over(link: AccessLink) -> OrganisationPage | None:
    """Make the owner of the link's address the keeper, and tell the one before; None if that cannot be (again)."""
    page = (
        OrganisationPage.objects.select_for_update(of=("self",))
        .filter(pk=link.object_id, alias_of=None)
        .first()
    )
    if page is None or not may_take_over(link, page) or not use_link(link):
        return None
    before = getattr(page, "stewardship", None)
    earlier = before.keeper_email if before else ""
    # She is asked anew about what nobody has confirmed.
    kept = {"keeper_email": link.email, "keeper_mode": Stewardship.KeeperMode.CLUB}
    kept |= {"reminders": 0, "asked_on": None}
    Stewardship.objects.update_or_create(page=page, defaults=kept)
    KeeperLetter.objects.filter(page=page).end()
    KeeperLetter.objects.filter(page=page).unsent().delete()
    # Its page asks nobody to claim it any more.
    refresh_content(f"page-{page.pk}")
    log(instance=page, action="directory.take_over", data={"by": BY[link.purpose]})
    if earlier and earlier.casefold() != link.email.casefold():
        mail.queue("entry-keeper-changed", to=earlier, site=town_of(page), context={"entry_name": page.title})
    return page
