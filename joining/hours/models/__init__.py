from .helper_hours import HelperHours
from .querysets import HelperHoursQuerySet

__all__ = ["HelperHours", "HelperHoursQuerySet"]
