"""Only the strategies of the testing kit need Hypothesis, and the kit says so."""

import subprocess
import sys
from importlib import import_module

import pytest

from ccb_support import testing
from ccb_support.errors import MissingExtraError
from tests.systems import NEEDS_PROCESSES

WITHOUT_TOOLS = """
import sys
from datetime import date

sys.modules |= dict.fromkeys(["hypothesis", "pytest", "_pytest"])

from ccb_support import Router, default_directory
from ccb_support.testing import check_laws

router, day = Router(default_directory()), date(2026, 11, 24)
assert check_laws(router.recommend, router.directory, first=day, last=day) > 1000
"""


@NEEDS_PROCESSES
def test_the_laws_need_neither_pytest_nor_hypothesis() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT_TOOLS], check=True)  # noqa: S603 - our own code


class TestStrategies:
    """The strategies say how to install Hypothesis; any other error is shown as it is."""

    @staticmethod
    def error_without(module: str, monkeypatch: pytest.MonkeyPatch) -> ModuleNotFoundError:
        monkeypatch.delattr(testing, "strategies", raising=False)
        monkeypatch.delitem(sys.modules, "ccb_support.testing.strategies", raising=False)
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ModuleNotFoundError) as caught:
            import_module("ccb_support.testing.strategies")
        return caught.value

    def test_without_hypothesis(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = self.error_without("hypothesis", monkeypatch)
        assert isinstance(error, MissingExtraError)
        assert str(error).startswith(
            "ccb_support.testing.strategies needs the library 'hypothesis'"
        )
        assert "python -m pip install 'hypothesis>=6.130'" in str(error)
        assert error.name == "hypothesis"

    def test_without_anything_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = self.error_without("ccb_support.model.text", monkeypatch)
        assert not isinstance(error, MissingExtraError)
        assert "pip install" not in str(error)
        assert error.name == "ccb_support.model.text"
