import directory.models.directory_settings
import directory.models.fields
import directory.models.openings
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import modelcluster.fields
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from cms.search import index
from directory.search.tables import TABLES


def install_search(apps, schema_editor):
    for searched in TABLES:
        index.install(schema_editor, searched)


def remove_search(apps, schema_editor):
    for searched in TABLES:
        index.remove(schema_editor, searched)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mail', '0001_initial'),
        ('media', '0001_initial'),
        ('users', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='EntryFacet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('category', 'category'), ('district', 'district'), ('target_group', 'target group'), ('welcome', 'target group that is welcome, too'), ('parent', 'part of')], max_length=12)),
                ('value', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='HelpType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('slug', models.SlugField(help_text='Stands in addresses and exports. Please do not change it later.', max_length=60, unique=True, verbose_name='key')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='Smaller numbers come first; equal ones go by the alphabet.', verbose_name='position')),
            ],
            options={
                'verbose_name': 'kind of help',
                'verbose_name_plural': 'kinds of help',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='KnownWord',
            fields=[
                ('word', models.CharField(max_length=60, primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': 'known word',
                'verbose_name_plural': 'known words',
            },
        ),
        migrations.CreateModel(
            name='OrganisationPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences. They open the page and stand wherever it is announced.', max_length=300, verbose_name='summary')),
                ('as_of', models.DateField(blank=True, help_text='The day on which somebody last checked that everything here is still right.', null=True, verbose_name='as of')),
                ('show_sample_note', models.BooleanField(default=False, help_text='Shows the note that what stands here is invented. Untick for real content.', verbose_name='sample content')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='public key')),
                ('legal_name', models.CharField(blank=True, help_text='As in the register, if it differs from the name.', max_length=200, verbose_name='official name')),
                ('short_name', models.CharField(blank=True, max_length=60, verbose_name='short name')),
                ('legal_form', models.CharField(blank=True, choices=[('', 'no statement'), ('ev', 'registered association (e. V.)'), ('unregistered', 'unregistered association'), ('initiative', 'initiative'), ('foundation', 'foundation'), ('ggmbh', 'non-profit company (gGmbH)'), ('parish', 'parish'), ('public-body', 'public body'), ('relief', 'relief organisation'), ('self-help', 'self-help group'), ('other', 'other')], default='', max_length=20, verbose_name='legal form')),
                ('register_court', models.CharField(blank=True, max_length=80, verbose_name='register court')),
                ('register_number', models.CharField(blank=True, max_length=20, verbose_name='register number')),
                ('is_charitable', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='charitable')),
                ('founded_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='founded in')),
                ('description', wagtail.fields.RichTextField(blank=True, help_text='Who you are and what you do, in a few short paragraphs.', verbose_name='description')),
                ('description_easy', models.TextField(blank=True, help_text='Short sentences. One thought each.', verbose_name='description in Leichte Sprache')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('website_host', directory.models.fields.HostField(default='', editable=False, max_length=200)),
                ('register_digits', directory.models.fields.RegisterDigitsField(default='', editable=False, max_length=20)),
                ('email', models.EmailField(blank=True, help_text='Best use one that is not personal.', max_length=254, verbose_name='e-mail')),
                ('email_is_public', models.BooleanField(default=False, help_text='Everybody can see it then, and programs collect it. People can write to you without it.', verbose_name='show the e-mail address')),
                ('phone', models.CharField(blank=True, help_text='Everybody can see this number. With area code.', max_length=40, verbose_name='phone')),
                ('languages', models.CharField(blank=True, help_text='Separated by commas: Deutsch, Arabisch.', max_length=120, verbose_name='languages spoken')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PublicOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('is_remote', models.BooleanField()),
                ('minimum_age', models.PositiveSmallIntegerField(null=True)),
                ('valid_until', models.DateField(db_index=True)),
                ('shown_since', models.DateField()),
                ('title_words', models.TextField()),
                ('task_words', models.TextField()),
                ('entry_words', models.TextField()),
            ],
            options={
                'verbose_name': 'public call for volunteers',
                'verbose_name_plural': 'public calls for volunteers',
            },
        ),
        migrations.CreateModel(
            name='PublicService',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(null=True)),
                ('key', models.UUIDField(db_index=True)),
                ('takes_place', models.BooleanField(default=False)),
                ('until', models.DateField(null=True)),
                ('weekdays', models.PositiveSmallIntegerField(default=0)),
                ('age_from', models.PositiveSmallIntegerField(null=True)),
                ('age_to', models.PositiveSmallIntegerField(null=True)),
                ('is_free', models.BooleanField(default=False)),
                ('is_step_free', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'public offer',
                'verbose_name_plural': 'public offers',
            },
        ),
        migrations.CreateModel(
            name='TargetGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('slug', models.SlugField(help_text='Stands in addresses and exports. Please do not change it later.', max_length=60, unique=True, verbose_name='key')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='Smaller numbers come first; equal ones go by the alphabet.', verbose_name='position')),
                ('is_for_everybody', models.BooleanField(default=False, help_text='Entries with this target group are found under every other one, too.', verbose_name='means everybody')),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='age from')),
                ('age_to', models.PositiveSmallIntegerField(blank=True, help_text='With ages, an offer that is for other ages does not count for this group.', null=True, verbose_name='age to')),
            ],
            options={
                'verbose_name': 'target group',
                'verbose_name_plural': 'target groups',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('slug', models.SlugField(help_text='Stands in addresses and exports. Please do not change it later.', max_length=60, unique=True, verbose_name='key')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='Smaller numbers come first; equal ones go by the alphabet.', verbose_name='position')),
                ('synonyms', models.TextField(blank=True, help_text='What people type when they look for this, separated by commas: Kicken, Bolzen.', verbose_name='other words')),
                ('icon', models.SlugField(blank=True, help_text='Name of a symbol of the site, for example “heart”.', max_length=40, verbose_name='symbol')),
                ('parent', models.ForeignKey(blank=True, help_text='The wider category, for example “Sport” for “Fußball”.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.category', verbose_name='belongs to')),
            ],
            options={
                'verbose_name': 'category',
                'verbose_name_plural': 'categories',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DirectoryPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences. They open the page and stand wherever it is announced.', max_length=300, verbose_name='summary')),
                ('as_of', models.DateField(blank=True, help_text='The day on which somebody last checked that everything here is still right.', null=True, verbose_name='as of')),
                ('show_sample_note', models.BooleanField(default=False, help_text='Shows the note that what stands here is invented. Untick for real content.', verbose_name='sample content')),
                ('share_image', models.ForeignKey(blank=True, help_text='Stands at the top of the page, in teasers, and when the page is shared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'directory',
                'verbose_name_plural': 'directories',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='DirectorySettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('instant_fields', directory.models.directory_settings.InstantFieldsField(blank=True, default=directory.models.directory_settings.default_instant_fields, help_text='These appear on the website as soon as a maintainer sends them. All else waits until you have looked at it. Each change stands in the history of the page.', verbose_name='What maintainers may change at once')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'directory: changes by maintainers',
            },
        ),
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='Stands in addresses and exports. Please do not change it later.', max_length=60, unique=True, verbose_name='key')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='Smaller numbers come first; equal ones go by the alphabet.', verbose_name='position')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, help_text='Where its name stands on the map. Both or none.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('site', models.ForeignKey(blank=True, help_text='Only needed with several towns on one installation. Empty: offered in all of them.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.site', verbose_name='town')),
            ],
            options={
                'verbose_name': 'district',
                'verbose_name_plural': 'districts',
                'ordering': ['sort_order', 'name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(default='entries', max_length=20)),
                ('file_name', models.CharField(max_length=120, verbose_name='file')),
                ('source', models.CharField(max_length=80, verbose_name='source')),
                ('status', models.CharField(choices=[('uploaded', 'columns to be checked'), ('checking', 'is being checked'), ('checked', 'checked, nothing imported yet'), ('importing', 'is being imported'), ('done', 'imported'), ('undoing', 'is being undone'), ('undone', 'undone')], default='uploaded', max_length=10, verbose_name='state')),
                ('headers', models.JSONField(default=list)),
                ('mapping', models.JSONField(default=list)),
                ('decisions', models.JSONField(default=dict)),
                ('started_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='uploaded')),
                ('checked_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True, verbose_name='imported at')),
                ('directory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.directorypage', verbose_name='directory')),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-started_at', '-pk'],
                'default_permissions': ('add',),
            },
        ),
        migrations.CreateModel(
            name='OpeningsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(blank=True, help_text='One or two sentences. They open the page and stand wherever it is announced.', max_length=300, verbose_name='summary')),
                ('as_of', models.DateField(blank=True, help_text='The day on which somebody last checked that everything here is still right.', null=True, verbose_name='as of')),
                ('show_sample_note', models.BooleanField(default=False, help_text='Shows the note that what stands here is invented. Untick for real content.', verbose_name='sample content')),
                ('introduction', wagtail.fields.RichTextField(blank=True, help_text='A few sentences for people who have never helped before.', verbose_name='introduction')),
                ('share_image', models.ForeignKey(blank=True, help_text='Stands at the top of the page, in teasers, and when the page is shared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'list of calls for volunteers',
                'verbose_name_plural': 'lists of calls for volunteers',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PublicEntry',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='record', serialize=False, to='directory.organisationpage')),
                ('public_id', models.UUIDField(unique=True, verbose_name='public key')),
                ('title', models.CharField(max_length=255)),
                ('sort_name', models.CharField(max_length=255)),
                ('document', models.JSONField()),
                ('is_wheelchair_accessible', models.BooleanField()),
                ('has_no_maintainer', models.BooleanField(default=False)),
                ('seeks_help_until', models.DateField(null=True)),
                ('assured_on', models.DateField(null=True)),
                ('first_published_at', models.DateTimeField(null=True)),
                ('missing', models.CharField(default='', max_length=80)),
                ('digest', models.CharField(default='', max_length=32)),
            ],
            options={
                'verbose_name': 'public record',
                'verbose_name_plural': 'public records',
                'ordering': ['sort_name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='organisationpage',
            name='categories',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, help_text='At most four.', related_name='entries', to='directory.category', verbose_name='further categories'),
        ),
        migrations.AddField(
            model_name='organisationpage',
            name='districts',
            field=modelcluster.fields.ParentalManyToManyField(help_text='Where the organisation is at home or meets. At least one.', related_name='entries', to='directory.district', verbose_name='districts'),
        ),
        migrations.AddField(
            model_name='organisationpage',
            name='logo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='logo or picture'),
        ),
        migrations.AddField(
            model_name='organisationpage',
            name='main_category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='main_entries', to='directory.category', verbose_name='main category'),
        ),
        migrations.AddField(
            model_name='organisationpage',
            name='parent_organisation',
            field=models.ForeignKey(blank=True, help_text='The entry to which this one belongs, for example the whole club of a section.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sub_organisations', to='directory.organisationpage', verbose_name='part of'),
        ),
        migrations.AddField(
            model_name='organisationpage',
            name='share_image',
            field=models.ForeignKey(blank=True, help_text='Stands at the top of the page, in teasers, and when the page is shared.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='picture'),
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('key', models.UUIDField(blank=True, default=uuid.uuid4, verbose_name='key')),
                ('title', models.CharField(max_length=120, verbose_name='who is wanted?')),
                ('task', models.TextField(blank=True, max_length=1000, verbose_name='what is to be done?')),
                ('time_need', models.CharField(blank=True, choices=[('once', 'once'), ('project', 'for a project'), ('regular', 'regularly')], default='regular', max_length=10, verbose_name='how often?')),
                ('hours_per_week', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='hours per week')),
                ('is_remote', models.BooleanField(default=False, verbose_name='possible from home')),
                ('minimum_age', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minimum age')),
                ('language_level', models.CharField(blank=True, help_text='For example: a little German, Arabic.', max_length=120, verbose_name='languages needed')),
                ('needs_police_certificate', models.BooleanField(default=False, verbose_name='police certificate needed')),
                ('training', models.CharField(blank=True, max_length=200, verbose_name='training')),
                ('is_insured', models.BooleanField(default=False, verbose_name='volunteers are insured')),
                ('expenses', models.CharField(blank=True, max_length=200, verbose_name='expenses')),
                ('places', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how many people?')),
                ('valid_until', models.DateField(default=directory.models.openings.default_end, help_text='After this day the call disappears by itself.', verbose_name='shown until')),
                ('help_types', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='openings', to='directory.helptype', verbose_name='kinds of help')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='directory.organisationpage')),
            ],
            options={
                'verbose_name': 'call for volunteers',
                'verbose_name_plural': 'calls for volunteers',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('key', models.UUIDField(blank=True, default=uuid.uuid4, verbose_name='key')),
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
                ('name', models.CharField(max_length=120, verbose_name='name of the offer')),
                ('description', models.TextField(blank=True, max_length=1000, verbose_name='description')),
                ('status', models.CharField(choices=[('active', 'takes place'), ('pausing', 'pauses at the moment'), ('closed', 'has ended')], default='active', max_length=10, verbose_name='state')),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='age from')),
                ('age_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='age to')),
                ('cost', models.CharField(blank=True, choices=[('', 'no statement'), ('free', 'free of charge'), ('fee', 'costs something'), ('donation', 'for a donation')], default='', max_length=10, verbose_name='costs')),
                ('cost_note', models.CharField(blank=True, help_text='For example: 5 euros a month.', max_length=120, verbose_name='more about the costs')),
                ('how_to_join', models.CharField(blank=True, help_text='For example: Just come along. No need to register.', max_length=300, verbose_name='how to join')),
                ('place_key', models.CharField(blank=True, default='', max_length=36, verbose_name='place')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='directory.organisationpage')),
            ],
            options={
                'verbose_name': 'offer',
                'verbose_name_plural': 'offers',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('key', models.UUIDField(blank=True, default=uuid.uuid4, verbose_name='key')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name of the place')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='street')),
                ('house_number', models.CharField(blank=True, max_length=12, verbose_name='house number')),
                ('addition', models.CharField(blank=True, help_text='Back building, second floor, side entrance …', max_length=120, verbose_name='addition')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='city')),
                ('show_exact_address', models.BooleanField(default=False, help_text='Leave it off for private homes: then only the district is shown, nowhere anything else.', verbose_name='show the address to everybody')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('public_transport', models.CharField(blank=True, help_text='Stop, line, walking time.', max_length=200, verbose_name='bus and train')),
                ('has_step_free_entrance', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='step-free entrance')),
                ('has_ramp', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='ramp')),
                ('has_lift', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='lift')),
                ('has_wheelchair_toilet', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='wheelchair-accessible toilet')),
                ('has_disabled_parking', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='disabled parking space')),
                ('has_induction_loop', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='induction loop')),
                ('has_guidance_system', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='guidance system for blind people')),
                ('has_quiet_room', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='quiet room')),
                ('allows_assistance_dogs', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='assistance dogs welcome')),
                ('offers_sign_language', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='sign language possible')),
                ('allows_companion', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='companion welcome')),
                ('asks_to_register_needs', models.BooleanField(blank=True, choices=[(None, 'unknown'), (True, 'yes'), (False, 'no')], null=True, verbose_name='please tell us your needs beforehand')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='meeting_places', to='directory.organisationpage')),
            ],
            options={
                'verbose_name': 'meeting place',
                'verbose_name_plural': 'meeting places',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Maintainership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('maintainer_email', models.EmailField(blank=True, help_text='Is asked once a year whether everything is right. Never public.', max_length=254, verbose_name="maintainer's e-mail")),
                ('maintainer_mode', models.CharField(choices=[('club', 'the organisation itself, by e-mail'), ('agency', "the town's office"), ('letter', 'the organisation itself, by letter')], default='agency', max_length=10, verbose_name='who keeps it up to date?')),
                ('postal_address', models.TextField(blank=True, help_text='Name, street, postcode and town, one line each. Never public. Empty: the first meeting place that has an address.', max_length=300, verbose_name='address for letters')),
                ('assured_on', models.DateField(blank=True, help_text='The day on which a person confirmed that everything is right.', null=True, verbose_name='last confirmed on')),
                ('assured_by', models.CharField(blank=True, max_length=120, verbose_name='confirmed by')),
                ('reminders', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='reminders since then')),
                ('asked_on', models.DateField(editable=False, null=True, verbose_name='last asked on')),
                ('hidden_on', models.DateField(db_index=True, editable=False, null=True, verbose_name='hidden since')),
                ('paused_from', models.DateField(editable=False, null=True, verbose_name='pauses from')),
                ('paused_until', models.DateField(editable=False, null=True, verbose_name='pauses until')),
                ('person_erased_on', models.DateField(db_index=True, editable=False, null=True, verbose_name='a person was deleted on')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='source')),
                ('source_id', models.CharField(blank=True, max_length=80, verbose_name='key in the source')),
                ('imported_on', models.DateField(blank=True, null=True, verbose_name='imported on')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='maintainership', to='directory.organisationpage', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'confirmation',
                'verbose_name_plural': 'confirmations',
            },
        ),
        migrations.CreateModel(
            name='MaintainerLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('claim', 'to take over the entry'), ('confirm', 'the yearly question')], max_length=10)),
                ('number', models.CharField(max_length=6, unique=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('requested_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('printed_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(db_index=True, null=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mail.accesslink')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='directory.organisationpage', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'letter to a maintainer',
                'verbose_name_plural': 'letters to maintainers',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('new', 'not checked'), ('ready', 'will be imported'), ('faulty', 'has a fault'), ('alike', 'probably there already'), ('known', 'has been imported before'), ('imported', 'imported'), ('undone', 'undone'), ('kept', 'kept, since somebody has worked on it')], default='new', max_length=10)),
                ('cells', models.JSONField(default=list)),
                ('messages', models.JSONField(default=list)),
                ('understood', models.TextField(blank=True)),
                ('made', models.UUIDField(null=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='directory.importrun')),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.organisationpage')),
            ],
            options={
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='EntryProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name="maintainer's e-mail")),
                ('status', models.CharField(choices=[('draft', 'being written'), ('sent', 'waits for your decision'), ('accepted', 'accepted'), ('partly', 'accepted in part'), ('rejected', 'rejected'), ('replaced', 'replaced by a newer one')], default='draft', max_length=10, verbose_name='state')),
                ('base', models.JSONField(default=dict)),
                ('data', models.JSONField(default=dict)),
                ('wanted', models.JSONField(default=dict)),
                ('version', models.PositiveIntegerField(default=0)),
                ('accepted', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('updated_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('decided_at', models.DateTimeField(db_index=True, null=True, verbose_name='decided')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='directory.organisationpage', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'proposed change',
                'verbose_name_plural': 'proposed changes',
            },
        ),
        migrations.CreateModel(
            name='EndingNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('valid_until', models.DateField(db_index=True)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.organisationpage')),
            ],
        ),
        migrations.CreateModel(
            name='DuplicatePair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(verbose_name='likeness')),
                ('is_distinct', models.BooleanField(default=False, verbose_name='no duplicate')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.organisationpage')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.organisationpage')),
            ],
            options={
                'verbose_name': 'likely duplicate',
                'verbose_name_plural': 'likely duplicates',
            },
        ),
        migrations.CreateModel(
            name='ContactPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(blank=True, help_text='For example: first contact.', max_length=120, verbose_name='role')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('name_is_public', models.BooleanField(default=False, verbose_name='show the name')),
                ('email_is_public', models.BooleanField(default=False, verbose_name='show the e-mail address')),
                ('phone_is_public', models.BooleanField(default=False, verbose_name='show the phone number')),
                ('consented_on', models.DateField(blank=True, help_text='Without the day of consent nothing of this person is ever shown. Delete it on withdrawal.', null=True, verbose_name='consent given on')),
                ('consent_note', models.CharField(blank=True, help_text='For example: by e-mail, signed form.', max_length=200, verbose_name='how consent was given')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_people', to='directory.organisationpage')),
            ],
            options={
                'verbose_name': 'contact person',
                'verbose_name_plural': 'contact people',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OpeningFacet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('help_type', 'kind of help'), ('time_need', 'time needed')], max_length=12)),
                ('value', models.PositiveIntegerField()),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facets', to='directory.publicopening')),
            ],
        ),
        migrations.CreateModel(
            name='SchoolHoliday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='For example: autumn holidays 2026.', max_length=80, verbose_name='name')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
            ],
            options={
                'verbose_name': 'school holidays',
                'verbose_name_plural': 'school holidays',
                'ordering': ['first_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='directory_holiday_in_order')],
            },
        ),
        migrations.CreateModel(
            name='SocialLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(help_text='For example: Mastodon.', max_length=40, verbose_name='network')),
                ('url', models.URLField(verbose_name='address')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='social_links', to='directory.organisationpage')),
            ],
            options={
                'verbose_name': 'social network',
                'verbose_name_plural': 'social networks',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='organisationpage',
            name='target_groups',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='entries', to='directory.targetgroup', verbose_name='target groups'),
        ),
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(unique=True, verbose_name='public key')),
                ('merged_into', models.UUIDField(blank=True, db_index=True, null=True, verbose_name='merged into')),
                ('reason', models.CharField(choices=[('withdrawn', 'withdrawn'), ('merged', 'merged with another entry'), ('expired', 'not confirmed for too long')], default='withdrawn', max_length=10, verbose_name='reason')),
                ('removed_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='removed')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'removed entry',
                'verbose_name_plural': 'removed entries',
            },
        ),
        migrations.CreateModel(
            name='EntryPicture',
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
                'verbose_name': 'picture sent for an entry',
                'verbose_name_plural': 'pictures sent for entries',
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='district',
            constraint=models.UniqueConstraint(fields=('site', 'name'), name='directory_district_once_in_a_town'),
        ),
        migrations.AddConstraint(
            model_name='district',
            constraint=models.UniqueConstraint(condition=models.Q(('site', None)), fields=('name',), name='directory_district_once_in_all_towns'),
        ),
        migrations.CreateModel(
            name='EntryMeaning',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='meaning', serialize=False, to='directory.publicentry')),
                ('vector', models.BinaryField()),
            ],
            options={
                'verbose_name': 'meaning of an entry',
                'verbose_name_plural': 'meanings of entries',
            },
        ),
        migrations.CreateModel(
            name='EntryWords',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='directory.publicentry')),
                ('names', models.TextField()),
                ('short_names', models.TextField()),
                ('labels', models.TextField()),
                ('summary', models.TextField()),
                ('offers', models.TextField()),
                ('description', models.TextField()),
            ],
            options={
                'verbose_name': 'words of an entry',
                'verbose_name_plural': 'words of entries',
            },
        ),
        migrations.AddField(
            model_name='publicservice',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='services', to='directory.publicentry'),
        ),
        migrations.AddField(
            model_name='publicopening',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='directory.publicentry'),
        ),
        migrations.AddField(
            model_name='publicentry',
            name='directory',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='directory.directorypage'),
        ),
        migrations.AddField(
            model_name='publicentry',
            name='locale',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale'),
        ),
        migrations.AddField(
            model_name='entryfacet',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facets', to='directory.publicentry'),
        ),
        migrations.AddIndex(
            model_name='maintainership',
            index=models.Index(fields=['assured_on'], name='directory_m_assured_4b19ad_idx'),
        ),
        migrations.AddConstraint(
            model_name='maintainership',
            constraint=models.CheckConstraint(condition=models.Q(('reminders__lte', 3)), name='directory_three_reminders'),
        ),
        migrations.AddConstraint(
            model_name='maintainership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paused_from', None), ('paused_until', None)), ('paused_until__gte', models.F('paused_from')), _connector='OR'), name='directory_pause_in_order'),
        ),
        migrations.AddConstraint(
            model_name='maintainerletter',
            constraint=models.UniqueConstraint(condition=models.Q(('sent_at', None), ('used_at', None)), fields=('page', 'purpose'), name='directory_one_letter_waits'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['run', 'state', 'number'], name='directory_i_run_id_17cfa9_idx'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('run', 'number'), name='directory_one_row_per_number'),
        ),
        migrations.AddIndex(
            model_name='entryproposal',
            index=models.Index(fields=['status', 'sent_at'], name='directory_e_status_69a9ab_idx'),
        ),
        migrations.AddConstraint(
            model_name='entryproposal',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('page', 'email'), name='directory_one_draft_per_maintainer'),
        ),
        migrations.AddConstraint(
            model_name='endingnotice',
            constraint=models.UniqueConstraint(fields=('page', 'key', 'valid_until'), name='directory_told_once_of_an_end'),
        ),
        migrations.AddIndex(
            model_name='duplicatepair',
            index=models.Index(fields=['is_distinct', '-score'], name='directory_d_is_dist_4b8bd6_idx'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='directory_pair_once'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='directory_pair_in_order'),
        ),
        migrations.AddConstraint(
            model_name='openingfacet',
            constraint=models.UniqueConstraint(fields=('kind', 'value', 'opening'), name='directory_opening_facet_unique'),
        ),
        migrations.AddIndex(
            model_name='organisationpage',
            index=models.Index(django.db.models.functions.text.Lower('email'), name='directory_entries_by_email'),
        ),
        migrations.AddIndex(
            model_name='organisationpage',
            index=models.Index(fields=['phone'], name='directory_entries_by_phone'),
        ),
        migrations.AddIndex(
            model_name='organisationpage',
            index=models.Index(fields=['website_host'], name='directory_entries_by_host'),
        ),
        migrations.AddIndex(
            model_name='organisationpage',
            index=models.Index(fields=['register_digits'], name='directory_entries_by_digits'),
        ),
        migrations.AddIndex(
            model_name='publicservice',
            index=models.Index(fields=['entry', 'number'], name='directory_p_entry_i_dc5194_idx'),
        ),
        migrations.AddIndex(
            model_name='publicentry',
            index=models.Index(fields=['directory', 'sort_name', 'page', 'is_wheelchair_accessible', 'seeks_help_until'], name='directory_entries_by_name'),
        ),
        migrations.AddIndex(
            model_name='publicentry',
            index=models.Index(fields=['directory', '-assured_on', 'sort_name', 'page'], name='directory_entries_by_day'),
        ),
        migrations.AddIndex(
            model_name='publicentry',
            index=models.Index(fields=['directory', '-first_published_at'], name='directory_p_directo_4ffa82_idx'),
        ),
        migrations.AddConstraint(
            model_name='entryfacet',
            constraint=models.UniqueConstraint(fields=('kind', 'value', 'entry'), name='directory_facet_unique'),
        ),
        migrations.RunPython(install_search, remove_search),
    ]
