import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(help_text='Short, as it stands on the filter: “Clubs”, “Training” …', max_length=60, verbose_name='name')),
                ('slug', models.SlugField(help_text='Small letters and hyphens, for example “vereine”. Links to the filter contain it.', max_length=60, verbose_name='short name for the address')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'news category',
                'verbose_name_plural': 'news categories',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences. They open the page and stand wherever it is announced.', max_length=300, verbose_name='summary')),
                ('as_of', models.DateField(blank=True, help_text='The day on which somebody last checked that everything here is still right.', null=True, verbose_name='as of')),
                ('show_sample_note', models.BooleanField(default=False, help_text='Shows the note that what stands here is invented. Untick for real content.', verbose_name='sample content')),
                ('share_image', models.ForeignKey(blank=True, help_text='Stands at the top of the page, in teasers, and when the page is shared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'news list',
                'verbose_name_plural': 'news lists',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences. They open the page and stand wherever it is announced.', max_length=300, verbose_name='summary')),
                ('as_of', models.DateField(blank=True, help_text='The day on which somebody last checked that everything here is still right.', null=True, verbose_name='as of')),
                ('show_sample_note', models.BooleanField(default=False, help_text='Shows the note that what stands here is invented. Untick for real content.', verbose_name='sample content')),
                ('body', wagtail.fields.StreamField([('richtext', 0), ('heading', 3), ('picture', 6), ('gallery', 11), ('video', 17), ('quote', 22), ('facts', 28), ('numbered_list', 35), ('timeline', 39), ('accordion', 44), ('table', 48), ('columns', 64), ('call_to_action', 57), ('document', 61), ('partners', 71), ('page_teasers', 78), ('form_teasers', 80)], blank=True, block_lookup={0: ('cms.pages.blocks.text.RichTextBlock', (), {}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'Section'), ('h3', 'Subsection')], 'help_text': 'A subsection stands below a section.', 'label': 'Level'}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('level', 2)]], {}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 8: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 9: ('wagtail.blocks.StructBlock', [[('image', 8), ('caption', 5)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Pictures', 'min_num': 2}), 11: ('wagtail.blocks.StructBlock', [[('title', 7), ('pictures', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 13: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM from the documents.', 'label': 'Video file'}), 14: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Still picture', 'required': False}), 15: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (.vtt). Videos without subtitles shut people out.', 'label': 'Subtitles'}), 16: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'What is said and shown, as text', 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('title', 12), ('video', 13), ('poster', 14), ('subtitles', 15), ('transcript', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Quote', 'max_length': 500}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Who says it?', 'max_length': 80, 'required': False}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Role', 'max_length': 120, 'required': False}), 21: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Portrait', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('text', 18), ('person', 19), ('role', 20), ('image', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'With its unit, for example > 3 Mio. €', 'label': 'Number', 'max_length': 20}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'What it counts', 'max_length': 80}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Source or note', 'max_length': 160, 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('number', 23), ('label', 24), ('note', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Facts', 'max_num': 8, 'min_num': 1}), 28: ('wagtail.blocks.StructBlock', [[('title', 7), ('facts', 27)]], {}), 29: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'Introduction', 'required': False}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('numbers', 'with numbers'), ('icons', 'with symbols'), ('plain', 'plain')], 'label': 'Appearance'}), 31: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'Text', 'required': False}), 32: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('people', 'people'), ('heart', 'heart'), ('hand', 'hand'), ('chat', 'conversation'), ('home', 'house'), ('globe', 'globe'), ('pin', 'place'), ('star', 'star'), ('calendar', 'calendar'), ('link', 'connection')], 'label': 'Symbol', 'required': False}), 33: ('wagtail.blocks.StructBlock', [[('title', 12), ('text', 31), ('icon', 32)]], {}), 34: ('wagtail.blocks.ListBlock', (33,), {'label': 'Items', 'min_num': 1}), 35: ('wagtail.blocks.StructBlock', [[('title', 7), ('intro', 29), ('style', 30), ('items', 34)]], {}), 36: ('wagtail.blocks.CharBlock', (), {'help_text': 'A year, a month or “Step 1”.', 'label': 'When', 'max_length': 40, 'required': False}), 37: ('wagtail.blocks.StructBlock', [[('label', 36), ('title', 12), ('text', 31)]], {}), 38: ('wagtail.blocks.ListBlock', (37,), {'label': 'Steps', 'min_num': 1}), 39: ('wagtail.blocks.StructBlock', [[('title', 7), ('steps', 38)]], {}), 40: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 41: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'hr'], 'label': 'Answer'}), 42: ('wagtail.blocks.StructBlock', [[('question', 40), ('answer', 41)]], {}), 43: ('wagtail.blocks.ListBlock', (42,), {'label': 'Questions', 'min_num': 1}), 44: ('wagtail.blocks.StructBlock', [[('title', 7), ('items', 43)]], {}), 45: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 46: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 47: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'Text with links', 'required': False}), 48: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 45), ('number', 46), ('rich_text', 47)]], {}), 49: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 50: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 300, 'required': False}), 51: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 52: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'or document', 'required': False}), 53: ('wagtail.blocks.URLBlock', (), {'label': 'or address elsewhere', 'required': False}), 54: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the page.', 'label': 'Link text', 'max_length': 80, 'required': False}), 55: ('wagtail.blocks.StructBlock', [[('page', 51), ('document', 52), ('url', 53), ('label', 54)]], {'label': 'Link'}), 56: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('petrol', "the town's colour"), ('coral', 'coral'), ('leaf', 'green'), ('sun', 'yellow')], 'label': 'Colour'}), 57: ('wagtail.blocks.StructBlock', [[('title', 49), ('text', 50), ('link', 55), ('tone', 56)]], {}), 58: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 59: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the document.', 'label': 'Title', 'max_length': 120, 'required': False}), 60: ('wagtail.blocks.TextBlock', (), {'label': 'Description', 'max_length': 300, 'required': False}), 61: ('wagtail.blocks.StructBlock', [[('document', 58), ('title', 59), ('text', 60)]], {}), 62: ('wagtail.blocks.StreamBlock', [[('richtext', 0), ('heading', 3), ('picture', 6), ('quote', 22), ('facts', 28), ('call_to_action', 57), ('document', 61)]], {'label': 'Left'}), 63: ('wagtail.blocks.StreamBlock', [[('richtext', 0), ('heading', 3), ('picture', 6), ('quote', 22), ('facts', 28), ('call_to_action', 57), ('document', 61)]], {'label': 'Right'}), 64: ('wagtail.blocks.StructBlock', [[('left', 62), ('right', 63)]], {}), 65: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 120}), 66: ('wagtail.blocks.CharBlock', (), {'label': 'Role', 'max_length': 160, 'required': False}), 67: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Logo', 'required': False}), 68: ('wagtail.blocks.URLBlock', (), {'label': 'Website', 'required': False}), 69: ('wagtail.blocks.StructBlock', [[('name', 65), ('role', 66), ('logo', 67), ('url', 68)]], {}), 70: ('wagtail.blocks.ListBlock', (69,), {'label': 'Partners', 'min_num': 1}), 71: ('wagtail.blocks.StructBlock', [[('title', 7), ('partners', 70)]], {}), 72: ('wagtail.blocks.TextBlock', (), {'label': 'Introduction', 'max_length': 300, 'required': False}), 73: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 74: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the page.', 'label': 'Other title', 'max_length': 120, 'required': False}), 75: ('wagtail.blocks.TextBlock', (), {'help_text': 'Left empty: its summary.', 'label': 'Other text', 'max_length': 300, 'required': False}), 76: ('wagtail.blocks.StructBlock', [[('page', 73), ('title', 74), ('text', 75)]], {}), 77: ('wagtail.blocks.ListBlock', (76,), {'label': 'Pages', 'min_num': 1}), 78: ('wagtail.blocks.StructBlock', [[('title', 7), ('intro', 72), ('pages', 77)]], {}), 79: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with the brochure', 'required': False}), 80: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 50), ('show_brochure', 79)]], {})}, help_text='Add blocks with the plus sign; drag them into another order by their handle.', verbose_name='content')),
                ('date', models.DateField(default=django.utils.timezone.localdate, help_text='Stands above the text and decides the order. To publish later, use the schedule.', verbose_name='date')),
                ('author', models.CharField(blank=True, help_text="Empty: the office named in the town's settings.", max_length=120, verbose_name='written by')),
                ('categories', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Citizens filter the news by them. You manage them under “Snippets”.', related_name='+', to='news.newscategory', verbose_name='topics')),
                ('share_image', models.ForeignKey(blank=True, help_text='Stands at the top of the page, in teasers, and when the page is shared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'piece of news',
                'verbose_name_plural': 'pieces of news',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddConstraint(
            model_name='newscategory',
            constraint=models.UniqueConstraint(fields=('translation_key', 'locale'), name='news_category_translation'),
        ),
        migrations.AddConstraint(
            model_name='newscategory',
            constraint=models.UniqueConstraint(fields=('slug', 'locale'), name='news_category_slug_unique'),
        ),
        migrations.AddIndex(
            model_name='newspage',
            index=models.Index(fields=['-date'], name='news_page_date'),
        ),
    ]
