import cms.media.models.documents
import cms.media.storage_faults
import cms.media.stored_files
import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('users', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='PendingDeletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('storage', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=255)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('storage', 'name'), name='media_pending_deletion_once')],
            },
        ),
        migrations.CreateModel(
            name='SiteImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('file', cms.media.stored_files.StoredPictureField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', help_text='One sentence for people who cannot see the picture: what does it show?', max_length=255, verbose_name='alternative text')),
                ('is_decorative', models.BooleanField(default=False, help_text='Tick only if the picture tells nothing. Screen readers then leave it out.', verbose_name='purely decorative')),
                ('author', models.CharField(help_text='Who made the picture?', max_length=200, verbose_name='author')),
                ('licence', models.CharField(choices=[('all-rights', 'Used with permission, all rights reserved'), ('own', 'Own work of the town'), ('CC0-1.0', 'CC0 (public domain)'), ('CC-BY-4.0', 'CC BY 4.0'), ('CC-BY-SA-4.0', 'CC BY-SA 4.0')], default='all-rights', max_length=20, verbose_name='licence')),
                ('sizes', models.CharField(blank=True, db_default='', db_index=True, default='', editable=False, max_length=8)),
                ('size_tries', models.PositiveSmallIntegerField(db_default=0, default=0, editable=False)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='SiteDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('file', cms.media.stored_files.StoredFileField(upload_to=cms.media.models.documents.document_key, verbose_name='file')),
                ('download_name', models.CharField(blank=True, db_default='', default='', editable=False, max_length=100)),
                ('language', models.CharField(default='de', max_length=12, verbose_name='language')),
                ('page_count', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='pages')),
                ('accessibility', models.CharField(choices=[('unchecked', 'not checked'), ('passed', 'accessible'), ('issues', 'not fully accessible')], default='unchecked', editable=False, max_length=12, verbose_name='accessibility')),
                ('accessibility_notes', models.TextField(blank=True, editable=False, verbose_name='findings')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                ('cover', models.ForeignKey(blank=True, help_text='Made from the first page of a PDF unless you choose another.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='cover picture')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='SiteRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('file', cms.media.stored_files.StoredPictureField(height_field='height', storage=cms.media.storage_faults.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='media.siteimage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='media_rendition_once')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
    ]
