from .directory_page import DirectoryPage
from .directory_settings import DirectorySettings
from .duplicate_pair import DuplicatePair
from .ending_notice import EndingNotice
from .entry_words import EntryWords, KnownWord
from .import_run import ImportRow, ImportRun
from .keeper_letter import KeeperLetter
from .offers import Offer
from .openings import Opening
from .openings_page import OpeningsPage
from .organisation_page import OrganisationPage
from .people import ContactPerson, SocialLink
from .places import MeetingPlace
from .proposal import EntryProposal
from .public_entry import EntryFacet, PublicEntry
from .public_opening import OpeningFacet, PublicOpening
from .public_service import PublicService
from .school_holiday import SchoolHoliday
from .stewardship import Stewardship
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
    "EntryProposal",
    "EntryWords",
    "HelpType",
    "ImportRow",
    "ImportRun",
    "KeeperLetter",
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
    "Stewardship",
    "TargetGroup",
    "Tombstone",
]
