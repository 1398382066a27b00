from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Also finds `_now("…")`, this project's name for gettext beside the lazy `_`."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_now"]
