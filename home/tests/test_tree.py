import pytest
from django.apps import apps


def labels(models):
    return {model._meta.label for model in models}


@pytest.mark.django_db
def test_a_start_page_stands_only_at_the_root():
    assert labels(apps.get_model("home.HomePage").allowed_parent_page_models()) == {"wagtailcore.Page"}


def test_below_a_page_of_text_stand_only_pages_of_text():
    assert labels(apps.get_model("home.StandardPage").allowed_subpage_models()) == {"home.StandardPage"}


def test_no_page_stands_outside_a_start_page():
    root = apps.get_model("wagtailcore.Page")
    own = {"home", "strategy", "news", "events", "directory", "forms_app"}
    allowed = {label for label in labels(root.allowed_subpage_models()) if label.split(".")[0] in own}
    assert allowed == {"home.HomePage"}
