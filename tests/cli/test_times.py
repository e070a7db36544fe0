"""Times on the command line: errors quote them as the user wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import SHIPPED_TOML

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Run

COMPLAINT = ("complaint", "3")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("recommend", *COMPLAINT, "--when", "2200-01-01"), "'2200-01-01' is outside"),
        (
            ("recommend", *COMPLAINT, "--when", "1984-01-01T04:59Z"),
            "'1984-01-01T04:59Z' is outside",
        ),
        (("timeline", *COMPLAINT, "--from", "2200-01-01", "--to", "2200-01-02"), "'2200-01-01' is"),
        (("timeline", *COMPLAINT, "--from", "2199-12-31", "--to", "2200-01-02"), "'2200-01-02' is"),
        (("verify", "--to", "2020-01-01"), "from '2026-01-01' to '2020-01-01' is empty"),
        (("verify", "--from", "2028-01-01", "--to", "2027-01-01"), "from '2028-01-01' to '2027-01"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[-1],
)
def test_are_quoted_as_they_were_written(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    result = run(*arguments, "--lang", "en")
    assert result.code == 2
    assert message in result.err


def test_are_compared_as_instants(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new_york.toml"
    path.write_text(
        'holiday_calendar = "CO"\n' + SHIPPED_TOML.replace("America/Bogota", "America/New_York"),
        "utf-8",
    )
    # The clock goes from 02:00 to 03:00, so that 02:30 is the instant of 03:30.
    gap = (
        "--from",
        "2026-03-08T02:30",
        "--to",
        "2026-03-08T03:15",
        "--directory",
        str(path),
        "--lang",
        "en",
    )
    result = run("timeline", *COMPLAINT, *gap)
    assert result.code == 2
    assert "from '2026-03-08T02:30' to '2026-03-08T03:15' is empty" in result.err


def test_the_end_of_the_supported_range_ends_a_range(run: Run) -> None:
    last = ("--from", "2199-12-31", "--to", "2200-01-01")
    result = run("timeline", "incident", "1", *last)
    assert (result.code, result.out.count("\n")) == (0, 1)
