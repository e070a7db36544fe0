"""Compressed files: they hold the same as plain ones, and damage is an error."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from ccb_support.frames.files import text_files
from tests.frames.files.ticket_files import FILE_ROUTER, content_of, refusal, route_file

HEAD = b"kind,urgency,opened,note\n"
ROW = b"queja,3,2026-07-10T17:00:00-05:00,"
OF_CSV = HEAD + b"".join(b"%s%d\n" % (ROW, number * 7919) for number in range(5_000))
OF_JSON = b"".join(
    b'{"kind": "queja", "urgency": 3, "opened": "2026-07-10T17:00:00-05:00", "note": %d}\n' % number
    for number in range(5_000)
)
CONTENTS = {".csv": OF_CSV, ".jsonl": OF_JSON, ".ndjson": OF_JSON}

every_suffix = pytest.mark.parametrize("suffix", CONTENTS)


class TestCompressed:
    """A compressed file holds the same as a plain one."""

    @every_suffix
    def test_files_are_read_and_written(self, tmp_path: Path, suffix: str) -> None:
        plain, zipped = tmp_path / f"tickets{suffix}", tmp_path / f"tickets{suffix}.GZ"
        plain.write_bytes(CONTENTS[suffix])
        zipped.write_bytes(gzip.compress(CONTENTS[suffix]))
        wanted = tmp_path / f"wanted{suffix}"
        tally = route_file(plain, wanted)
        assert tally.rows == 5_000
        for source in (plain, zipped):
            target = tmp_path / f"{source.name}-routed{suffix}.gz"
            assert route_file(source, target) == tally
            assert content_of(target) == wanted.read_bytes()

    def test_files_depend_on_nothing_but_the_content(self, tmp_path: Path) -> None:
        source = tmp_path / "tickets.csv"
        source.write_bytes(OF_CSV)
        one, two = tmp_path / "one.csv.gz", tmp_path / "two.csv.gz"
        route_file(source, one)
        route_file(source, two)
        assert one.read_bytes() == two.read_bytes()
        flags_and_time = one.read_bytes()[3:8]
        assert flags_and_time == bytes(5)

    def test_files_may_have_several_members(self, tmp_path: Path) -> None:
        source = tmp_path / "tickets.csv.gz"
        half = len(OF_CSV) // 2
        source.write_bytes(gzip.compress(OF_CSV[:half]) + gzip.compress(OF_CSV[half:]))
        assert route_file(source, tmp_path / "routed.csv").rows == 5_000

    @every_suffix
    def test_files_are_read_batch_by_batch(
        self, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(text_files, "MOST_CHARACTERS", 2**12)
        monkeypatch.setattr(text_files, "LONGEST_ROW", 2**12)
        source = tmp_path / f"tickets{suffix}.gz"
        source.write_bytes(gzip.compress(CONTENTS[suffix]))
        progress: list[int] = []
        FILE_ROUTER.route(source, tmp_path / f"routed{suffix}.gz", progress.append)
        assert len(progress) > 10
        assert progress == sorted(progress)
        assert progress[-1] == source.stat().st_size


def _zipped(content: bytes) -> dict[str, bytes]:
    whole = gzip.compress(content)
    middle = len(whole) // 2
    return {
        "the beginning": whole[:5],
        "half": whole[:middle],
        "without the end": whole[:-4],
        "another checksum": whole[:-8] + bytes(4) + whole[-4:],
        "another block": whole[:10] + b"\xff" + whole[11:],
        "more at the end": whole + b"more",
        "not compressed": content,
    }


DAMAGED = [
    pytest.param(suffix, damaged, id=f"{suffix}, {name}")
    for suffix, content in CONTENTS.items()
    for name, damaged in _zipped(content).items()
]


class TestDamaged:
    """A damaged file is an error that says what to do, and nothing is written."""

    @pytest.mark.parametrize(("suffix", "damaged"), DAMAGED)
    def test_files_are_an_error(self, tmp_path: Path, suffix: str, damaged: bytes) -> None:
        source = tmp_path / f"tickets{suffix}.gz"
        source.write_bytes(damaged)
        error = refusal(source, "it is not a whole gzip file", f"routed{suffix}.gz")
        assert "Copy or download it again, or compress it once more" in str(error)
        assert "Cópielo o descárguelo de nuevo" in error.message("es")

    @every_suffix
    def test_files_may_be_an_error_of_a_line(self, tmp_path: Path, suffix: str) -> None:
        source = tmp_path / f"tickets{suffix}.gz"
        content = bytearray(gzip.compress(CONTENTS[suffix]))
        content[len(content) // 2 : len(content) // 2 + 64] = b"\xff" * 64
        source.write_bytes(content)
        refusal(source, "can't be used as a table", f"routed{suffix}.gz")
