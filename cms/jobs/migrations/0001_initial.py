import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='JobState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('locked_until', models.DateTimeField(editable=False, null=True)),
                ('interruptions', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('name', models.SlugField(unique=True)),
                ('rests_until', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'job',
                'verbose_name_plural': 'jobs',
            },
        ),
        migrations.CreateModel(
            name='JobRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.SlugField(verbose_name='job')),
                ('started_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='started')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('counts', models.JSONField(default=dict, verbose_name='result')),
                ('error', models.CharField(blank=True, max_length=200, verbose_name='error')),
            ],
            options={
                'verbose_name': 'run of a job',
                'verbose_name_plural': 'runs of jobs',
                'ordering': ['-started_at', '-pk'],
                'indexes': [models.Index(fields=['job', '-started_at'], name='jobs_jobrun_job_974548_idx')],
            },
        ),
        migrations.CreateModel(
            name='Errand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('locked_until', models.DateTimeField(editable=False, null=True)),
                ('interruptions', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('name', models.CharField(max_length=200)),
                ('arguments', models.JSONField(default=dict)),
            ],
            options={
                'default_permissions': (),
            },
        ),
    ]
