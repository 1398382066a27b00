"""A plain Wagtail site from `wagtail start`, with an article as in Wagtail's tutorial: text, pictures, a menu.

Created in a temporary folder per measurement. Its article has the same content as the measured town's.
"""

import os
import subprocess
import sys
from pathlib import Path

SETTINGS = """
import environ
from .base import *
DEBUG = False
SECRET_KEY = "only-measured"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "articles"]
DATABASES = {{"default": environ.Env.db_url_config("{url}")}}
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""
MODELS = """
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

class Article(Page):
    intro = models.CharField(max_length=300)
    image = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, related_name="+")
    body = StreamField([
        ("heading", blocks.CharBlock()),
        ("paragraph", blocks.RichTextBlock()),
        ("picture", ImageChooserBlock()),
        ("quote", blocks.BlockQuoteBlock()),
    ])
"""
TEMPLATE = Path(__file__).with_name("article.html").read_text("utf-8")
CONTENT = """
from io import BytesIO
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import Page
from articles.models import Article
output = BytesIO()
Picture.new("RGB", (60, 40), "#0a5663").save(output, "PNG")
def picture(name):
    return Image.objects.create(title=name, file=ImageFile(BytesIO(output.getvalue()), name=name + ".png"))
home = Page.objects.get(depth=2)
link = f'<p>Mehr steht <a linktype="page" id="{home.pk}">auf der Startseite</a>.</p>'
for slug in ("article", "second", "third"):
    page = home.add_child(instance=Article(
        title="Eine Seite zum Messen", slug=slug, show_in_menus=True, intro="Kurz gesagt.", image=picture("a"),
        body=[("paragraph", link), ("heading", "Ein Abschnitt"), ("picture", picture("b")),
              ("quote", "Gemeinsam geht mehr."), ("paragraph", link)],
    ))
    page.save_revision().publish()
"""
ARTICLE = "/article/"


def make_plain_site(folder: Path, url: str) -> dict[str, str]:
    """Create the site and its content in this empty database; return the environment to serve it with."""
    folder.mkdir()
    env = {"DJANGO_SETTINGS_MODULE": "plain.settings.measured", "PYTHONPATH": str(folder)}
    _run(Path(sys.executable).parent / "wagtail", "start", "plain", folder, env=None)
    (folder / "plain" / "settings" / "measured.py").write_text(SETTINGS.format(url=url))
    for name, text in {
        "articles/__init__.py": "",
        "articles/models.py": MODELS,
        "articles/templates/articles/article.html": TEMPLATE,
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    for arguments in (["makemigrations", "articles"], ["migrate"], ["shell", "--no-imports", "-c", CONTENT]):
        _run(sys.executable, "manage.py", *arguments, env=os.environ | env, cwd=folder)
    return env


def _run(*command, **options) -> None:
    subprocess.run([str(each) for each in command], check=True, stdout=subprocess.DEVNULL, **options)
