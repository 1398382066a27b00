import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


from cms.search import index
from events.models.public_event import EVENTS


def install_search(apps, schema_editor):
    index.install(schema_editor, EVENTS)


def remove_search(apps, schema_editor):
    index.remove(schema_editor, EVENTS)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('media', '0001_initial'),
        ('users', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.UUIDField()),
                ('day', models.DateField(verbose_name='day')),
                ('change', models.CharField(choices=[('cancelled', 'does not take place'), ('moved', 'is moved'), ('full', 'is fully booked')], default='cancelled', max_length=10, verbose_name='change')),
                ('reason', models.CharField(blank=True, help_text='Everybody reads it. For example: The hall is closed.', max_length=200, verbose_name='reason')),
                ('new_start', models.DateTimeField(blank=True, null=True, verbose_name='now begins')),
                ('new_end', models.DateTimeField(blank=True, null=True, verbose_name='now ends')),
                ('new_place', models.CharField(blank=True, max_length=120, verbose_name='now at')),
                ('from_feed', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'changed day',
                'verbose_name_plural': 'changed days',
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('series', 'day'), name='events_day_changed_once'), models.CheckConstraint(condition=models.Q(models.Q(('change', 'moved'), _negated=True), ('new_start__isnull', False), _connector='OR'), name='events_moved_day_has_a_new_start')],
            },
        ),
        migrations.CreateModel(
            name='EventFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=1000, verbose_name='address')),
                ('state', models.CharField(choices=[('waiting', 'waits for the office'), ('active', 'is read'), ('refused', 'refused')], default='waiting', max_length=10, verbose_name='state')),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('etag', models.CharField(blank=True, max_length=500)),
                ('last_modified', models.CharField(blank=True, max_length=100)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(null=True, verbose_name='last read')),
                ('failures', models.PositiveIntegerField(default=0)),
                ('fault', models.CharField(blank=True, max_length=20)),
                ('report', models.JSONField(default=list)),
                ('told_at', models.DateTimeField(null=True)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='event_feeds', to='directory.organisationpage', verbose_name='club')),
            ],
            options={
                'verbose_name': 'calendar',
                'verbose_name_plural': 'calendars',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EventIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences. They open the page and stand wherever it is announced.', max_length=300, verbose_name='summary')),
                ('as_of', models.DateField(blank=True, help_text='The day on which somebody last checked that everything here is still right.', null=True, verbose_name='as of')),
                ('show_sample_note', models.BooleanField(default=False, help_text='Shows the note that what stands here is invented. Untick for real content.', verbose_name='sample content')),
                ('share_image', models.ForeignKey(blank=True, help_text='Stands at the top of the page, in teasers, and when the page is shared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'list of dates',
                'verbose_name_plural': 'lists of dates',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='EventPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences. They open the page and stand wherever it is announced.', max_length=300, verbose_name='summary')),
                ('as_of', models.DateField(blank=True, help_text='The day on which somebody last checked that everything here is still right.', null=True, verbose_name='as of')),
                ('show_sample_note', models.BooleanField(default=False, help_text='Shows the note that what stands here is invented. Untick for real content.', verbose_name='sample content')),
                ('body', wagtail.fields.StreamField([('richtext', 0), ('heading', 3), ('picture', 6), ('gallery', 11), ('video', 17), ('quote', 22), ('facts', 28), ('numbered_list', 35), ('timeline', 39), ('accordion', 44), ('table', 48), ('columns', 64), ('call_to_action', 57), ('document', 61), ('partners', 71), ('page_teasers', 78), ('form_teasers', 80)], blank=True, block_lookup={0: ('cms.pages.blocks.text.RichTextBlock', (), {}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'Section'), ('h3', 'Subsection')], 'help_text': 'A subsection stands below a section.', 'label': 'Level'}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('level', 2)]], {}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 8: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 9: ('wagtail.blocks.StructBlock', [[('image', 8), ('caption', 5)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Pictures', 'min_num': 2}), 11: ('wagtail.blocks.StructBlock', [[('title', 7), ('pictures', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 13: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM from the documents.', 'label': 'Video file'}), 14: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Still picture', 'required': False}), 15: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (.vtt). Videos without subtitles shut people out.', 'label': 'Subtitles'}), 16: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'What is said and shown, as text', 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('title', 12), ('video', 13), ('poster', 14), ('subtitles', 15), ('transcript', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Quote', 'max_length': 500}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Who says it?', 'max_length': 80, 'required': False}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Role', 'max_length': 120, 'required': False}), 21: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Portrait', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('text', 18), ('person', 19), ('role', 20), ('image', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'With its unit, for example > 3 Mio. €', 'label': 'Number', 'max_length': 20}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'What it counts', 'max_length': 80}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Source or note', 'max_length': 160, 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('number', 23), ('label', 24), ('note', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Facts', 'max_num': 8, 'min_num': 1}), 28: ('wagtail.blocks.StructBlock', [[('title', 7), ('facts', 27)]], {}), 29: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'Introduction', 'required': False}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('numbers', 'with numbers'), ('icons', 'with symbols'), ('plain', 'plain')], 'label': 'Appearance'}), 31: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'Text', 'required': False}), 32: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('people', 'people'), ('heart', 'heart'), ('hand', 'hand'), ('chat', 'conversation'), ('home', 'house'), ('globe', 'globe'), ('pin', 'place'), ('star', 'star'), ('calendar', 'calendar'), ('link', 'connection')], 'label': 'Symbol', 'required': False}), 33: ('wagtail.blocks.StructBlock', [[('title', 12), ('text', 31), ('icon', 32)]], {}), 34: ('wagtail.blocks.ListBlock', (33,), {'label': 'Items', 'min_num': 1}), 35: ('wagtail.blocks.StructBlock', [[('title', 7), ('intro', 29), ('style', 30), ('items', 34)]], {}), 36: ('wagtail.blocks.CharBlock', (), {'help_text': 'A year, a month or “Step 1”.', 'label': 'When', 'max_length': 40, 'required': False}), 37: ('wagtail.blocks.StructBlock', [[('label', 36), ('title', 12), ('text', 31)]], {}), 38: ('wagtail.blocks.ListBlock', (37,), {'label': 'Steps', 'min_num': 1}), 39: ('wagtail.blocks.StructBlock', [[('title', 7), ('steps', 38)]], {}), 40: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 41: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'hr'], 'label': 'Answer'}), 42: ('wagtail.blocks.StructBlock', [[('question', 40), ('answer', 41)]], {}), 43: ('wagtail.blocks.ListBlock', (42,), {'label': 'Questions', 'min_num': 1}), 44: ('wagtail.blocks.StructBlock', [[('title', 7), ('items', 43)]], {}), 45: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 46: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 47: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'Text with links', 'required': False}), 48: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 45), ('number', 46), ('rich_text', 47)]], {}), 49: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 50: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 300, 'required': False}), 51: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 52: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'or document', 'required': False}), 53: ('wagtail.blocks.URLBlock', (), {'label': 'or address elsewhere', 'required': False}), 54: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the page.', 'label': 'Link text', 'max_length': 80, 'required': False}), 55: ('wagtail.blocks.StructBlock', [[('page', 51), ('document', 52), ('url', 53), ('label', 54)]], {'label': 'Link'}), 56: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('petrol', "the town's colour"), ('coral', 'coral'), ('leaf', 'green'), ('sun', 'yellow')], 'label': 'Colour'}), 57: ('wagtail.blocks.StructBlock', [[('title', 49), ('text', 50), ('link', 55), ('tone', 56)]], {}), 58: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 59: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the document.', 'label': 'Title', 'max_length': 120, 'required': False}), 60: ('wagtail.blocks.TextBlock', (), {'label': 'Description', 'max_length': 300, 'required': False}), 61: ('wagtail.blocks.StructBlock', [[('document', 58), ('title', 59), ('text', 60)]], {}), 62: ('wagtail.blocks.StreamBlock', [[('richtext', 0), ('heading', 3), ('picture', 6), ('quote', 22), ('facts', 28), ('call_to_action', 57), ('document', 61)]], {'label': 'Left'}), 63: ('wagtail.blocks.StreamBlock', [[('richtext', 0), ('heading', 3), ('picture', 6), ('quote', 22), ('facts', 28), ('call_to_action', 57), ('document', 61)]], {'label': 'Right'}), 64: ('wagtail.blocks.StructBlock', [[('left', 62), ('right', 63)]], {}), 65: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 120}), 66: ('wagtail.blocks.CharBlock', (), {'label': 'Role', 'max_length': 160, 'required': False}), 67: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Logo', 'required': False}), 68: ('wagtail.blocks.URLBlock', (), {'label': 'Website', 'required': False}), 69: ('wagtail.blocks.StructBlock', [[('name', 65), ('role', 66), ('logo', 67), ('url', 68)]], {}), 70: ('wagtail.blocks.ListBlock', (69,), {'label': 'Partners', 'min_num': 1}), 71: ('wagtail.blocks.StructBlock', [[('title', 7), ('partners', 70)]], {}), 72: ('wagtail.blocks.TextBlock', (), {'label': 'Introduction', 'max_length': 300, 'required': False}), 73: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 74: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the page.', 'label': 'Other title', 'max_length': 120, 'required': False}), 75: ('wagtail.blocks.TextBlock', (), {'help_text': 'Left empty: its summary.', 'label': 'Other text', 'max_length': 300, 'required': False}), 76: ('wagtail.blocks.StructBlock', [[('page', 73), ('title', 74), ('text', 75)]], {}), 77: ('wagtail.blocks.ListBlock', (76,), {'label': 'Pages', 'min_num': 1}), 78: ('wagtail.blocks.StructBlock', [[('title', 7), ('intro', 72), ('pages', 77)]], {}), 79: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with the brochure', 'required': False}), 80: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 50), ('show_brochure', 79)]], {})}, help_text='Add blocks with the plus sign; drag them into another order by their handle.', verbose_name='content')),
                ('start', models.DateTimeField(help_text='Of a repeated date: its first time, which decides weekday and hour.', verbose_name='begins')),
                ('end', models.DateTimeField(blank=True, help_text='May stay empty when nobody knows yet.', null=True, verbose_name='ends')),
                ('all_day', models.BooleanField(default=False, help_text='Only the days count; the times above are not shown.', verbose_name='all day')),
                ('status', models.CharField(choices=[('planned', 'takes place as announced'), ('postponed', 'is postponed, the new date is not known yet'), ('cancelled', 'is cancelled')], default='planned', max_length=10, verbose_name='this date')),
                ('repeats', models.CharField(choices=[('none', 'takes place once'), ('weekly', 'on the same weekday, every … weeks'), ('monthly-nth', 'every month, for example on the 2nd Tuesday'), ('monthly-last', 'every month on the last such weekday')], default='none', max_length=12, verbose_name='repetition')),
                ('repeat_every', models.PositiveSmallIntegerField(default=1, help_text='1 means each week, 2 every other week. Only for weekly dates.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(52)], verbose_name='every … weeks')),
                ('repeat_until', models.DateField(blank=True, help_text='The last possible day. Empty: until further notice.', null=True, verbose_name='until')),
                ('exceptions', wagtail.fields.StreamField([('date', 0)], blank=True, block_lookup={0: ('wagtail.blocks.DateBlock', (), {'icon': 'date', 'label': 'Date'})}, help_text='Days that are left out, for example in the holidays.', verbose_name='does not take place on')),
                ('pauses_on_public_holidays', models.BooleanField(default=False, help_text="Those of the Land that stands in the town's settings.", verbose_name='not on public holidays')),
                ('place_name', models.CharField(blank=True, help_text='For example: Town hall', max_length=120, verbose_name='place')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='street and number')),
                ('postcode', models.CharField(blank=True, max_length=5, validators=[django.core.validators.RegexValidator('\\A[0-9]{5}\\Z', 'Please enter five digits.')], verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='town or village')),
                ('online_url', models.URLField(blank=True, help_text='The address at which people take part over the internet.', verbose_name='online at')),
                ('accessibility_note', models.TextField(blank=True, help_text='For example: no steps, accessible toilet, sign language interpretation on request.', max_length=300, verbose_name='accessibility of the place')),
                ('has_step_free_entrance', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='step-free entrance')),
                ('has_wheelchair_toilet', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='wheelchair-accessible toilet')),
                ('organiser', models.CharField(blank=True, help_text="Empty: the office named in the town's settings.", max_length=160, verbose_name='organiser')),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='age from')),
                ('age_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='age to')),
                ('is_free', models.BooleanField(default=True, verbose_name='free of charge')),
                ('price', models.CharField(blank=True, help_text='For example: 5 euros, reduced 3 euros', max_length=120, verbose_name='price')),
                ('registration_url', models.URLField(blank=True, verbose_name='registration form')),
                ('registration_email', models.EmailField(blank=True, max_length=254, verbose_name='registration by e-mail')),
                ('over_at', models.DateTimeField(db_index=True, editable=False, null=True)),
                ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.district', verbose_name='district')),
                ('organiser_entry', models.ForeignKey(blank=True, help_text='If the organiser stands in the directory. The date is found by its categories, too.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.organisationpage', verbose_name='organiser’s entry')),
                ('share_image', models.ForeignKey(blank=True, help_text='Stands at the top of the page, in teasers, and when the page is shared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'date',
                'verbose_name_plural': 'dates',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='DatePicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('content', models.BinaryField(default=bytes)),
                ('kind', models.CharField(max_length=20)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('image', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.organisationpage')),
            ],
            options={
                'verbose_name': "picture of a club's date",
                'verbose_name_plural': "pictures of clubs' dates",
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PartnerEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('frequency', models.CharField(blank=True, choices=[('', 'no fixed time'), ('weekly', 'every week, or every so many weeks'), ('monthly', 'on a certain weekday of the month')], default='', max_length=10, verbose_name='how often?')),
                ('interval', models.PositiveSmallIntegerField(default=1, help_text='1 is every week, 2 every second week.', verbose_name='every … weeks')),
                ('positions', models.CharField(blank=True, max_length=20, verbose_name='which ones of the month?')),
                ('weekdays', models.CharField(blank=True, max_length=20, verbose_name='weekdays')),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='from (time)')),
                ('ends_at', models.TimeField(blank=True, null=True, verbose_name='to (time)')),
                ('first_date', models.DateField(blank=True, help_text='Needed for “every second week”: from here we reckon which week it is.', null=True, verbose_name='first day')),
                ('until', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('pauses_in_holidays', models.BooleanField(default=False, verbose_name='not in school holidays')),
                ('pauses_on_public_holidays', models.BooleanField(default=False, help_text="Those of the Land that stands in the town's settings.", verbose_name='not on public holidays')),
                ('skipped_days', models.TextField(blank=True, help_text='Days such as 24.12.2026, separated by commas.', verbose_name='does not take place on')),
                ('time_note', models.CharField(blank=True, help_text='For example: by arrangement.', max_length=120, verbose_name='note on the time')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('uid', models.CharField(blank=True, max_length=255)),
                ('state', models.CharField(choices=[('waiting', 'waits for the office'), ('public', 'public'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('summary', models.CharField(blank=True, help_text='What happens, for whom, what to bring.', max_length=300, verbose_name='one sentence')),
                ('all_day', models.BooleanField(default=False, verbose_name='all day')),
                ('ends_on', models.DateField(blank=True, help_text='Only if it lasts several days.', null=True, verbose_name='last day')),
                ('status', models.CharField(choices=[('planned', 'takes place as announced'), ('full', 'is fully booked'), ('cancelled', 'is cancelled')], default='planned', max_length=10, verbose_name='this date')),
                ('status_note', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('place_key', models.CharField(blank=True, default='', max_length=36, verbose_name='place')),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='name of the place')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='street and number')),
                ('postcode', models.CharField(blank=True, max_length=5, validators=[django.core.validators.RegexValidator('\\A[0-9]{5}\\Z', 'Please enter five digits.')], verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='town or village')),
                ('online_url', models.URLField(blank=True, verbose_name='online at')),
                ('cost', models.CharField(blank=True, choices=[('', 'no statement'), ('free', 'free of charge'), ('fee', 'costs something'), ('donation', 'for a donation')], default='', max_length=10, verbose_name='costs')),
                ('cost_note', models.CharField(blank=True, max_length=120, verbose_name='more about the costs')),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='age from')),
                ('age_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='age to')),
                ('url', models.URLField(blank=True, verbose_name='more about it at')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('feed', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='events.eventfeed')),
                ('picture_description', models.CharField(blank=True, help_text='One sentence for people who cannot see it.', max_length=255, verbose_name='what does the picture show?')),
                ('picture_author', models.CharField(blank=True, max_length=200, verbose_name='who took the picture?')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='events.datepicture', verbose_name='picture')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='announcements', to='directory.organisationpage', verbose_name='club')),
            ],
            options={
                'verbose_name': "club's date",
                'verbose_name_plural': "clubs' dates",
                'ordering': ['first_date', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DateVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for the office'), ('public', 'was made public'), ('refused', 'refused'), ('replaced', 'replaced before anybody decided'), ('undone', 'taken back by the office')], max_length=10, verbose_name='state')),
                ('data', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('reason', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.organisationpage')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='events.partnerevent')),
            ],
            options={
                'verbose_name': "version of a club's date",
                'verbose_name_plural': "versions of clubs' dates",
                'ordering': ['sent_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PublicEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.UUIDField(db_index=True)),
                ('kind', models.CharField(choices=[('special', 'special'), ('regular', 'regular')], max_length=8)),
                ('title', models.CharField(max_length=255)),
                ('document', models.JSONField()),
                ('is_free', models.BooleanField()),
                ('is_step_free', models.BooleanField()),
                ('has_wheelchair_toilet', models.BooleanField()),
                ('age_from', models.PositiveSmallIntegerField(default=0)),
                ('age_to', models.PositiveSmallIntegerField(default=999)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('written_until', models.DateField()),
                ('digest', models.CharField(max_length=32)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('title_words', models.TextField()),
                ('about_words', models.TextField()),
                ('organiser_words', models.TextField()),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='announced', to='directory.publicentry')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('organiser', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='directory.publicentry')),
                ('page', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='public_event', to='events.eventpage')),
                ('partner_event', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='public_event', to='events.partnerevent')),
            ],
            options={
                'verbose_name': 'public record of something dated',
                'verbose_name_plural': 'public records of dated things',
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_special', models.BooleanField()),
                ('original_day', models.DateField()),
                ('start', models.DateTimeField()),
                ('end', models.DateTimeField(null=True)),
                ('all_day', models.BooleanField()),
                ('day', models.DateField()),
                ('last_day', models.DateField()),
                ('status', models.CharField(choices=[('on', 'takes place'), ('cancelled', 'cancelled'), ('postponed', 'postponed'), ('moved', 'moved'), ('moved_away', 'moved to another day'), ('full', 'fully booked')], max_length=10)),
                ('moved_to', models.DateTimeField(null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('home', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='events.publicevent')),
            ],
            options={
                'verbose_name': 'date',
                'verbose_name_plural': 'dates',
                'ordering': ['start', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EventFacet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('category', 'category'), ('district', 'district')], max_length=10)),
                ('value', models.PositiveIntegerField()),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='facets', to='events.publicevent')),
            ],
        ),
        migrations.CreateModel(
            name='TrustedOrganiser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='trusted_organiser', to='directory.organisationpage', verbose_name='club')),
            ],
            options={
                'verbose_name': 'trusted club',
                'verbose_name_plural': 'trusted clubs',
            },
        ),
        migrations.AddConstraint(
            model_name='eventfeed',
            constraint=models.UniqueConstraint(fields=('page', 'url'), name='events_feed_once_per_club'),
        ),
        migrations.AddConstraint(
            model_name='eventpage',
            constraint=models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gte', models.F('start')), _connector='OR'), name='events_event_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='partnerevent',
            constraint=models.UniqueConstraint(condition=models.Q(('feed__isnull', False)), fields=('feed', 'uid'), name='events_once_per_feed'),
        ),
        migrations.AddConstraint(
            model_name='dateversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('event',), name='events_one_version_waits'),
        ),
        migrations.AddConstraint(
            model_name='publicevent',
            constraint=models.UniqueConstraint(fields=('home', 'series'), name='events_series_once_per_tree'),
        ),
        migrations.AddConstraint(
            model_name='publicevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entry', None), ('page__isnull', False), ('partner_event', None)), models.Q(('entry__isnull', False), ('page', None)), _connector='OR'), name='events_public_event_has_a_source'),
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(fields=['home', 'day', 'is_special', 'start', 'event', 'status', 'id'], name='events_occurrences_by_day'),
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(condition=models.Q(('is_special', True)), fields=['home', 'day', 'start'], name='events_special_occurrences'),
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(condition=models.Q(('last_day__gt', models.F('day'))), fields=['home', 'last_day'], name='events_lasting_occurrences'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('event', 'original_day', 'status'), name='events_occurrence_once'),
        ),
        migrations.AddIndex(
            model_name='eventfacet',
            index=models.Index(fields=['kind', 'value', 'event'], name='events_even_kind_44826b_idx'),
        ),
        migrations.AddConstraint(
            model_name='eventfacet',
            constraint=models.UniqueConstraint(fields=('event', 'kind', 'value'), name='events_facet_unique'),
        ),
        migrations.RunPython(install_search, remove_search),
    ]
