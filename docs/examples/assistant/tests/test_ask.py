"""`ccb-support-ask` refuses bad arguments with its usage, before it starts a server."""

import sys

import pytest
from ccb_support_assistant.ask import main


@pytest.mark.parametrize("given", [[], ["recommend", "{"], ["recommend", "[]"]])
def test_is_refused(
    given: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["ccb-support-ask", *given])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert capsys.readouterr().err.startswith("usage: ccb-support-ask ")
