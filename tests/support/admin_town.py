"""A town with one of everything that its staff work on, each named with a word that nothing else contains."""

import json
from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    GroupApprovalTask,
    Page,
    PageLogEntry,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
)
from wagtail.search import index

from cms.api_toolkit.models import ApiKey
from cms.mail.queueing import queue
from cms.media.models import SiteImage
from cms.searches.models import SearchNote, VainWord
from cms.towns.models import GroupTown, TownSettings
from cms.webhooks.models import WebhookEndpoint, WebhookMessage
from directory.models import (
    Category,
    District,
    DuplicatePair,
    EntryPicture,
    HelpType,
    ImportRow,
    ImportRun,
    MaintainerLetter,
    Maintainership,
    Opening,
    SchoolHoliday,
    TargetGroup,
)
from directory.tests.factories import make_entry
from directory.workflow.proposals import get_draft, send_proposal
from events.models import DatePicture, EventFeed, PartnerEvent, TrustedOrganiser
from events.workflow.announcing import announce
from forms_app.models import SubmissionFile, SubmissionNote
from forms_app.tests.reviewing import make_submission
from joining.signups.services.by_hand import sign_up_by_hand
from joining.signups.tests.making import make_signup_page
from news.models import NewsCategory, NewsPage
from tests.support.making import make_document, make_image, make_user

from .admin_addresses import WORD


def furnish(site: Site, word: str, shared: dict[str, object]) -> dict[str, object]:
    """Return the ids of its things by the names that `admin_addresses` knows; `shared` belongs to all towns."""
    settings = TownSettings.for_site(site)
    name = f"{WORD} {word}"
    for page in Page.objects.filter(path__startswith=site.root_page.path):
        Page.objects.filter(pk=page.pk).update(
            title=f"{page.title} {word}", draft_title=f"{page.title} {word}"
        )
    groups = {each.role: each.group for each in GroupTown.objects.filter(site=site)}
    person = make_user(f"chef-{word.lower()}", first_name="Kim", last_name=word)
    person.groups.set(groups.values())
    media = _media(settings.collection, name, person, shared)
    entries = _entries(settings, site, name, person)
    pages = _pages(settings, name, word, person, media, groups, shared)
    letters = _letters(settings, site, name, person)
    signups = _signups(site, name, person)
    _installation(site, name, word)
    for model in (Category, HelpType, TargetGroup, SchoolHoliday, NewsCategory):
        log(instance=model.objects.get(pk=shared[model._meta.model_name]), action="wagtail.edit", user=person)
    things = {
        "home": site.root_page_id,
        "directory": settings.directory_page_id,
        "form": settings.contact_page_id,
        "person": person.pk,
        "group": groups["Redaktion"].pk,
        "site": site.pk,
        "site_path": site.root_page.path,
        "district": District.objects.filter(site=site).first().pk,
        "webhook": WebhookEndpoint.objects.get(site=site).pk,
        "api_key": ApiKey.objects.get(name=name).pk,
        "vain_word": _search(site, word).pk,
        "redirect": Redirect.objects.get(site=site, old_path=f"/{word.lower()}").pk,
    }
    return shared | things | media | entries | pages | letters | signups


def _search(site: Site, word: str) -> VainWord:
    """What citizens looked for, and what they were told."""
    SearchNote.objects.create(site=site, word=word.lower(), text=f"{word} gibt es nicht.")
    found = VainWord.objects.create(site=site, digest=word, text=word.lower(), last_on=timezone.localdate())
    found.weeks.create(monday=timezone.localdate(), number=3)
    return found


def share() -> dict[str, object]:
    """What belongs to no town."""
    term = Category.objects.first()
    return {
        "category": term.pk,
        "term": term.pk,
        "helptype": HelpType.objects.first().pk,
        "targetgroup": TargetGroup.objects.first().pk,
        "newscategory": NewsCategory.objects.create(name="Vereine", slug="vereine").pk,
        "schoolholiday": SchoolHoliday.objects.create(
            name="Sommer", first_day="2027-07-01", last_day="2027-08-10"
        ).pk,
    }


def _media(collection: Collection, name: str, person, shared: dict) -> dict[str, object]:
    image = make_image(f"Bild {name}", collection=collection, uploaded_by_user=person, author=name)
    document = make_document(
        f"Satzung {name}", name="satzung.pdf", collection=collection, uploaded_by_user=person
    )
    for each in (image, document):
        each.tags.add(name)
        log(instance=each, action="wagtail.edit", user=person)
    below = Collection.objects.get(pk=collection.pk).add_child(name=f"Sammlung {name}")
    restriction = {"restriction_type": "password", "password": name}
    CollectionViewRestriction.objects.create(collection=below, **restriction)
    upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(SiteImage),
        file=ContentFile(b"x", name=f"{name}.png"),
        uploaded_by_user=person,
    )
    return {"image": image.pk, "document": document.pk, "collection": collection.pk, "upload": upload.pk}


def _entries(settings: TownSettings, site: Site, name: str, person) -> dict[str, object]:
    parent = settings.directory_page.specific
    help_types = HelpType.objects.all()[:1]
    opening = Opening(title=f"Hilfe {name}", task=name, valid_until=timezone.localdate() + timedelta(days=3))
    options = {
        "districts": [District.objects.filter(site=site).first()],
        "target_groups": TargetGroup.objects.all()[:1],
    }
    entry = make_entry(parent, f"Chor {name}", openings=[opening], **options)
    Opening.objects.get(page=entry).help_types.set(help_types)
    second = make_entry(parent, f"Chor {name} e.V.", **options)
    address = f"{name}\nWeg 1\n12345 Ort"
    keeping = Maintainership.objects.create(
        page=entry,
        maintainer_email=f"{name.replace(' ', '.')}@example.org",
        maintainer_mode="club",
        postal_address=address,
    )
    log(instance=keeping, action="wagtail.edit", user=person)
    draft = get_draft(entry, keeping.maintainer_email)
    send_proposal(draft, {**draft.base, "summary": f"Wir singen in {name}."})
    for number, page in enumerate((entry, second)):
        MaintainerLetter.objects.create(page=page, purpose="claim", number=f"{site.pk}{page.pk}{number}"[-6:])
    one, other = sorted((entry, second), key=lambda each: each.pk)
    pair = DuplicatePair.objects.create(one=one, other=other, score=90)
    run = ImportRun.objects.create(
        directory=parent, file_name=f"{name}.csv", source=name, status="checked", headers=["Name"],
        mapping=["title"], started_by=person,
    )  # fmt: skip
    ImportRow.objects.create(run=run, number=1, state="faulty", cells=[name])
    club_date = PartnerEvent(
        organisation=entry, title=f"Fest {name}", first_date=timezone.localdate(), all_day=True
    )
    announce(club_date, email=keeping.maintainer_email)
    TrustedOrganiser.objects.create(page=second, by=person)
    picture = DatePicture.objects.create(page=entry, content=b"RIFF", kind="image/webp", width=1, height=1)
    sent = EntryPicture.objects.create(page=entry, content=b"RIFF", kind="image/webp", width=1, height=1)
    feed = EventFeed.objects.create(page=entry, url=f"https://{site.hostname}/kalender.ics")
    return {
        "club_date": club_date.pk,
        "club_calendar": feed.pk,
        "club_picture": picture.pk,
        "entry_picture": sent.pk,
        "series": club_date.key,
        "page": entry.pk,
        "second_entry": second.pk,
        "revision": entry.save_revision(user=person).pk,
        "maintainership": keeping.pk,
        "opening": Opening.objects.get(page=entry).pk,
        "proposal": draft.pk,
        "pair": pair.pk,
        "import_run": run.pk,
    }


def _pages(
    settings, name: str, word: str, person, media: dict, groups: dict, shared: dict
) -> dict[str, object]:
    news = NewsPage(
        title=f"Neues {name}", summary=name, date="2026-11-20", slug="neues", share_image_id=media["image"]
    )
    news.categories = NewsCategory.objects.all()
    settings.news_page.add_child(instance=news)
    news.save_revision(user=person).publish(user=person)
    workflow = Workflow.objects.get(workflow_pages__page=settings.site.root_page)
    task = GroupApprovalTask.objects.get(groups=groups["Leitung"])
    task.name = workflow.name = f"Freigabe {name}"
    task.save()
    workflow.save()
    news.save_revision(user=person)
    state = workflow.start(news, person)
    Comment.objects.create(page=news, user=person, text=name, contentpath="title")
    locked = Page.objects.get(pk=settings.imprint_page_id)
    locked.locked, locked.locked_by, locked.locked_at = True, person, timezone.now()
    locked.save()
    PageViewRestriction.objects.create(page=locked, restriction_type="password", password=name)
    log(instance=news, action="wagtail.edit", user=person)
    session = EditingSession.objects.create(
        user=person, content_type=ContentType.objects.get_for_model(Page), object_id=news.pk,
        last_seen_at=timezone.now(),
    )  # fmt: skip
    return {
        "waiting_page": news.pk,
        "workflow": workflow.pk,
        "task": task.pk,
        "workflow_state": state.pk,
        "task_state": state.current_task_state_id,
        "editing_session": session.pk,
    }


def _signups(site: Site, name: str, person) -> dict[str, object]:
    page = make_signup_page(site.root_page.specific)
    page.title = page.draft_title = f"Werkstatt {name}"
    page.save_revision(user=person).publish(user=person)
    places = page.places.get()
    sign_up_by_hand(places, name=f"Gast {name}", persons=1, key=uuid4(), by=person)
    return {"signup_form": page.pk, "signup_places": places.pk}


def _letters(settings, site: Site, name: str, person) -> dict[str, object]:
    facts = {"site": site, "sender_name": name, "sender_email": "a@example.org", "assigned_to": person}
    told = [{"name": "name", "label": name, "value": name}]
    submission = make_submission(settings.contact_page, answers=told, search_text=name.lower(), **facts)
    registration = make_submission(settings.registration_page, kind="registration", answers=told, **facts)
    file = SubmissionFile.objects.create(
        submission=submission, question="Foto", key=f"submissions/{name}", name=f"{name}.png",
        content_type="image/png", size=1,
    )  # fmt: skip
    SubmissionNote.objects.create(submission=submission, text=name, author=person)
    log(instance=submission, action="forms_app.add_note", user=person)
    return {"submission": submission.pk, "registration": registration.pk, "file": file.pk}


def _installation(site: Site, name: str, word: str) -> None:
    endpoint = WebhookEndpoint.objects.create(name=name, site=site, url=f"https://{word.lower()}.example/")
    WebhookMessage.objects.create(
        endpoint=endpoint,
        event="page.published",
        body=json.dumps({"type": "x", "data": {"title": name, "url": "https://x.example/"}}),
    )
    key = ApiKey.objects.create(
        name=name,
        prefix=word[:8],
        expires_on=timezone.localdate() + timedelta(days=9),
        scopes=["drafts:read"],
    )
    key.sites.set([site])
    Redirect.objects.create(old_path=f"/{word.lower()}", site=site, redirect_page=site.root_page)
    queue("reply", to="a@example.net", site=site, context={"reference": word, "message": name})


def cross(here: dict[str, object], there: dict[str, object]) -> None:
    """Let the one town's pages use what belongs to the other, as copies of pages do."""
    news = NewsPage.objects.get(pk=there["waiting_page"])
    copy = NewsPage(
        title=f"Aus der Nachbarstadt {news.title}", summary="x", date="2026-11-21", slug="nachbarstadt",
        share_image_id=here["image"],
        body=f'[{{"type": "richtext", "value": "<p><a linktype=\\"page\\" id=\\"{here["page"]}\\">a</a> '
        f'<a linktype=\\"document\\" id=\\"{here["document"]}\\">b</a></p>"}}]',
    )  # fmt: skip
    news.get_parent().add_child(instance=copy)
    copy.save_revision().publish()
    original = NewsPage.objects.get(pk=here["waiting_page"])
    alias = original.create_alias(parent=news.get_parent(), update_slug="nachbarstadt-alias")
    # Its words are its own town's by now.
    names = dict.fromkeys(("title", "draft_title", "summary"), "Alias")
    NewsPage.objects.filter(pk=alias.pk).update(**names)
    alias.refresh_from_db()
    index.insert_or_update_object(alias)
    PageLogEntry.objects.filter(page=alias).delete()


def town_group(site: Site, role: str) -> Group:
    return GroupTown.objects.get(site=site, role=role).group
