import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import uuid
import wagtail.contrib.forms.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('forms_app', '0001_initial'),
        ('media', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Places',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_key', models.UUIDField()),
                ('slot_key', models.UUIDField(default=uuid.uuid4)),
                ('title', models.CharField(blank=True, max_length=255, verbose_name='name')),
                ('starts_at', models.DateTimeField(null=True, verbose_name='begins')),
                ('ends_at', models.DateTimeField(null=True, verbose_name='ends')),
                ('all_day', models.BooleanField(default=False, verbose_name='all day')),
                ('capacity', models.PositiveIntegerField(null=True, verbose_name='places')),
                ('has_waiting_list', models.BooleanField(default=True, verbose_name='waiting list')),
                ('opens_at', models.DateTimeField(null=True, verbose_name='opens')),
                ('closes_at', models.DateTimeField(null=True, verbose_name='closes')),
                ('is_closed', models.BooleanField(default=False, verbose_name='closed')),
                ('event_series', models.UUIDField(db_index=True, null=True)),
                ('event_day', models.DateField(null=True)),
                ('call', models.UUIDField(db_index=True, null=True)),
                ('told', models.CharField(choices=[('open', 'places free'), ('waiting_list', 'waiting list'), ('full', 'fully booked'), ('not_yet', 'not open yet'), ('closed', 'sign-up ended')], default='open', max_length=12)),
                ('past_signups', models.PositiveIntegerField(default=0, verbose_name='past sign-ups')),
                ('past_persons', models.PositiveIntegerField(default=0, verbose_name='past persons')),
                ('past_attended', models.PositiveIntegerField(db_default=0, default=0, verbose_name='past persons who were there')),
                ('date_status', models.CharField(choices=[('planned', 'takes place'), ('postponed', 'put off'), ('cancelled', 'cancelled')], db_default='planned', default='planned', max_length=10)),
            ],
            options={
                'verbose_name': 'places of a slot',
                'verbose_name_plural': 'places of slots',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SignupMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('receivers', models.PositiveIntegerField(verbose_name='receivers')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent')),
                ('places', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='signups.places')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'message to all',
                'verbose_name_plural': 'messages to all',
                'ordering': ['-sent_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SignupPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences. They open the page and stand wherever it is announced.', max_length=300, verbose_name='summary')),
                ('as_of', models.DateField(blank=True, help_text='The day on which somebody last checked that everything here is still right.', null=True, verbose_name='as of')),
                ('show_sample_note', models.BooleanField(default=False, help_text='Shows the note that what stands here is invented. Untick for real content.', verbose_name='sample content')),
                ('body', wagtail.fields.StreamField([('richtext', 0), ('heading', 3), ('picture', 6), ('gallery', 11), ('video', 17), ('quote', 22), ('facts', 28), ('numbered_list', 35), ('timeline', 39), ('accordion', 44), ('table', 48), ('columns', 64), ('call_to_action', 57), ('document', 61), ('partners', 71), ('page_teasers', 78), ('form_teasers', 80)], blank=True, block_lookup={0: ('cms.pages.blocks.text.RichTextBlock', (), {}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'Section'), ('h3', 'Subsection')], 'help_text': 'A subsection stands below a section.', 'label': 'Level'}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('level', 2)]], {}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}), 8: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 9: ('wagtail.blocks.StructBlock', [[('image', 8), ('caption', 5)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Pictures', 'min_num': 2}), 11: ('wagtail.blocks.StructBlock', [[('title', 7), ('pictures', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 13: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'MP4 or WebM from the documents.', 'label': 'Video file'}), 14: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Still picture', 'required': False}), 15: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A WebVTT file (.vtt). Videos without subtitles shut people out.', 'label': 'Subtitles'}), 16: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'What is said and shown, as text', 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('title', 12), ('video', 13), ('poster', 14), ('subtitles', 15), ('transcript', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Quote', 'max_length': 500}), 19: ('wagtail.blocks.CharBlock', (), {'label': 'Who says it?', 'max_length': 80, 'required': False}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Role', 'max_length': 120, 'required': False}), 21: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Portrait', 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('text', 18), ('person', 19), ('role', 20), ('image', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'With its unit, for example > 3 Mio. €', 'label': 'Number', 'max_length': 20}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'What it counts', 'max_length': 80}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Source or note', 'max_length': 160, 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('number', 23), ('label', 24), ('note', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Facts', 'max_num': 8, 'min_num': 1}), 28: ('wagtail.blocks.StructBlock', [[('title', 7), ('facts', 27)]], {}), 29: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'Introduction', 'required': False}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('numbers', 'with numbers'), ('icons', 'with symbols'), ('plain', 'plain')], 'label': 'Appearance'}), 31: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'Text', 'required': False}), 32: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('people', 'people'), ('heart', 'heart'), ('hand', 'hand'), ('chat', 'conversation'), ('home', 'house'), ('globe', 'globe'), ('pin', 'place'), ('star', 'star'), ('calendar', 'calendar'), ('link', 'connection')], 'label': 'Symbol', 'required': False}), 33: ('wagtail.blocks.StructBlock', [[('title', 12), ('text', 31), ('icon', 32)]], {}), 34: ('wagtail.blocks.ListBlock', (33,), {'label': 'Items', 'min_num': 1}), 35: ('wagtail.blocks.StructBlock', [[('title', 7), ('intro', 29), ('style', 30), ('items', 34)]], {}), 36: ('wagtail.blocks.CharBlock', (), {'help_text': 'A year, a month or “Step 1”.', 'label': 'When', 'max_length': 40, 'required': False}), 37: ('wagtail.blocks.StructBlock', [[('label', 36), ('title', 12), ('text', 31)]], {}), 38: ('wagtail.blocks.ListBlock', (37,), {'label': 'Steps', 'min_num': 1}), 39: ('wagtail.blocks.StructBlock', [[('title', 7), ('steps', 38)]], {}), 40: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 41: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link', 'hr'], 'label': 'Answer'}), 42: ('wagtail.blocks.StructBlock', [[('question', 40), ('answer', 41)]], {}), 43: ('wagtail.blocks.ListBlock', (42,), {'label': 'Questions', 'min_num': 1}), 44: ('wagtail.blocks.StructBlock', [[('title', 7), ('items', 43)]], {}), 45: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'required': False}), 46: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 47: ('cms.pages.blocks.text.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'Text with links', 'required': False}), 48: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 45), ('number', 46), ('rich_text', 47)]], {}), 49: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 50: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 300, 'required': False}), 51: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 52: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'or document', 'required': False}), 53: ('wagtail.blocks.URLBlock', (), {'label': 'or address elsewhere', 'required': False}), 54: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the page.', 'label': 'Link text', 'max_length': 80, 'required': False}), 55: ('wagtail.blocks.StructBlock', [[('page', 51), ('document', 52), ('url', 53), ('label', 54)]], {'label': 'Link'}), 56: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('petrol', "the town's colour"), ('coral', 'coral'), ('leaf', 'green'), ('sun', 'yellow')], 'label': 'Colour'}), 57: ('wagtail.blocks.StructBlock', [[('title', 49), ('text', 50), ('link', 55), ('tone', 56)]], {}), 58: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 59: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the document.', 'label': 'Title', 'max_length': 120, 'required': False}), 60: ('wagtail.blocks.TextBlock', (), {'label': 'Description', 'max_length': 300, 'required': False}), 61: ('wagtail.blocks.StructBlock', [[('document', 58), ('title', 59), ('text', 60)]], {}), 62: ('wagtail.blocks.StreamBlock', [[('richtext', 0), ('heading', 3), ('picture', 6), ('quote', 22), ('facts', 28), ('call_to_action', 57), ('document', 61)]], {'label': 'Left'}), 63: ('wagtail.blocks.StreamBlock', [[('richtext', 0), ('heading', 3), ('picture', 6), ('quote', 22), ('facts', 28), ('call_to_action', 57), ('document', 61)]], {'label': 'Right'}), 64: ('wagtail.blocks.StructBlock', [[('left', 62), ('right', 63)]], {}), 65: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 120}), 66: ('wagtail.blocks.CharBlock', (), {'label': 'Role', 'max_length': 160, 'required': False}), 67: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Logo', 'required': False}), 68: ('wagtail.blocks.URLBlock', (), {'label': 'Website', 'required': False}), 69: ('wagtail.blocks.StructBlock', [[('name', 65), ('role', 66), ('logo', 67), ('url', 68)]], {}), 70: ('wagtail.blocks.ListBlock', (69,), {'label': 'Partners', 'min_num': 1}), 71: ('wagtail.blocks.StructBlock', [[('title', 7), ('partners', 70)]], {}), 72: ('wagtail.blocks.TextBlock', (), {'label': 'Introduction', 'max_length': 300, 'required': False}), 73: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 74: ('wagtail.blocks.CharBlock', (), {'help_text': 'Left empty: the title of the page.', 'label': 'Other title', 'max_length': 120, 'required': False}), 75: ('wagtail.blocks.TextBlock', (), {'help_text': 'Left empty: its summary.', 'label': 'Other text', 'max_length': 300, 'required': False}), 76: ('wagtail.blocks.StructBlock', [[('page', 73), ('title', 74), ('text', 75)]], {}), 77: ('wagtail.blocks.ListBlock', (76,), {'label': 'Pages', 'min_num': 1}), 78: ('wagtail.blocks.StructBlock', [[('title', 7), ('intro', 72), ('pages', 77)]], {}), 79: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'with the brochure', 'required': False}), 80: ('wagtail.blocks.StructBlock', [[('title', 7), ('text', 50), ('show_brochure', 79)]], {})}, help_text='Add blocks with the plus sign; drag them into another order by their handle.', verbose_name='content')),
                ('submit_label', models.CharField(blank=True, help_text='Empty: “Send”.', max_length=40, verbose_name='text of the button')),
                ('thanks_title', models.CharField(blank=True, help_text='Empty: “Thank you!”.', max_length=120, verbose_name='heading after sending')),
                ('thanks_text', wagtail.fields.RichTextField(blank=True, help_text='What happens next, and when? The case number stands below it by itself.', verbose_name='text after sending')),
                ('answer_days', models.PositiveSmallIntegerField(blank=True, help_text='A promise: it stands on the form, and each submission is due on that day. Empty: no promise.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='answered within (days)')),
                ('office_mail', models.CharField(choices=[('at_once', 'at once'), ('daily', 'once a day'), ('never', 'never')], default='at_once', help_text='Says that something has arrived, not what. What is overdue is told once a day in any case but “never”.', max_length=10, verbose_name='e-mail to the office')),
                ('to_address', models.CharField(blank=True, help_text="Several with commas between them. Empty: the town's address.", max_length=255, validators=[wagtail.contrib.forms.models.validate_to_address], verbose_name='addresses')),
                ('purpose', models.TextField(help_text='What the answers are used for, in words that everybody understands.', max_length=500, verbose_name='purpose')),
                ('legal_basis', models.CharField(choices=[('consent', 'Consent (Art. 6 (1) a GDPR)'), ('contract', 'Contract or steps before one (Art. 6 (1) b GDPR)'), ('legal_obligation', 'Legal obligation (Art. 6 (1) c GDPR)'), ('vital_interests', 'Vital interests (Art. 6 (1) d GDPR)'), ('public_task', 'Task in the public interest (Art. 6 (1) e GDPR)'), ('legitimate_interests', 'Legitimate interests (Art. 6 (1) f GDPR; not for authorities)')], max_length=20, verbose_name='legal basis')),
                ('recipients', models.TextField(help_text='Who gets to read the answers, for example: the volunteer agency of the town.', max_length=500, verbose_name='recipients')),
                ('consent_text', models.TextField(blank=True, help_text='Only if you need consent: becomes a box that must be ticked. A changed text is a new version; each submission keeps the text to which the person agreed.', max_length=2000, verbose_name='consent text')),
                ('call', models.UUIDField(blank=True, help_text="Instead of a date of the calendar: the call, on the club's page and in the list of calls, then leads here. When it ends or is withdrawn, nobody can sign up any more.", null=True, verbose_name='call for volunteers')),
                ('most_persons', models.PositiveSmallIntegerField(default=1, help_text='How many people one person may sign up, herself included.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='persons per sign-up')),
                ('has_waiting_list', models.BooleanField(default=True, help_text='Who is next is told by e-mail as soon as a place becomes free.', verbose_name='waiting list')),
                ('opens_at', models.DateTimeField(blank=True, help_text='Empty: at once.', null=True, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, help_text='Empty: when the date begins.', null=True, verbose_name='closes')),
                ('retention_days', models.PositiveIntegerField(default=30, help_text='Counted from the date. Usual: 30. How many came is kept as a number.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='deleted after (days)')),
                ('event', models.ForeignKey(blank=True, help_text="The date's page then leads here, and calendar and search show when it is fully booked. Empty: a time of its own stands in each slot.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='signup_pages', to='events.eventpage', verbose_name='date of the calendar')),
                ('share_image', models.ForeignKey(blank=True, help_text='Stands at the top of the page, in teasers, and when the page is shared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'sign-up with places',
                'verbose_name_plural': 'sign-ups with places',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='SignupFormField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('clean_name', models.CharField(blank=True, default='', help_text='Safe name of the form field, the label converted to ascii_snake_case', max_length=255, verbose_name='name')),
                ('label', models.CharField(max_length=255, verbose_name='question')),
                ('help_text', models.CharField(blank=True, help_text='Stands above the answer, for example: “So that we can call you back”.', max_length=255, verbose_name='help text')),
                ('required', models.BooleanField(default=False, help_text='Ask only for what you cannot do without.', verbose_name='must be answered')),
                ('field_type', models.CharField(choices=[('singleline', 'One line of text'), ('multiline', 'Several lines of text'), ('email', 'E-mail'), ('phone', 'Phone'), ('url', 'Web address'), ('number', 'Number'), ('date', 'Date'), ('checkbox', 'One box to tick'), ('checkboxes', 'Several boxes to tick'), ('radio', 'Choice, all visible'), ('dropdown', 'Choice, as a list to open'), ('file', 'File'), ('heading', 'Heading (asks nothing)')], default='singleline', max_length=16, verbose_name='kind of answer')),
                ('choices', models.TextField(blank=True, help_text='One per line.', verbose_name='choices')),
                ('default_value', models.CharField(blank=True, help_text='What stands in the field at the beginning.', max_length=255, verbose_name='filled in beforehand')),
                ('autocomplete', models.CharField(blank=True, choices=[('name', 'Name'), ('given-name', 'First name'), ('family-name', 'Last name'), ('email', 'E-mail'), ('tel', 'Phone'), ('organization', 'Name of the organisation'), ('street-address', 'Street and number'), ('postal-code', 'Postcode'), ('address-level2', 'City'), ('url', 'Web address')], help_text='If the question is about the person herself, her browser can answer it.', max_length=20, verbose_name='browser may fill in')),
                ('file_kinds', models.CharField(choices=[('pictures', 'Pictures (JPEG, PNG, WebP)'), ('pdf', 'PDF'), ('pdf-pictures', 'PDF and pictures'), ('documents', 'PDF, pictures and office documents (DOCX, XLSX, ODT, ODS)')], default='pdf-pictures', help_text='The content decides, not the name.', max_length=12, verbose_name='allowed files')),
                ('max_megabytes', models.PositiveSmallIntegerField(default=5, help_text='Per file; 20 at most.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='largest file (MB)')),
                ('condition_question', models.CharField(blank=True, help_text='The words of an earlier question of this form. Empty: is always asked.', max_length=255, verbose_name='ask only if this question')),
                ('condition_values', models.TextField(blank=True, help_text='One answer per line; one of them is enough. Empty: any answer; of a box: that it is ticked.', max_length=2000, verbose_name='is answered with')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_fields', to='signups.signuppage')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='places',
            name='page',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='places', to='signups.signuppage'),
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', models.CharField(blank=True, help_text='For example: Setting up. Empty: the date.', max_length=120, verbose_name='name')),
                ('starts_at', models.DateTimeField(blank=True, help_text='Empty: as the date chosen above.', null=True, verbose_name='begins')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('capacity', models.PositiveIntegerField(blank=True, help_text='Empty: as many as come.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='places')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='signups.signuppage')),
            ],
            options={
                'verbose_name': 'slot',
                'verbose_name_plural': 'slots',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Signup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('persons', models.PositiveSmallIntegerField(verbose_name='persons')),
                ('state', models.CharField(choices=[('held', 'place held, not confirmed yet'), ('asked', 'for the waiting list, not confirmed yet'), ('waiting', 'on the waiting list'), ('offered', 'place offered'), ('confirmed', 'confirmed'), ('expired', 'expired'), ('cancelled', 'cancelled')], max_length=10, verbose_name='state')),
                ('deadline', models.DateTimeField(db_index=True, null=True, verbose_name='deadline')),
                ('queued_at', models.DateTimeField(null=True, verbose_name='on the waiting list since')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('attended', models.BooleanField(null=True, verbose_name='was there')),
                ('attended_at', models.DateTimeField(null=True, verbose_name='ticked')),
                ('reminded_at', models.DateTimeField(null=True, verbose_name='reminded')),
                ('date_told', models.CharField(blank=True, db_default='', max_length=100)),
                ('places', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signups', to='signups.places')),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='signup', to='forms_app.submission')),
            ],
            options={
                'verbose_name': 'sign-up',
                'verbose_name_plural': 'sign-ups',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['places', 'state', 'queued_at'], name='signups_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('persons__gte', 1)), name='signups_somebody_comes')],
            },
        ),
        migrations.AddConstraint(
            model_name='places',
            constraint=models.UniqueConstraint(fields=('page_key', 'slot_key'), name='signups_places_once_per_slot'),
        ),
    ]
