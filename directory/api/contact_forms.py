"""Where people write to a club, instead of to its address."""

from django.http import HttpRequest

from cms.pages.site_context import get_site_context


def contact_form_of(key: str, request: HttpRequest) -> str | None:
    """Return the address of the town's form for the entry or call of this key; None without such a form."""
    site = get_site_context(request)
    address = site.town.enquiry_url if site else ""
    return request.build_absolute_uri(f"{address}?eintrag={key}") if address else None
