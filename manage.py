#!/usr/bin/env python
import gc
import os
import sys


def main():
    # Garbage collection during imports takes a quarter of the start. `OperationsConfig.ready` switches it on again.
    gc.disable()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
