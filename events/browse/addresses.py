"""Where a date is told more about: the one place that knows."""

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.caching.content_version import cached

from ..models import EventIndexPage, Occurrence, PublicEvent
from ..models.event_index import DATE_SEGMENT


def address_of(event: PublicEvent, request: HttpRequest | None = None) -> str:
    """Return the same for an event that comes with its `page` and its `entry__page`."""
    page = event.page or event.entry.page
    addresses = Addresses(request)
    addresses.home_paths[event.home_id] = event.home.path
    return addresses.of_event(event, page.url_path, page.locale_id)


class Addresses:
    """The addresses of many dates: what they share is asked for once."""

    def __init__(self, request: HttpRequest | None = None, home: int = 0):
        """`home` is the home page of the reader's language, where a club's date of another language is shown, too."""
        self.request, self.home = request, home
        self.site = Site.find_for_request(request) if request else None
        # Of homes that are loaded already.
        self.home_paths: dict[int, str] = {}
        self._found: dict[tuple, str] = {}

    def of(self, occurrence: Occurrence) -> str:
        return self.of_event(occurrence.event, occurrence.source_path, occurrence.source_locale)

    def of_event(self, event: PublicEvent, url_path: str, locale: int) -> str:
        """An event page has its own; an offer stands on its entry's page; a club's date has one below the calendar."""
        if event.partner_event_id and (calendar := self._nearest_calendar(event)):
            return f"{calendar}{DATE_SEGMENT}/{event.series}/"
        address = self._of_page(url_path, locale)
        is_offer = event.entry_id and not event.partner_event_id
        return f"{address}#angebot-{event.series}" if address and is_offer else address

    def of_source(self, occurrence: Occurrence) -> str:
        """Return the address of the event page, or of the entry that announces the date."""
        return self._of_page(occurrence.source_path, occurrence.source_locale)

    def _of_page(self, url_path: str, locale: int) -> str:
        above, slug = url_path.rstrip("/").rsplit("/", 1)
        address = self._once((above, locale), lambda: self._of_list(f"{above}/", locale))
        return f"{address}{slug}/" if address else ""

    def _of_list(self, url_path: str, locale: int) -> str:
        return Page(url_path=url_path, locale_id=locale).get_url(self.request) or ""

    def _nearest_calendar(self, event: PublicEvent) -> str:
        return (self.home and self.of_calendar(self.home)) or self.of_calendar(event.home_id)

    def of_calendar(self, home: int) -> str:
        """Return the address of the list of dates below a home page, "" if there is no public one."""
        return self._once(("calendar", home), lambda: self._calendar(home))

    def _calendar(self, home: int) -> str:
        path = self.home_paths.get(home) or Page.objects.values_list("path", flat=True).get(pk=home)
        lists = EventIndexPage.objects.filter(path__startswith=path).published().select_related("locale")
        found = lists.first()
        return (found.get_url(self.request) or "") if found else ""

    def _once(self, key: tuple, build) -> str:
        if key not in self._found:
            # Wagtail computes addresses slowly.
            kept = f"address-of-list:{self.site and self.site.pk}:{':'.join(map(str, key))}"
            self._found[key] = cached(kept, build)
        return self._found[key]
