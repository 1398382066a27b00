import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Purge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('locked_until', models.DateTimeField(editable=False, null=True)),
                ('interruptions', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('keys', models.JSONField(default=list)),
                ('addresses', models.JSONField(default=list)),
                ('is_sent', models.BooleanField(default=False)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ChangeFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('epoch', models.UUIDField(default=uuid.uuid4)),
                ('version', models.CharField(default='', max_length=40)),
                ('last', models.PositiveBigIntegerField(default=0)),
                ('site', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'list of changes',
                'verbose_name_plural': 'lists of changes',
            },
        ),
        migrations.CreateModel(
            name='PublicThing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('object_id', models.PositiveBigIntegerField()),
                ('key', models.CharField(max_length=36)),
                ('stamp', models.CharField(max_length=32)),
                ('number', models.PositiveBigIntegerField()),
                ('is_gone', models.BooleanField(default=False)),
                ('noticed_at', models.DateTimeField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'changes',
                'constraints': [models.UniqueConstraint(fields=('site', 'kind', 'object_id'), name='publishing_public_thing_once'), models.UniqueConstraint(fields=('site', 'number'), name='publishing_change_number_once')],
            },
        ),
    ]
