import cms.common.colour
import cms.towns.addresses
import django.core.validators
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('media', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='TownSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='Musterstadt', max_length=80, verbose_name='name of the town')),
                ('claim', models.CharField(default='Engagierte Stadt', max_length=120, verbose_name='claim')),
                ('land', models.CharField(choices=[('BW', 'Baden-Württemberg'), ('BY', 'Bayern'), ('BE', 'Berlin'), ('BB', 'Brandenburg'), ('HB', 'Bremen'), ('HH', 'Hamburg'), ('HE', 'Hessen'), ('MV', 'Mecklenburg-Vorpommern'), ('NI', 'Niedersachsen'), ('NW', 'Nordrhein-Westfalen'), ('RP', 'Rheinland-Pfalz'), ('SL', 'Saarland'), ('SN', 'Sachsen'), ('ST', 'Sachsen-Anhalt'), ('SH', 'Schleswig-Holstein'), ('TH', 'Thüringen')], default='RP', help_text='Decides which authority the accessibility statement names.', max_length=2, verbose_name='federal state')),
                ('municipality_key', models.CharField(blank=True, help_text='Eight digits.', max_length=8, verbose_name='municipality key (AGS)')),
                ('accent_colour', models.CharField(default='#0a5663', help_text="The town's colour, as #rrggbb. Buttons, links and large areas follow from it.", max_length=7, validators=[cms.common.colour.validate_accent], verbose_name='accent colour')),
                ('organisation', models.CharField(blank=True, max_length=120, verbose_name='name of the office')),
                ('organisation_task', models.CharField(blank=True, help_text='One sentence for the footer.', max_length=200, verbose_name='what the office does')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='street and number')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='city')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('data_protection_officer', models.CharField(blank=True, help_text='How people reach this person, for example “datenschutz@example.org, 06561 12345”. Stands in the notice of each form (Art. 13 GDPR) and in the record of processing activities.', max_length=200, verbose_name='data protection officer')),
                ('opening_hours', models.TextField(blank=True, help_text='One line per day.', verbose_name='opening hours')),
                ('social_links', wagtail.fields.StreamField([('link', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'For example Mastodon.', 'label': 'Network', 'max_length': 40}), 1: ('wagtail.blocks.URLBlock', (), {'label': 'Address'}), 2: ('wagtail.blocks.StructBlock', [[('name', 0), ('url', 1)]], {})}, verbose_name='social networks')),
                ('map_latitude', models.DecimalField(decimal_places=5, default='49.97', max_digits=8, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude of the town centre')),
                ('map_longitude', models.DecimalField(decimal_places=5, default='6.52', max_digits=8, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude of the town centre')),
                ('map_tiles', models.CharField(blank=True, help_text="With {z}, {x} and {y}, for example of your state's survey office. Whoever opens a map loads the pictures from there. Empty: a plain map of the districts, loaded from this site alone.", max_length=300, validators=[cms.towns.addresses.validate_tile_address], verbose_name='address of the map tiles')),
                ('map_credit', models.CharField(blank=True, help_text='Stands on the map, for example: © basemap.de / BKG, CC BY 4.0.', max_length=200, verbose_name='source of the map')),
                ('data_licence', models.CharField(choices=[('dl-zero-de/2.0', 'Datenlizenz Deutschland – Zero (dl-de/zero-2-0)'), ('dl-by-de/2.0', 'Datenlizenz Deutschland – Namensnennung (dl-de/by-2-0)'), ('cc-by/4.0', 'Creative Commons Namensnennung (CC BY 4.0)'), ('cc-zero', 'Creative Commons Zero (CC0 1.0)')], default='dl-zero-de/2.0', help_text='What others may do with the directory that they download. Stands in each file.', max_length=20, verbose_name='licence of the open data')),
                ('data_contributor', models.URLField(blank=True, help_text='If the town’s catalogue is collected by GovData: the address from the list http://dcat-ap.de/def/contributors/ that your federal state tells you.', verbose_name='supplier of data at GovData')),
                ('preview_address', models.CharField(blank=True, help_text='If an app or another website shows the town’s pages from the JSON API: where it shows a draft, with {path} or {id} for the page and {preview} for the key in the link. Its developers tell you the address.', max_length=300, validators=[cms.towns.addresses.validate_preview_address], verbose_name='preview in another front end')),
                ('accessibility_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='accessibility statement')),
                ('barrier_page', models.ForeignKey(blank=True, help_text='The form with which people report a barrier.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='report a barrier')),
                ('brochure', models.ForeignKey(blank=True, help_text='Offered for download on the home page and on every strategy page.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.sitedocument', verbose_name='brochure')),
                ('collection', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.collection')),
                ('contact_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='contact form')),
                ('directory_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='directory')),
                ('enquiry_page', models.ForeignKey(blank=True, help_text="A page of the kind “Message to a club”. Without it, entries and calls show the club's own address.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='write to a club')),
                ('entry_error_page', models.ForeignKey(blank=True, help_text='A form of the kind “Error in an entry”. Without it, entries link to the contact form.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='report an error in an entry')),
                ('events_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='dates')),
                ('imprint_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='imprint')),
                ('logo', models.ForeignKey(blank=True, help_text='Square, at least 200 pixels wide, on a transparent ground.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='logo')),
                ('news_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='news')),
                ('openings_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='calls for volunteers')),
                ('privacy_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='privacy')),
                ('registration_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='registration form')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
                ('suggestion_page', models.ForeignKey(blank=True, help_text='A form of the kind “Suggested date”. Calendar and home page link to it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='suggest a date')),
            ],
            options={
                'verbose_name': 'town',
            },
        ),
        migrations.CreateModel(
            name='GroupTown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(blank=True, max_length=40)),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='town', to='auth.group', verbose_name='group')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='staff', to='wagtailcore.site', verbose_name='town')),
            ],
            options={
                'verbose_name': 'town of a group',
                'verbose_name_plural': 'towns of the groups',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(condition=models.Q(('role', ''), _negated=True), fields=('site', 'role'), name='towns_role_once_in_a_town')],
            },
        ),
    ]
