import pytest
from django.apps import apps

TREE = {
    "home.HomePage": {"strategy.StrategyPage", "strategy.FieldsOfActionPage", "strategy.PartnersPage"},
    "home.StandardPage": set(),
    "strategy.StrategyPage": {
        "strategy.StrategyPage",
        "strategy.FieldsOfActionPage",
        "strategy.PartnersPage",
    },
    "strategy.FieldsOfActionPage": {"strategy.FieldOfActionPage"},
    "strategy.FieldOfActionPage": set(),
    "strategy.PartnersPage": set(),
}


@pytest.mark.parametrize("parent", TREE)
def test_strategy_pages_stand_only_where_they_belong(parent):
    allowed = {model._meta.label for model in apps.get_model(parent).allowed_subpage_models()}
    assert {label for label in allowed if label.startswith("strategy.")} == TREE[parent]
