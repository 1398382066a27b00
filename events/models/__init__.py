from .changed_day import ChangedDay
from .date_picture import DatePicture
from .date_version import DateVersion
from .event_feed import EventFeed
from .event_index import EventIndexPage
from .event_page import EventPage
from .partner_event import PartnerEvent
from .public_event import EventFacet, Occurrence, PublicEvent
from .trusted_organiser import TrustedOrganiser

__all__ = [
    "ChangedDay",
    "DatePicture",
    "DateVersion",
    "EventFacet",
    "EventFeed",
    "EventIndexPage",
    "EventPage",
    "Occurrence",
    "PartnerEvent",
    "PublicEvent",
    "TrustedOrganiser",
]
