"""Phone numbers: kept as E.164, shown the way people here write them."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

REGION = "DE"


def to_e164(text: str) -> str:
    """Return the number as E.164 ("" stays ""). Raises ValidationError when it cannot be a number."""
    if not text.strip():
        return ""
    # The library would read letters as the keys they stand on ("abc" as 222).
    if phonenumbers.is_alpha_number(text):
        raise ValidationError(_("Please enter a phone number with its area code."))
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("Please enter a phone number with its area code.")) from error
    # `is_possible_number` would let through numbers that work only without an area code.
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise ValidationError(_("Please enter a phone number with its area code."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def for_reading(number: str) -> str:
    """Return a stored number in groups, with the country only when it is a foreign one."""
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return number
    is_ours = phonenumbers.region_code_for_country_code(parsed.country_code) == REGION
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL if is_ours else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(parsed, style)
