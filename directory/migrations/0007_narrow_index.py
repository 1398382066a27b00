from django.db import migrations, models

from directory.search import index
from directory.search.tables import TABLES


def install_anew(apps, schema_editor):
    """Only PostgreSQL's index has changed."""
    if schema_editor.connection.vendor == "postgresql":
        for searched in TABLES:
            table, old = searched.table, searched.index
            # What the index needed before; a database that was made today never had it.
            schema_editor.execute(f"DROP INDEX IF EXISTS {old}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {old}_words")
            schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS search_padding")
            schema_editor.execute(f"ALTER TABLE {table} RESET (toast_tuple_target)")
            index.remove(schema_editor, searched)
            index.install(schema_editor, searched)


class Migration(migrations.Migration):
    dependencies = [("directory", "0006_districts_and_tombstones_of_a_town")]

    operations = [
        migrations.RemoveIndex(model_name="publicentry", name="directory_p_directo_36d6df_idx"),
        migrations.AddIndex(
            model_name="publicentry",
            index=models.Index(
                fields=["directory", "-assured_on", "sort_name", "page"], name="directory_entries_by_day"
            ),
        ),
        migrations.RunPython(install_anew, migrations.RunPython.noop),
    ]
