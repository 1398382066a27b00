from django.core.checks import Tags, Warning, register
from django.db import connections


@register(Tags.database)
def postgresql_keeps_letters_out_of_its_log(app_configs, databases=None, **kwargs):
    """By default PostgreSQL logs failed statements, including what a citizen typed."""
    return [
        Warning(
            "PostgreSQL's log may hold personal data: it shows the statements that fail.",
            hint="Let its administrator set log_min_error_statement = panic and log_error_verbosity = terse.",
            id="operations.W001",
        )
        for alias in databases or []
        if connections[alias].vendor == "postgresql" and _shows_statements(connections[alias])
    ]


def _shows_statements(connection) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('log_min_error_statement'), current_setting('log_error_verbosity')"
        )
        return cursor.fetchone() != ("panic", "terse")
