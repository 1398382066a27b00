"""An entry with every field filled in."""

from datetime import date, time

from directory.models import ContactPerson, MeetingPlace, Offer, Opening, SocialLink
from directory.tests.factories import make_category, make_entry, make_help_type, make_target_group


def make_full_entry(directory):
    return make_entry(
        directory,
        "Reparaturtreff Schraubstock",
        slug="schraubstock",
        category=make_category("Reparieren & Technik"),
        target_groups=[make_target_group("alle")],
        short_name="Schraubstock",
        legal_name="Schraubstock Bitburg (Beispiel) e. V.",
        summary="Wir reparieren gemeinsam; mit „Gefühl“.",
        description="<p>Wir <b>reparieren</b> Räder &amp; Radios.</p><p>Jeder darf.</p>",
        description_easy="Etwas ist kaputt? Wir helfen.",
        phone="06561 123456",
        website="https://example.org/treff",
        legal_form="ev",
        register_court="Wittlich",
        register_number="VR 1234",
        is_charitable=True,
        founded_year=2015,
        languages="Deutsch, Arabisch",
        places=[
            MeetingPlace(
                name="Werkstatt",
                street="Musterweg",
                house_number="1",
                addition="Hinterhaus",
                postcode="54634",
                city="Bitburg",
                show_exact_address=True,
                latitude="49.97123",
                longitude="6.52345",
                has_step_free_entrance=True,
                has_lift=False,
                public_transport="Linie 1",
            )
        ],
        offers=[
            Offer(
                name="Reparieren",
                description="Bringen Sie etwas mit.",
                frequency="monthly",
                positions="-1",
                weekdays="SA",
                starts_at=time(14),
                ends_at=time(17),
                cost="free",
                age_from=12,
                how_to_join="Einfach vorbeikommen.",
            ),
            Offer(
                name="Radkurs",
                frequency="weekly",
                interval=2,
                weekdays="TU",
                starts_at=time(18),
                first_date=date(2026, 1, 6),
                until=date(2099, 12, 31),
                skipped_days="24.02.2026",
                cost="fee",
                cost_note="5 Euro",
            ),
            Offer(name="Pause", status="pausing"),
            Offer(name="Altes Angebot", status="closed", frequency="weekly", weekdays="MO"),
        ],
        contacts=[
            ContactPerson(
                role="Leitung",
                name="Kim Beispiel",
                email="kim@example.org",
                name_is_public=True,
                consented_on=date(2026, 1, 1),
            )
        ],
        openings=[
            Opening(
                title="Lötkolben gesucht",
                task="Radios retten",
                help_types=[make_help_type()],
                valid_until=date(2099, 1, 1),
            )
        ],
        social_links=[SocialLink(name="Mastodon", url="https://example.org/@treff")],
    )
