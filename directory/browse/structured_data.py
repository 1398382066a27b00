"""An entry for search engines: schema.org JSON-LD that matches its page."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from cms.recurrence.rule import DAYS_OF_SCHEMA_ORG
from cms.recurrence.schedule import Schedule

from ..domain.dates import still_open
from ..publishing.addresses import opening_url
from ..publishing.entry_document import offers_of, schedule_of
from ..publishing.terms import Terms, get_terms, names_of
from .detail import street_line
from .opening_words import weekly_hours

COUNTRY = "DE"
FROM_HOME = {
    "jobLocationType": "TELECOMMUTE",
    "applicantLocationRequirements": {"@type": "Country", "name": COUNTRY},
}


def entry_graph(document: dict, url: str, terms: Terms | None = None) -> dict:
    """Return the organisation, its recurring offers as events and its open calls as job postings.

    Pass `terms` when building many entries, so that they are not looked up for each.
    """
    terms = terms or get_terms()
    places = [_place(place) for place in document["places"] if not place["is_hidden"]]
    timed = [offer for offer in offers_of(document, {"active"}) if schedule_of(offer).rule]
    calls = [opening for opening in document["openings"] if still_open(opening)]
    return {
        "@context": "https://schema.org",
        "@graph": [
            _organisation(document, url, places, terms),
            *filter(None, (_event(offer, document, url) for offer in timed)),
            *(_job_posting(opening, document, url, terms) for opening in calls),
        ],
    }


def list_of_openings(page, rows: list[dict], request) -> dict:
    """Return the page's list as names and addresses.

    Search engines require a job posting's details on the page of the job, which is its entry, not in a list:
    https://developers.google.com/search/docs/appearance/structured-data/job-posting
    """
    address = page.get_full_url(request)
    items = [
        {"@type": "ListItem", "position": number, "name": row["title"], "url": urljoin(address, row["url"])}
        for number, row in enumerate(rows, start=1)
    ]
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": page.title,
            "description": page.share_description,
            "url": address,
            "mainEntity": {"@type": "ItemList", "itemListElement": items} if items else None,
        }
    )


def _organisation(document: dict, url: str, places: list[dict], terms: Terms) -> dict:
    return _filled(
        {
            "@type": "NGO" if document["is_charitable"] else "Organization",
            "@id": f"{url}#organisation",
            "identifier": document["public_id"],
            "name": document["name"],
            "legalName": document["legal_name"],
            "alternateName": document["short_name"],
            "description": document["summary"],
            "url": document["website"] or url,
            "sameAs": [link["url"] for link in document["social_links"]],
            "email": document["email"],
            "telephone": document["phone"],
            "foundingDate": str(document["founded_year"] or ""),
            "areaServed": names_of(terms.districts, document["districts"]),
            "knowsLanguage": document["languages"],
            "location": places,
        }
    )


def _place(place: dict) -> dict:
    return _filled({"@type": "Place", "name": place["name"], "address": _address(place)})


def _address(place: dict) -> dict | None:
    address = _filled(
        {
            "streetAddress": street_line(place),
            "postalCode": place["postcode"],
            "addressLocality": place["city"],
        }
    )
    return {"@type": "PostalAddress"} | address if address else None


def _event(offer: dict, document: dict, url: str) -> dict | None:
    """The next date of an offer; None while its day or its place is unknown, since then it is no event to go to."""
    schedule = schedule_of(offer)
    start, place = schedule.next_start(), _place_of(offer, document)
    if start is None or place is None:
        return None
    end = schedule.occurrence_on(timezone.localdate(start)).end
    return _filled(
        {
            "@type": "Event",
            "name": offer["name"],
            "description": offer["description"],
            "organizer": {"@id": f"{url}#organisation"},
            "startDate": start.isoformat(),
            "endDate": (end or start).isoformat(),
            "location": place,
            "isAccessibleForFree": True if offer["cost"] == "free" else None,
            "eventSchedule": _schedule(schedule),
        }
    )


def _place_of(offer: dict, document: dict) -> dict | None:
    place = document["places"][offer["place"]] if offer["place"] is not None else None
    return _place(place) if place and not place["is_hidden"] else None


def _schedule(schedule: Schedule) -> dict:
    is_monthly = schedule.frequency == "monthly"
    return _filled(
        {
            "@type": "Schedule",
            "repeatFrequency": "P1M" if is_monthly else f"P{schedule.interval}W",
            "byDay": [DAYS_OF_SCHEMA_ORG[day] for day in schedule.weekdays],
            "byMonthWeek": _one_or_all(schedule.positions),
            "startDate": schedule.first_date and schedule.first_date.isoformat(),
            "endDate": schedule.until and schedule.until.isoformat(),
            "startTime": schedule.starts_at and f"{schedule.starts_at:%H:%M}",
            "endTime": schedule.ends_at and f"{schedule.ends_at:%H:%M}",
            "exceptDate": [
                day.isoformat() for day in schedule.days_left_out() if day >= timezone.localdate()
            ],
            "scheduleTimezone": settings.TIME_ZONE,
        }
    )


def _job_posting(opening: dict, document: dict, url: str, terms: Terms) -> dict:
    address = opening_url(url, opening)
    return _filled(
        {
            "@type": "JobPosting",
            "@id": address,
            "url": address,
            "identifier": {"@type": "PropertyValue", "name": document["name"], "value": opening["key"]},
            "title": opening["title"],
            "description": opening["task"] or opening["title"],
            "employmentType": "VOLUNTEER",
            "validThrough": opening["valid_until"],
            "datePosted": (document["last_published_at"] or "")[:10],
            "workHours": weekly_hours(opening),
            "totalJobOpenings": opening["places"],
            "jobLocation": _job_location(document, terms),
            "hiringOrganization": {
                "@type": "Organization",
                "@id": f"{url}#organisation",
                "name": document["name"],
            },
            **(FROM_HOME if opening["is_remote"] else {}),
        }
    )


def _job_location(document: dict, terms: Terms) -> dict | None:
    districts = names_of(terms.districts, document["districts"])
    if not districts:
        return None
    address = {"@type": "PostalAddress", "addressLocality": districts[0], "addressCountry": COUNTRY}
    return {"@type": "Place", "address": address}


def _one_or_all(values: tuple):
    return values[0] if len(values) == 1 else list(values)


def _filled(data: dict) -> dict:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
