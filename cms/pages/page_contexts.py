"""What apps contribute to pages of a type, so that page models need not know what their pages show.

    contexts.add(OrganisationPage, entry_context)    # (page, request) -> the template's values
    descriptions.add(OrganisationPage, entry_graph)  # (page, request) -> schema.org, or None
    sections.add(OrganisationPage, dates_of_entry)   # (page, request) -> {"template": …, its values}, or None

A section stands where the page's template includes `extra_sections`; its template gets it as `section`.

Call it in `ready()`. A type may have several, also from apps above its own; subclasses inherit them.
"""

from collections import defaultdict
from collections.abc import Callable

from django.http import HttpRequest

Provider = Callable[..., dict | None]


class Providers:
    """Functions of (page, request) by page type."""

    def __init__(self):
        self._by_type: dict[type, list[Provider]] = defaultdict(list)

    def add(self, page_type: type, provider: Provider) -> None:
        self._by_type[page_type].append(provider)

    def ask(self, page, request: HttpRequest) -> list[dict]:
        """Return the results for a page, those of its most general type first."""
        types = reversed(type(page).__mro__)
        providers = [each for page_type in types for each in self._by_type.get(page_type, ())]
        return list(filter(None, (provide(page, request) for provide in providers)))


contexts = Providers()
descriptions = Providers()
sections = Providers()


def described(page, request: HttpRequest) -> dict | None:
    """Return the page's schema.org JSON-LD: a single description, or several as a graph."""
    parts = descriptions.ask(page, request)
    if len(parts) < 2:
        return parts[0] if parts else None
    graph = [node for part in parts for node in part.get("@graph", [part])]
    return {"@context": "https://schema.org", "@graph": graph}
