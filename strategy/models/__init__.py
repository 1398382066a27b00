from .fields_of_action import FieldOfActionPage, FieldsOfActionPage
from .measures import Measure
from .pages import PartnersPage, StrategyPage

__all__ = ["FieldOfActionPage", "FieldsOfActionPage", "Measure", "PartnersPage", "StrategyPage"]
