import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import joining.hours.codes
import uuid
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='HelperHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('club', models.CharField(max_length=255, verbose_name='club')),
                ('name', models.CharField(max_length=120, verbose_name='name of the helper')),
                ('email', models.EmailField(db_index=True, max_length=254, verbose_name='e-mail of the helper')),
                ('activity', models.CharField(max_length=160, verbose_name='what was done')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('hours', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0.25')), django.core.validators.MaxValueValidator(Decimal('3000'))], verbose_name='hours')),
                ('state', models.CharField(choices=[('waiting', "waits for the helper's consent"), ('confirmed', 'confirmed'), ('withdrawn', 'withdrawn by the club')], default='waiting', max_length=10, verbose_name='state')),
                ('source', models.CharField(choices=[('hand', 'entered by hand'), ('attendance', 'from ticked attendance'), ('call', 'from an answered call')], default='hand', max_length=10, verbose_name='source')),
                ('entered_by', models.EmailField(blank=True, max_length=254, verbose_name='entered by')),
                ('code', models.CharField(default=joining.hours.codes.new_code, editable=False, max_length=20, unique=True, verbose_name='code')),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('consented_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('ends_on', models.DateField(db_index=True, editable=False, verbose_name='end date')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='helper_hours', to='directory.organisationpage')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'hours of a helper',
                'verbose_name_plural': 'hours of helpers',
                'ordering': ['-last_day', '-pk'],
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['organisation', 'state'], name='hours_helpe_organis_28490c_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='hours_days_in_order'), models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='hours_positive'), models.CheckConstraint(condition=models.Q(('state', 'waiting'), ('consented_at__isnull', False), _connector='OR'), name='hours_need_consent')],
            },
        ),
    ]
