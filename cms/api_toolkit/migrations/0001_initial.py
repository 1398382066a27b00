import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('users', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Who or what uses it, for example: “App of the county”.', max_length=100, verbose_name='name')),
                ('prefix', models.CharField(editable=False, max_length=8, unique=True)),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('scopes', models.JSONField(default=list, verbose_name='scopes')),
                ('expires_on', models.DateField(help_text='After that it opens nothing. Make a new one before.', verbose_name='last day')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('last_used_at', models.DateTimeField(editable=False, null=True, verbose_name='last used')),
                ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('sites', models.ManyToManyField(blank=True, help_text='On which sites it counts. None chosen: on all.', related_name='+', to='wagtailcore.site', verbose_name='sites')),
            ],
            options={
                'verbose_name': 'API key',
                'verbose_name_plural': 'API keys',
                'default_permissions': ('add', 'delete', 'view'),
            },
        ),
    ]
