#!/usr/bin/env python
import gc
import os
import sys


def main():
    # What is loaded stays: looking for waste in it takes a quarter of the start. `CoreConfig.ready` ends this.
    gc.disable()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
