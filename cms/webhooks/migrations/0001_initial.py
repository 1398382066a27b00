import cms.webhooks.models
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
            name='WebhookEndpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='For yourself: who receives this.', max_length=80, verbose_name='name')),
                ('url', models.URLField(help_text='Begins with https:// and can be reached from the internet.', max_length=500, validators=[cms.webhooks.models.validate_target], verbose_name='address')),
                ('events', models.JSONField(default=list, verbose_name='events')),
                ('is_active', models.BooleanField(default=True, help_text='Ticked again, it also gets what still waits for it.', verbose_name='active')),
                ('salt', models.CharField(default=cms.webhooks.models.new_salt, editable=False, max_length=64)),
                ('previous_salt', models.CharField(blank=True, editable=False, max_length=64)),
                ('previous_until', models.DateTimeField(editable=False, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('failing_since', models.DateTimeField(editable=False, null=True, verbose_name='failing since')),
                ('wait_until', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('disabled_at', models.DateTimeField(editable=False, null=True, verbose_name='switched off on')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site', verbose_name='site')),
            ],
            options={
                'verbose_name': 'webhook',
                'verbose_name_plural': 'webhooks',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='WebhookMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('locked_until', models.DateTimeField(editable=False, null=True)),
                ('interruptions', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('key', models.CharField(default=cms.webhooks.models.new_message_key, max_length=40, unique=True)),
                ('event', models.CharField(max_length=40, verbose_name='event')),
                ('body', models.TextField()),
                ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='time')),
                ('state', models.CharField(choices=[('waiting', 'waits'), ('delivered', 'delivered'), ('failed', 'failed')], default='waiting', max_length=10, verbose_name='state')),
                ('queued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('endpoint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='webhooks.webhookendpoint')),
            ],
            options={
                'verbose_name': 'message of a webhook',
                'verbose_name_plural': 'messages of webhooks',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='WebhookAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('fault', models.CharField(blank=True, max_length=20)),
                ('milliseconds', models.PositiveIntegerField(default=0)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='webhooks.webhookmessage')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='webhookmessage',
            index=models.Index(fields=['state', 'due_at'], name='webhooks_due'),
        ),
    ]
