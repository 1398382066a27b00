from .fields_of_action import FieldOfActionPage, FieldsOfActionPage
from .measures import Measure
from .partners import PartnersPage
from .strategy_page import StrategyPage

__all__ = ["FieldOfActionPage", "FieldsOfActionPage", "Measure", "PartnersPage", "StrategyPage"]
