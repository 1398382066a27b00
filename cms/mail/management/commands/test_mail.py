from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from cms.common.hosts import ascii_host
from cms.mail.trial import TrialFailedError, try_mail


class Command(BaseCommand):
    help = (
        "Sends a test mail step by step (DNS, port, TLS, login, answer), and says what to do where it fails."
    )

    def add_arguments(self, parser):
        parser.add_argument("address", help="who gets it, best at another provider")

    def handle(self, *args, address: str, **options):
        try:
            for told in try_mail(_as_dns_knows(address)):
                self.stdout.write(told)
                self.stdout.flush()
        except TrialFailedError as error:
            raise CommandError(str(error)) from error


def _as_dns_knows(address: str) -> str:
    try:
        name, _at, host = address.strip().rpartition("@")
        address = f"{name}@{ascii_host(host)}"
        validate_email(address)
    except (ValueError, ValidationError) as error:
        raise CommandError(f"“{address}” is no e-mail address.") from error
    return address
