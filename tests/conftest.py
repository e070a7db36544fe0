"""What tests of several rooms need."""

from pathlib import Path

import pytest

from tests.builders import SHIPPED_TOML
from tests.editions import write_folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a file with the shipped directory, which a test may edit."""
    path = tmp_path / "directory.toml"
    path.write_text(SHIPPED_TOML, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the shipped directory and its next edition, which a test may edit."""
    return write_folder(tmp_path / "canales")
