"""Fuzzes the running site with valid and invalid requests, and checks the responses against the contract."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from cms.api import api
from cms.api_toolkit.reference.document import document_of

pytestmark = pytest.mark.services
OPERATIONS = [
    (method.upper(), path) for path, methods in document_of(api)["paths"].items() for method in methods
]
# The schema cannot express all rejections, such as a cursor of another list or incompatible filters.
EXCLUDED = [positive_data_acceptance]
WITHOUT_LUCK = settings(
    max_examples=15,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def contract(api_site):
    return schemathesis.openapi.from_url(f"{api_site.url}/api/v1/openapi.json")


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda part: part)
def test_every_operation_keeps_the_contract(contract, method, path, mode):
    @given(case=contract[path][method].as_strategy(generation_mode=mode))
    @WITHOUT_LUCK
    def keeps_it(case):
        # `fields` removes properties that the schema requires; only its description can say so.
        (case.query or {}).pop("fields", None)
        case.call_and_validate(excluded_checks=EXCLUDED)

    keeps_it()
