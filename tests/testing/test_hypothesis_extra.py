"""The testing kit needs Hypothesis, and says so."""

from __future__ import annotations

import importlib
import sys

import pytest

from ccb_support import MissingExtraError


class TestImport:
    """The kit needs Hypothesis, and says how to install it; any other error is shown as it is."""

    @staticmethod
    def error_without(module: str, monkeypatch: pytest.MonkeyPatch) -> ModuleNotFoundError:
        for name in [name for name in sys.modules if name.startswith("ccb_support.testing")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ModuleNotFoundError) as caught:
            importlib.import_module("ccb_support.testing")
        return caught.value

    def test_without_hypothesis(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = self.error_without("hypothesis", monkeypatch)
        assert isinstance(error, MissingExtraError)
        assert "python -m pip install 'ccb-support[testing]'" in str(error)
        assert error.name == "hypothesis"

    def test_without_anything_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = self.error_without("ccb_support.model.text", monkeypatch)
        assert not isinstance(error, MissingExtraError)
        assert "pip install" not in str(error)
        assert error.name == "ccb_support.model.text"
