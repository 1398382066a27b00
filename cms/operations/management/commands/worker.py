import signal

from django.core.management.base import BaseCommand

from cms.operations.worker import Worker


class Command(BaseCommand):
    help = "Sends queued mails and runs due jobs until it gets SIGTERM or Ctrl-C. Several may run at once."
    # The test suite runs them; here they would only delay every start.
    requires_system_checks = []

    def handle(self, *args, **options):
        worker = Worker()
        worker.stop_on(signal.SIGTERM, signal.SIGINT)
        self.stdout.write("The worker is running; Ctrl-C stops it.")
        self.stdout.flush()
        worker.run()
