"""The OpenAPI document describes every request and every response."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeAlias

import schemathesis
from hypothesis import settings

from ccb_support.service import create_app
from tests.builders import Clock
from tests.systems import examples

Test: TypeAlias = Callable[[Any], None]

# The package leaves some of its types open.
CHECKS: Any = import_module("schemathesis.specs.openapi.checks")
schema: Any = schemathesis.openapi.from_asgi("/openapi.json", create_app(now=Clock()))
for_every_operation: Callable[[Test], Test] = schema.parametrize()


@for_every_operation
@settings(max_examples=examples(50))
def test_every_response_is_as_described(case: Any) -> None:  # noqa: ANN401 - its type is unknown
    """For any request, the document describes the status, the headers and the body."""
    # The words that people write are a closed table, and to a schema they are strings.
    case.call_and_validate(excluded_checks=[CHECKS.positive_data_acceptance])
