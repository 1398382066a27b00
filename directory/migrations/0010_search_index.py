from django.db import migrations

from directory.search import index
from directory.search.tables import ENTRIES


def install(apps, schema_editor):
    index.install(schema_editor, ENTRIES)


def remove(apps, schema_editor):
    index.remove(schema_editor, ENTRIES)


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_search")]

    operations = [migrations.RunPython(install, remove)]
