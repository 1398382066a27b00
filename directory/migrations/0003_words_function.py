from django.db import migrations

from directory.search import index
from directory.search.tables import TABLES


def install_anew(apps, schema_editor):
    """Only PostgreSQL's index has changed; a database that was made today already has it."""
    if schema_editor.connection.vendor == "postgresql":
        for searched in TABLES:
            index.remove(schema_editor, searched)
            index.install(schema_editor, searched)


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_derived_columns")]

    operations = [migrations.RunPython(install_anew, migrations.RunPython.noop)]
