from django.core.management.base import BaseCommand, CommandError

from cms.accounts.sign_in.factors import reset
from cms.accounts.sign_in.lockouts import lift
from cms.users.models import User


class Command(BaseCommand):
    help = "Takes a user's second factor away, ends the user's sessions and lifts lockouts: for the last administrator."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *args, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError("There is no user of this name.")
        reset(user, by=None)
        lift(user)
        self.stdout.write("Done: the next sign-in sets up a new second factor.")
