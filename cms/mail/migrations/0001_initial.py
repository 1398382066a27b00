import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.SlugField(editable=False, unique=True)),
                ('subject', models.CharField(max_length=200, verbose_name='subject')),
                ('body', models.TextField(max_length=10000, verbose_name='text')),
            ],
            options={
                'verbose_name': 'e-mail text',
                'verbose_name_plural': 'e-mail texts',
            },
        ),
        migrations.CreateModel(
            name='AccessLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=20)),
                ('object_id', models.PositiveBigIntegerField(null=True)),
                ('email', models.EmailField(db_index=True, max_length=254)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('used_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['purpose', 'object_id'], name='mail_access_purpose_6efaef_idx')],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('locked_until', models.DateTimeField(editable=False, null=True)),
                ('interruptions', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('kind', models.SlugField(blank=True, verbose_name='message')),
                ('reference', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='case number')),
                ('from_email', models.CharField(max_length=254)),
                ('to', models.CharField(max_length=254)),
                ('subject', models.CharField(max_length=989)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('headers', models.JSONField(default=dict)),
                ('message_id', models.CharField(max_length=255)),
                ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('state', models.CharField(choices=[('failed', 'failed'), ('retrying', 'is tried again'), ('waiting', 'waits'), ('sent', 'sent')], default='waiting', max_length=10)),
                ('ended_at', models.DateTimeField(null=True)),
                ('failing_since', models.DateTimeField(null=True)),
                ('fault', models.CharField(blank=True, max_length=100)),
                ('answer', models.TextField(blank=True)),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'e-mail',
                'verbose_name_plural': 'e-mails',
                'default_permissions': ('change', 'view'),
                'indexes': [models.Index(fields=['state', 'due_at'], name='mail_mail_state_c118a1_idx')],
            },
        ),
    ]
