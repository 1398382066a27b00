from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("wagtailcore", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE wagtailcore_page ADD COLUMN later integer NOT NULL DEFAULT 0",
            "ALTER TABLE wagtailcore_page DROP COLUMN later",
        ),
        migrations.RunSQL(
            "CREATE INDEX later_pages ON wagtailcore_page (later, title)", "DROP INDEX later_pages"
        ),
    ]
