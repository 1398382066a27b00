from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from forms_app.models import Submission
from forms_app.services.registration import NotDecidableError, accept_registration


class Command(BaseCommand):
    help = "Turn a registration into a published entry of the directory, as the button in the inbox does."

    def add_arguments(self, parser):
        parser.add_argument("reference", help="the case number, such as 2026-7K3M9Q")
        parser.add_argument("--by", help="user name of the person who decides; without it, the system")

    def handle(self, *, reference, by, **options):
        submission = Submission.objects.filter(reference=reference).first()
        if submission is None:
            raise CommandError("There is no submission with this case number.")
        try:
            entry = accept_registration(submission, by=self._user(by))
        except PermissionDenied as error:
            raise CommandError("This cannot be decided: no right to, or not confirmed yet.") from error
        except NotDecidableError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(entry.full_url)

    def _user(self, name: str | None):
        if name is None:
            return None
        user = get_user_model().objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError("There is no active user of this name.")
        return user
