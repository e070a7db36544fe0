"""What tests of several rooms need."""

from pathlib import Path

import pytest

from tests.builders import SHIPPED_TOML


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a file with the shipped directory, which a test may edit."""
    path = tmp_path / "directory.toml"
    path.write_text(SHIPPED_TOML, "utf-8")
    return path
