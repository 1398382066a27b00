import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from cms.adapters.allauth import (
    TOTP,
    RecoveryCodes,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    login_stage_required,
    stage_of,
    validate_totp_code,
    yield_hotp_counters_from_time,
)
from tests.support.making import make_user


def test_the_code_of_this_moment_is_valid():
    secret = generate_totp_secret()
    codes = [format_hotp_value(hotp_value(secret, counter)) for counter in yield_hotp_counters_from_time()]
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert validate_totp_code(secret, codes[0])


@pytest.mark.django_db
def test_a_factor_and_its_codes_for_paper_belong_to_a_user(home):
    user = make_user("Leitung")
    TOTP.activate(user, generate_totp_secret())
    codes = RecoveryCodes.activate(user)
    assert len(codes.get_unused_codes()) == 10
    assert codes.validate_code(codes.get_unused_codes()[0])


def test_nobody_reaches_a_step_who_is_not_on_the_way(rf):
    request = rf.get("/")
    request.session, request.user = {}, AnonymousUser()
    step = login_stage_required("second_factor_code", "account_login")(lambda request: HttpResponse("step"))
    assert step(request).status_code == 302


def test_the_stage_is_where_the_decorator_left_it(rf):
    request = rf.get("/")
    request._login_stage = "stage"
    assert stage_of(request) == "stage"
