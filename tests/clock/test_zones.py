"""Zones by name: data that are missing, broken or of another zone are an error, and no import's."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ccb_support import Directory, DirectoryError, default_directory, recommend
from ccb_support.clock.wall_clock import (
    BOGOTA_NAME,
    KNOWN_OFFSETS,
    packaged_zone,
    zone_named,
)
from ccb_support.errors import ZoneDataError
from tests.builders import SHIPPED_TOML
from tests.systems import NEEDS_PROCESSES
from tests.zone_data import packaged_data, write_zone, zone_data

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = [
    "America/New_York", "America/Lima", "America/Panama", "America/Caracas", "America/Guayaquil",
    "America/Rio_Branco", "America/Havana", "America/Jamaica", "Etc/GMT+5", "Etc/GMT+4", "UTC",
]  # fmt: skip
"""Zones that often show the same time as Bogotá, or that somebody may put in its place."""

BROKEN = {
    "empty": b"",
    "of another kind": b"not a zone",
    "cut in the header": b"TZif2",
    "cut in the data": packaged_data(BOGOTA_NAME)[:80],
    "without a rule": packaged_data(BOGOTA_NAME).rpartition(b"\n<")[0],
}


class TestZone:
    """A zone has Python's data, and Bogotá's data are those of Bogotá."""

    def test_it_is_python_s_zone(self) -> None:
        zone = zone_named(BOGOTA_NAME)
        assert zone is zone_named(BOGOTA_NAME)
        assert [when.astimezone(zone).isoformat()[-6:] for when in KNOWN_OFFSETS] == [
            f"{hours:03}:00" for hours in KNOWN_OFFSETS.values()
        ]

    def test_the_package_has_the_same(self, tmp_path: Path) -> None:
        with zone_data(tmp_path, has_package=True):
            assert packaged_zone(BOGOTA_NAME).key == zone_named(BOGOTA_NAME).key == BOGOTA_NAME

    @pytest.mark.parametrize("other", OTHERS)
    def test_the_data_of_another_zone_are_an_error(self, other: str, tmp_path: Path) -> None:
        write_zone(tmp_path, BOGOTA_NAME, packaged_data(other))
        with zone_data(tmp_path), pytest.raises(ZoneDataError, match=" instead of ") as raised:
            zone_named(BOGOTA_NAME)
        assert not raised.value.is_missing

    @pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
    def test_broken_data_are_an_error(self, data: bytes, tmp_path: Path) -> None:
        write_zone(tmp_path, BOGOTA_NAME, data)
        with zone_data(tmp_path), pytest.raises(ZoneDataError) as raised:
            zone_named(BOGOTA_NAME)
        assert repr(BOGOTA_NAME) in str(raised.value)
        assert not raised.value.is_missing

    def test_missing_data_are_an_error(self, tmp_path: Path) -> None:
        for source in (zone_named, packaged_zone):
            with zone_data(tmp_path), pytest.raises(ZoneDataError, match="no data of") as raised:
                source(BOGOTA_NAME)
            assert repr(BOGOTA_NAME) in str(raised.value)
            assert raised.value.is_missing

    def test_the_error_says_what_to_do(self, tmp_path: Path) -> None:
        with zone_data(tmp_path), pytest.raises(ZoneDataError) as raised:
            zone_named(BOGOTA_NAME)
        for language in ("es", "en"):
            words = raised.value.message(language)
            assert "python -m pip install --force-reinstall tzdata" in words
            assert "PYTHONTZPATH" in words


class TestDirectory:
    """A directory tells a zone that does not exist from data that do not."""

    MADRID = SHIPPED_TOML.replace('"America/Bogota"', '"Europe/Madrid"')

    def test_an_unknown_name_is_a_fault_of_the_directory(self) -> None:
        with pytest.raises(DirectoryError, match="must be an IANA time zone"):
            Directory.from_toml(SHIPPED_TOML.replace("America/Bogota", "America/Narnia"))

    @pytest.mark.parametrize("toml", [SHIPPED_TOML, MADRID], ids=["Bogotá", "Madrid"])
    def test_missing_data_are_no_fault_of_the_directory(self, toml: str, tmp_path: Path) -> None:
        with zone_data(tmp_path), pytest.raises(ZoneDataError):
            Directory.from_toml(toml)

    def test_broken_data_are_no_fault_of_the_directory(self, tmp_path: Path) -> None:
        write_zone(tmp_path, "Europe/Madrid", b"TZif2")
        with zone_data(tmp_path), pytest.raises(ZoneDataError, match="Europe/Madrid"):
            Directory.from_toml(self.MADRID)

    def test_wrong_data_give_no_answer(self, tmp_path: Path) -> None:
        write_zone(tmp_path, BOGOTA_NAME, packaged_data("America/New_York"))
        directory = default_directory()
        when = max(KNOWN_OFFSETS)
        with zone_data(tmp_path), pytest.raises(ZoneDataError):
            recommend("complaint", 3, when.astimezone(directory.zone))


IMPORTS = """
import importlib, pkgutil, ccb_support
for module in pkgutil.walk_packages(ccb_support.__path__, "ccb_support."):
    # Django reads models only in a project with settings.
    of_django = module.name.startswith("ccb_support.django.")
    if not of_django and not module.name.endswith(("__main__", ".spark_engine")):
        importlib.import_module(module.name)
for act in (
    lambda: ccb_support.BOGOTA,
    lambda: ccb_support.default_directory().zone,
    lambda: ccb_support.recommend("queja", "P3", None),
):
    try:
        act()
    except ZoneDataError as error:
        print(error.code)
"""


@NEEDS_PROCESSES
def test_no_import_needs_the_data(tmp_path: Path) -> None:
    write_zone(tmp_path, BOGOTA_NAME, b"TZif2")
    process = subprocess.run(  # noqa: S603 - the library itself
        [sys.executable, "-c", IMPORTS], capture_output=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONTZPATH": str(tmp_path)},
    )  # fmt: skip
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.split() == ["wrong_zone_data"] * 3
