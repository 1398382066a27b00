import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='NavigationSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('main', wagtail.fields.StreamField([('page', 2)], blank=True, block_lookup={0: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the page. Used in German only.', 'label': 'Short title', 'max_length': 24, 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('page', 0), ('title', 1)]], {})}, help_text='At most seven entries, or the menu no longer fits beside the logo.', verbose_name='main menu')),
                ('footer', wagtail.fields.StreamField([('column', 7)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 40}), 1: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 2: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'or document', 'required': False}), 3: ('wagtail.blocks.URLBlock', (), {'label': 'or address elsewhere', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the page.', 'label': 'Link text', 'max_length': 80, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('page', 1), ('document', 2), ('url', 3), ('label', 4)]], {}), 6: ('wagtail.blocks.ListBlock', (5,), {'label': 'Links'}), 7: ('wagtail.blocks.StructBlock', [[('title', 0), ('links', 6)]], {})}, help_text='Up to three columns. Imprint, privacy and accessibility are always there.', verbose_name='footer')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'menus',
            },
        ),
    ]
