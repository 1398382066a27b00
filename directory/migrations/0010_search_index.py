from django.db import migrations

from directory.search import index


def install(apps, schema_editor):
    index.install(schema_editor)


def remove(apps, schema_editor):
    index.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_search")]

    operations = [migrations.RunPython(install, remove)]
