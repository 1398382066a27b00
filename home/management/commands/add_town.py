from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from cms.common.hosts import readable_url
from cms.towns.models import GroupTown, TownSettings
from home.models import HomePage
from home.starter import NewTown, TownRefusedError, add_town


class Command(BaseCommand):
    help = "Adds a town with pages that work at once, or begins the first one on a fresh installation."

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help="how people call the town")
        parser.add_argument("--url", required=True, help="address of its website, https://…")
        parser.add_argument(
            "--land", default="", choices=["", *TownSettings.Land.values], help="federal state"
        )
        parser.add_argument("--postcode", default="")
        parser.add_argument("--email", default="", help="address of the office; answers to mails go there")
        parser.add_argument(
            "--only-first",
            action="store_true",
            help="do nothing if there is a town already, for deploy/install.sh",
        )

    def handle(self, *args, **options):
        if options["only_first"] and HomePage.objects.exists():
            return
        facts = {name: options[name].strip() for name in ("name", "url", "land", "postcode", "email")}
        try:
            site = add_town(NewTown(**facts))
        except TownRefusedError as error:
            raise CommandError(str(error)) from error
        groups = GroupTown.objects.filter(site=site).values_list("group__name", flat=True)
        tell = self.stdout.write
        tell(f"{facts['name']} is at {readable_url(site.root_url)}")
        tell(f"Groups of its staff: {', '.join(sorted(groups)) or 'Redaktion, Ehrenamtsagentur, Leitung'}")
        tell("Next: complete what stands in square brackets (Impressum, Datenschutz, Barrierefreiheit).")
        if Site.objects.count() > 1:
            tell(f"Its host must be named in ALLOWED_HOSTS and, as {site.root_url}, in CSRF_TRUSTED_ORIGINS.")
