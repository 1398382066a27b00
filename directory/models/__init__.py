"""The records of the directory, one module a family, with their constraints and QuerySet words.

No decisions, no mails, no screens: models know nothing of the rooms above them.
"""

from .directory_settings import DirectorySettings
from .duplicate_pair import DuplicatePair
from .import_run import ImportRow, ImportRun
from .list_pages import DirectoryPage, OpeningsPage
from .maintainer_letter import MaintainerLetter
from .maintainership import Maintainership
from .offers import Offer
from .openings import EndingNotice, Opening
from .organisation_page import OrganisationPage
from .people import ContactPerson, SocialLink
from .places import MeetingPlace
from .proposal import EntryProposal
from .public_entry import EntryFacet, EntryMeaning, EntryWords, KnownWord, PublicEntry, PublicService
from .public_opening import OpeningFacet, PublicOpening
from .school_holiday import SchoolHoliday
from .sent_picture import EntryPicture
from .taxonomy import Category, District, HelpType, TargetGroup
from .tombstone import Tombstone

__all__ = [
    "Category",
    "ContactPerson",
    "DirectoryPage",
    "DirectorySettings",
    "District",
    "EndingNotice",
    "DuplicatePair",
    "EntryFacet",
    "EntryMeaning",
    "EntryPicture",
    "EntryProposal",
    "EntryWords",
    "HelpType",
    "ImportRow",
    "ImportRun",
    "MaintainerLetter",
    "KnownWord",
    "MeetingPlace",
    "Offer",
    "Opening",
    "OpeningFacet",
    "OpeningsPage",
    "OrganisationPage",
    "PublicEntry",
    "PublicOpening",
    "PublicService",
    "SchoolHoliday",
    "SocialLink",
    "Maintainership",
    "TargetGroup",
    "Tombstone",
]
