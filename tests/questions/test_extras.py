"""A face needs an extra, and says how to install it; nobody else needs that extra."""

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
}
"""The modules that a test forgets, by the face."""


def error_without(face: str, missing: str, monkeypatch: pytest.MonkeyPatch) -> ModuleNotFoundError:
    """Return the error of an import of a face without a module."""
    importlib.import_module(f"ccb_support.{face}")
    forget_modules(monkeypatch, {f"ccb_support.{face}", *modules_of(*MODULES[face])})
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ModuleNotFoundError) as caught:
        importlib.import_module(f"ccb_support.{face}")
    return caught.value


@pytest.mark.parametrize(
    ("face", "missing", "install"),
    [
        ("service", "starlette", '"prometheus-client>=0.22" "starlette>=1.7"'),
        ("mcp", "mcp", '"mcp>=2,<3"'),
        ("mcp", "mcp_types", '"mcp>=2,<3"'),
        ("django", "django.conf", '"django>=5.2"'),
    ],
)
def test_a_face_says_what_to_install(
    face: str, missing: str, install: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = error_without(face, missing, monkeypatch)
    assert isinstance(error, MissingExtraError)
    assert f"python -m pip install {install}" in str(error)


def test_what_comes_with_a_library_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody installs `mcp_types` by its name."""
    error = error_without("mcp", "mcp_types", monkeypatch)
    assert str(error).startswith("ccb_support.mcp needs the library 'mcp'. ")
    assert error.name == "mcp"


def test_figures_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.import_module("ccb_support.service.metrics")
    forget_modules(monkeypatch, {"ccb_support.service.metrics"})
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    with pytest.raises(MissingExtraError, match="/metrics needs the library"):
        create_app(metrics=True)


@pytest.mark.parametrize(
    ("face", "missing"),
    [
        ("service", "ccb_support.questions.arguments"),
        ("mcp", "ccb_support.questions.arguments"),
        ("django", "ccb_support.questions.answers"),
    ],
)
def test_any_other_error_is_shown_as_it_is(
    face: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = error_without(face, missing, monkeypatch)
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
    ],
)
def test_nobody_else_needs_it(modules: Sequence[str], absent: set[str]) -> None:
    code = f"import sys, {', '.join(modules)}; found = {absent} & {{*sys.modules}}; assert not found, found"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - the test's own code
