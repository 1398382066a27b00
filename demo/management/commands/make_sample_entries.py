import sys
import time

from django.core.management.base import BaseCommand, CommandError

from demo.sample_entries import SampleError, add_samples, remove_samples


class Command(BaseCommand):
    help = (
        "Fills the directory with invented entries marked “(Beispiel)”, for trying it out and for measuring. "
        "A second run adds only what is missing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--count", type=int, default=1000, help="how many there are to be (1000)")
        parser.add_argument("--remove", action="store_true", help="take all of them away again")

    def handle(self, *args, count: int, remove: bool, **options):
        if not 0 <= count <= 1_000_000:
            raise CommandError("--count is a number from 0 to 1000000.")
        progress = Progress(self.stdout, options["verbosity"])
        try:
            number = remove_samples(progress) if remove else add_samples(count, progress)
        except SampleError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{number} sample entries {'removed' if remove else 'added'}{progress.rate(number)}"
        )


class Progress:
    """Reports progress: one updated line on a terminal, a line per ten thousand in a file."""

    def __init__(self, output, verbosity: int):
        self.output, self.is_quiet = output, verbosity == 0
        self.begin, self.reported = time.monotonic(), 0

    def __call__(self, done: int, wanted: int) -> None:
        if self.is_quiet:
            return
        if sys.stdout.isatty():
            self.output.write(f"\r{done} of {wanted}{self.rate(done)}", ending="\n" if done == wanted else "")
            self.output.flush()
        elif done // 10_000 > self.reported:
            self.reported = done // 10_000
            self.output.write(f"{done} of {wanted}{self.rate(done)}")

    def rate(self, done: int) -> str:
        seconds = time.monotonic() - self.begin
        return f", {done / seconds:.0f} a second" if done and seconds else ""
