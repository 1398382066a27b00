from django.core.management.base import BaseCommand

from cms.accounts.role_grants import ROLES
from cms.accounts.roles import set_up_roles


class Command(BaseCommand):
    help = "Creates the groups of a town's staff and grants what they lack; takes nothing away."

    def handle(self, *args, **options):
        set_up_roles()
        self.stdout.write(f"Groups ready: {', '.join(ROLES)}")
