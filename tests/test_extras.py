"""A part of the package that needs an extra says how to install it; nobody else needs that extra."""

import importlib
import subprocess
import sys
from collections.abc import Sequence

import pytest

from ccb_support.errors import MissingExtraError
from ccb_support.service import create_app
from tests.forgetting import forget_modules, modules_of

MODULES = {
    "service": ("ccb_support.service", "starlette."),
    "mcp": ("ccb_support.mcp", "mcp."),
    # Django keeps its models and its checks for as long as the process runs.
    "django": ("ccb_support.django.advice", "ccb_support.django.desk"),
    "frames": ("ccb_support.frames",),
    "testing.strategies": (),
}
"""The parts of the package that need an extra, and the modules that a test forgets for each."""


def error_without(part: str, missing: str, monkeypatch: pytest.MonkeyPatch) -> ModuleNotFoundError:
    """Return the error of an import of a part of the package without a module."""
    importlib.import_module(f"ccb_support.{part}")
    forget_modules(monkeypatch, {f"ccb_support.{part}", *modules_of(*MODULES[part])})
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ModuleNotFoundError) as caught:
        importlib.import_module(f"ccb_support.{part}")
    return caught.value


@pytest.mark.parametrize(
    ("part", "missing", "library", "install"),
    [
        ("service", "starlette", "starlette", '"prometheus-client>=0.22" "starlette>=1.7"'),
        ("mcp", "mcp", "mcp", '"mcp>=2,<3"'),
        # Nobody installs `mcp_types` by its name.
        ("mcp", "mcp_types", "mcp", '"mcp>=2,<3"'),
        ("django", "django.conf", "django", '"django>=5.2"'),
        ("frames", "narwhals", "narwhals", '"narwhals>='),
        ("frames", "pyarrow", "pyarrow", '"narwhals>='),
        # An old version lacks it.
        ("frames", "narwhals.stable.v2", "narwhals", '"narwhals>='),
        ("testing.strategies", "hypothesis", "hypothesis", '"hypothesis>=6.130"'),
    ],
)
def test_a_part_says_what_to_install(
    part: str, missing: str, library: str, install: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = error_without(part, missing, monkeypatch)
    assert isinstance(error, MissingExtraError)
    assert str(error).startswith(f"ccb_support.{part} needs the library {library!r}. ")
    assert f"python -m pip install {install}" in str(error)
    assert (error.name, error.msg) == (library, str(error))


def test_figures_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.import_module("ccb_support.service.metrics")
    forget_modules(monkeypatch, {"ccb_support.service.metrics"})
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    with pytest.raises(MissingExtraError, match="/metrics needs the library"):
        create_app(metrics=True)


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        ("service", "ccb_support.questions.arguments"),
        ("mcp", "ccb_support.questions.arguments"),
        ("django", "ccb_support.questions.answers"),
        ("frames", "ccb_support.clock.intervals"),
        ("testing.strategies", "ccb_support.model.text"),
    ],
)
def test_any_other_error_is_shown_as_it_is(
    part: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = error_without(part, missing, monkeypatch)
    assert not isinstance(error, MissingExtraError)
    assert error.name == missing


@pytest.mark.parametrize(
    ("modules", "absent"),
    [
        (
            ["ccb_support", "ccb_support.cli"],
            {"ccb_support.service", "starlette", "uvicorn", "ccb_support.mcp", "mcp"},
        ),
        (["ccb_support.cli", "ccb_support.service"], {"ccb_support.django", "django"}),
        # Only a calendar needs it.
        (["ccb_support.export.opening_hours", "ccb_support.export.schema_org"], {"icalendar"}),
    ],
)
def test_nobody_else_needs_it(modules: Sequence[str], absent: set[str]) -> None:
    code = f"import sys, {', '.join(modules)}; found = {absent} & {{*sys.modules}}; assert not found, found"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - the test's own code
