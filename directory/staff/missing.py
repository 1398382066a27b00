"""What an entry lacks, with links to where staff enter it."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from wagtail.coreutils import safe_snake_case

from ..domain.completeness import Part
from ..models import OrganisationPage
from ..publishing.completeness import missing_of


def missing_with_links(page: OrganisationPage) -> list[tuple[str, str]]:
    tabs = _tabs()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return [(capfirst(part.label), f"{edit}#tab-{safe_snake_case(tabs[part])}") for part in missing_of(page)]


def _tabs() -> dict[Part, str]:
    """The headings of `editing.entry_panels`, of which Wagtail makes the addresses of its tabs."""
    places, about = _now("Places and times"), _now("About us")
    return {Part.TIMES: places, Part.PLACE: places, Part.PICTURE: about, Part.DESCRIPTION: about}
