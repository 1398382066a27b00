from django.core.management.base import BaseCommand, CommandError

from cms.jobs.state import run_due_jobs


class Command(BaseCommand):
    help = "Runs the jobs that are due, once; safe to call as often as you like, also beside the worker."

    def handle(self, *args, **options):
        runs = run_due_jobs()
        for run in runs:
            self.stdout.write(f"{run.job}: {run.error or run.counts or 'nothing to do'}")
        if any(run.error for run in runs):
            raise CommandError("Not every job succeeded; the admin's list of jobs tells which.")
