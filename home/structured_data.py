"""The site and the town's office as schema.org JSON-LD."""

from django.utils.translation import get_language


def describe_site(page, town, *, address: str) -> dict:
    """Return WebSite and Organization, consistent with the start page and the footer."""
    site = {
        "@type": "WebSite",
        "@id": f"{address}#website",
        "name": f"{town.claim} {town.name}",
        "description": page.share_description,
        "url": address,
        "inLanguage": get_language(),
        "publisher": {"@id": f"{address}#organisation"},
    }
    return {"@context": "https://schema.org", "@graph": [_filled(site), _organisation(town, address)]}


def _organisation(town, address: str) -> dict:
    data = {
        "@type": "Organization",
        "@id": f"{address}#organisation",
        "name": town.organisation or f"{town.claim} {town.name}",
        "description": town.organisation_task,
        "url": address,
        "email": town.email,
        "telephone": town.phone,
        "address": _address(town),
    }
    return _filled(data)


def _address(town) -> dict:
    data = {
        "streetAddress": town.street,
        "postalCode": town.postcode,
        "addressLocality": town.city or town.name,
        "addressCountry": "DE",
    }
    return {"@type": "PostalAddress"} | _filled(data)


def _filled(data: dict) -> dict:
    return {key: value for key, value in data.items() if value}
