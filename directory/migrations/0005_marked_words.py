from django.db import migrations

from directory.search import index
from directory.search.tables import TABLES

# What the index needed before, if the database is that old.
OLD_COLUMNS = ("heavy_vector", "offers_vector", "description_vector")


def install_anew(apps, schema_editor):
    """Only PostgreSQL's index has changed."""
    if schema_editor.connection.vendor == "postgresql":
        for searched in TABLES:
            index.remove(schema_editor, searched)
            dropped = ", ".join(f"DROP COLUMN IF EXISTS {column}" for column in OLD_COLUMNS)
            schema_editor.execute(f"ALTER TABLE {searched.table} {dropped}")
            index.install(schema_editor, searched)


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_changes")]

    operations = [migrations.RunPython(install_anew, migrations.RunPython.noop)]
