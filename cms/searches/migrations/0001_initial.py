import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='EverydayWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60, unique=True, verbose_name='what people type')),
                ('meaning', models.CharField(help_text='Words that clubs use, separated by commas: singing, choir.', max_length=200, verbose_name='what it means')),
            ],
            options={
                'verbose_name': 'everyday word',
                'verbose_name_plural': 'everyday words',
                'ordering': ['word'],
            },
        ),
        migrations.CreateModel(
            name='VainWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('text', models.CharField(blank=True, max_length=60)),
                ('days', models.JSONField(default=list)),
                ('last_on', models.DateField(db_index=True)),
                ('answer', models.CharField(blank=True, max_length=200)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'word searched in vain',
                'verbose_name_plural': 'words searched in vain',
            },
        ),
        migrations.CreateModel(
            name='VainWeek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('monday', models.DateField()),
                ('number', models.PositiveIntegerField(default=0)),
                ('word', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='weeks', to='searches.vainword')),
            ],
            options={
                'verbose_name': 'week of a word searched in vain',
                'verbose_name_plural': 'weeks of words searched in vain',
            },
        ),
        migrations.CreateModel(
            name='SearchNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60, verbose_name='what people type')),
                ('text', models.CharField(max_length=300, verbose_name='note')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'note in searches',
                'verbose_name_plural': 'notes in searches',
                'ordering': ['word'],
                'constraints': [models.UniqueConstraint(fields=('site', 'word'), name='searches_note_once_in_a_town')],
            },
        ),
        migrations.AddConstraint(
            model_name='vainword',
            constraint=models.UniqueConstraint(fields=('site', 'digest'), name='searches_word_once_in_a_town'),
        ),
        migrations.AddConstraint(
            model_name='vainweek',
            constraint=models.UniqueConstraint(fields=('word', 'monday'), name='searches_week_once_for_a_word'),
        ),
    ]
