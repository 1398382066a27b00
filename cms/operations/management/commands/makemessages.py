from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Also finds `_now("…")` and `_lazy("…")`, this project's aliases of gettext beside another `_`."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_now", "--keyword=_lazy"]
