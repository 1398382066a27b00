"""Factories for all apps: a site with its home page, pictures, documents, people."""

from io import BytesIO

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from pypdf import PdfWriter
from wagtail.models import Locale, Page, Site

from cms.accounts.roles import set_up_roles
from cms.media.models import SiteDocument, SiteImage


def make_home(title="Start", **fields):
    """Return the published home page of the default site, in place of Wagtail's welcome page."""
    Locale.objects.get_or_create(language_code="de")
    home = apps.get_model("home", "HomePage")(title=title, slug="start", **fields)
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
    return home


def make_page(parent, title="Eine Seite", model="home.StandardPage", live=True, **fields):
    """Return a page below `parent`; a draft unless `live`."""
    page = apps.get_model(model)(title=title, live=False, **fields)
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def make_picture_file(name="bild.png", size=(60, 40)) -> ImageFile:
    output = BytesIO()
    Image.new("RGB", size, "#0a5663").save(output, "PNG")
    return ImageFile(BytesIO(output.getvalue()), name=name)


def make_image(title="Ein Bild", **fields):
    defaults = {"description": "Zwei Menschen reden", "author": "Test", "file": make_picture_file()}
    return SiteImage.objects.create(title=title, **(defaults | fields))


def make_pdf(pages=1, **metadata) -> bytes:
    """Return an untagged PDF with that many empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=300)
    writer.add_metadata(metadata)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def make_document(title="Ein Dokument", content=None, name="dokument.pdf", **fields):
    file = ContentFile(make_pdf() if content is None else content, name=name)
    return SiteDocument.objects.create(title=title, file=file, **fields)


def make_user(username="redaktion", group=None, **fields):
    """Return a user; `group` is the name of a role, whose permissions are set up for existing pages."""
    user = get_user_model().objects.create_user(
        username, f"{username}@example.org", "geheim-geheim", **fields
    )
    if group:
        set_up_roles()
        user.groups.add(Group.objects.get(name=group))
    return user
