import gzip
from pathlib import Path

from django.core.management.base import BaseCommand

from cms.common.folding import fold
from cms.search.german_words import write_list


class Command(BaseCommand):
    help = "Writes the list of German words anew, from a file with a word in each line."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="Plain text or gzip.")

    def handle(self, path, **options):
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            number = write_list(word for line in lines if (word := fold(line)) and " " not in word)
        self.stdout.write(f"{number} words.")
