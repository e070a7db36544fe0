"""A directory as a whole: the shipped one, what is read from a file or a folder, and hostile texts."""

import inspect
import re
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from ccb_support import (
    Channel,
    Directory,
    DirectoryError,
    EscalationLevel,
    UnknownChannelError,
    default_directory,
)
from ccb_support.errors import QUOTED_LENGTH
from ccb_support.limits import MOST_EDITIONS
from ccb_support.model import Closure, DayHours, SpecialDay, WeeklyHours
from ccb_support.model.directory import parse_editions, read_texts
from tests.builders import SHIPPED, SHIPPED_TOML, line_with
from tests.editions import NEW, NEW_TOML, write_folder
from tests.hostile import NOON
from tests.model.small_directory import SMALL, closure, faults, special_day
from tests.systems import NEEDS_LINUX
from tests.test_rooms import SOURCE


class TestShippedDirectory:
    """The shipped directory is Bogotá's, of the day of its source, and announces no changed hours."""

    def test_it_announces_no_changed_hours(self) -> None:
        assert SHIPPED.time_zone == SHIPPED.zone.key == "America/Bogota"
        file = Directory.from_file(SOURCE / "directory.toml")
        assert SHIPPED.version == f"{file.as_of:%Y.%m.%d}"
        assert (SHIPPED.seasons, SHIPPED.special_days, SHIPPED.closures) == ((), (), ())

    def test_the_changed_hours_that_it_gives_as_examples_can_be_used(self) -> None:
        _, examples = SHIPPED_TOML.split("# --- Changed hours.")
        lines = re.findall(r"^# (\[\[.*|\w+ = .*)", examples, re.MULTILINE)
        directory = Directory.from_toml("\n".join([SHIPPED_TOML, *lines]))
        assert [each.name.en for each in directory.seasons] == ["Year-end hours"]
        assert [day.name.en for day in directory.special_days] == ["Christmas Eve"]
        assert [closure.name.en for closure in directory.closures] == ["Chat maintenance"]


@pytest.mark.parametrize(
    ("tag", "language"),
    [("es", "es"), ("ES_co", "es"), ("es-419", "es"), ("en", "en"), ("En-US", "en")],
)
def test_a_directory_names_its_language_with_any_tag_of_it(tag: str, language: str) -> None:
    assert Directory.from_toml(f'language = "{tag}"\n{SMALL}').language == language
    pattern = Directory.model_json_schema()["properties"]["language"]["pattern"]
    assert re.search(pattern, tag)


@pytest.mark.parametrize("record", [Channel, EscalationLevel, SpecialDay, Closure, Directory])
def test_every_key_of_a_record_is_explained(record: type[Channel]) -> None:
    for key in record.model_fields:
        assert f"\n    {key}: " in (inspect.getdoc(record) or "")


# A caller may ignore the types.

TEXT = SMALL.replace(
    'e164 = "+576017452141"', 'e164 = "+576017452141", extensions = ["7"], menu_option = "3"'
) + special_day(channels='["desk"]')
"""A directory that uses every key whose value is a text."""

QUOTED = [*re.finditer(r'"[^"]*"', TEXT)]
WORDS = [f'"{word}"' for word in ("1", "Mesa", "Desk", "Chat", "Jefe", "Head", "Cierre", "Closed")]
"""Words for people, which may be any visible line."""

NAMED_ALL = TEXT.replace('id = "chat"', 'id = "all"')

ADDRESSES = ["javascript:alert(1)", "data:text/html,x"]


def put(hostile: str, place: re.Match[str]) -> str:
    """Return `TEXT` with a hostile text between the quotes of a place."""
    return f'{TEXT[: place.start()]}"{hostile}"{TEXT[place.end() :]}'


def id_of(value: object) -> str | None:
    return f"{value.start()} {value[0]}" if isinstance(value, re.Match) else None


READERS = [Directory.from_file, Directory.from_folder, read_texts]
"""What takes a path."""


def name_or_path(value: Any) -> str:  # noqa: ANN401 - a reader, or anything for a path
    return getattr(value, "__name__", ascii(value))


class TestDirectories:
    """A text or an object is a directory, or the error says everything that is wrong with it."""

    @pytest.mark.parametrize(
        ("place", "hostile"),
        [
            *product(QUOTED, ["\\u001b[2J", "\\u0000", "\\u202e", "", "x" * 3000]),
            *product([each for each in QUOTED if each[0] not in WORDS], ADDRESSES),
        ],
        ids=id_of,
    )
    def test_no_text_commands_a_terminal_or_a_browser(
        self, place: re.Match[str], hostile: str
    ) -> None:
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(put(hostile, place))
        assert str(caught.value).replace("\n", "").isprintable()

    @pytest.mark.parametrize(
        "keys",
        [
            *(["name", "name"], ["plural", "plural"], ["spellings", "spellings"]),
            *(["spellings", "ambiguous"], ["ambiguous"]),
        ],
        ids=" and ".join,
    )
    @pytest.mark.parametrize("hostile", ["\\u001b[2J", "\\u202e", "x" * 3000])
    def test_no_word_that_entries_should_not_share_does(
        self, hostile: str, keys: list[str]
    ) -> None:
        """One fault is about the word itself, and another one about the entries."""
        words = {"name": f'"{hostile}"', "plural": f'"{hostile}"'}
        entries = (
            {"id": f'"a{place}"', "name": f'"b{place}"', key: words.get(key, f'["{hostile}"]')}
            for place, key in enumerate(keys)
        )
        tables = (
            "\n".join(["[[request_types]]", *map(" = ".join, each.items()), ""]) for each in entries
        )
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml("\n".join([TEXT, *tables]))
        for fault in caught.value.faults:
            assert f"{fault.message}{fault.spanish}".isprintable()
            assert len(fault.message) < 3000

    @pytest.mark.parametrize("hostile", ADDRESSES)
    @pytest.mark.parametrize("place", [each for each in QUOTED if each[0] in WORDS], ids=id_of)
    def test_words_for_people_may_be_anything_visible(
        self, place: re.Match[str], hostile: str
    ) -> None:
        assert Directory.from_toml(put(hostile, place)).channel_ids == ("desk", "chat")

    def test_regression_days_on_one_date_are_reported_once_each(self) -> None:
        """Two thousand days make two million pairs."""
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(TEXT + special_day() * 2000)
        assert len(caught.value.faults) == 2000

    @pytest.mark.parametrize("channels", ['"all"', '["desk"]'])
    def test_all_between_quotes_alone_means_every_channel(self, channels: str) -> None:
        assert faults(NAMED_ALL + special_day(channels=channels)).keys() == {"special_days[1]"}

    def test_all_in_a_list_is_the_channel_of_that_id(self) -> None:
        text = NAMED_ALL + special_day(channels='["all"]')
        assert Directory.from_toml(text).special_days[1].channels == ("all",)

    @pytest.mark.parametrize("channel_id", ["fax", "PQRS", None, []], ids=repr)
    def test_a_channel_that_is_not_there_is_unknown(self, channel_id: Any) -> None:  # noqa: ANN401 - no id
        with pytest.raises(UnknownChannelError, match="Use one of: pqrs"):
            default_directory().channel(channel_id)

    def test_regression_many_ids_do_not_fill_every_message(self) -> None:
        content = dict(default_directory())
        desk = content["channels"][0]
        content["channels"] = [desk.model_copy(update={"id": f"c{n}"}) for n in range(1000)]
        content["closures"] = [tomllib.loads(closure(channels='["fax"]'))["closures"][0]]
        with pytest.raises(ValidationError, match=r"use one of: c0, c1(?s:.)*…") as caught:
            Directory.model_validate(content)
        assert len(caught.value.errors()[0]["msg"]) < 2 * QUOTED_LENGTH

    def test_a_file_of_many_rows_is_read_as_a_whole(self) -> None:
        text = TEXT + "".join(f"\n[k{number}]\nx = {number}\n" for number in range(2_000))
        with pytest.raises(DirectoryError, match="has 2000 faults"):
            Directory.from_toml(text)

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("a." * 100_000 + "a = 1", id="bare names"),
            pytest.param('"\u2028".' * 100_000 + "a = 1", id="another separator of lines"),
        ],
    )
    def test_regression_names_joined_by_dots_without_end(self, line: str) -> None:
        """TOML's reader takes quadratic time: a million names would take days."""
        with pytest.raises(DirectoryError, match="a line of more than 200 dots"):
            Directory.from_toml(TEXT + line)

    @pytest.mark.parametrize(
        ("read", "path", "error", "words"),
        [
            *(
                (*pair, DirectoryError, "can't be the path of a f")
                for pair in [
                    *product(
                        [Directory.from_file, Directory.from_folder], [None, 5.5, list[str]()]
                    ),
                    *product(READERS, ["a\0b", "\ud800"]),
                ]
            ),
            # What is not there is an error of the system.
            *(
                (read, path, OSError, f"'{re.escape(path)}'")
                for read, path in [*product(READERS, ["", "nowhere"]), (Directory.from_file, ".")]
            ),
        ],
        ids=name_or_path,
    )
    def test_regression_what_is_no_path_and_what_is_not_there_are_refused(
        self,
        read: Any,  # noqa: ANN401 - any reader
        path: object,
        error: type[Exception],
        words: str,
    ) -> None:
        with pytest.raises(error, match=words):
            read(path)

    @NEEDS_LINUX
    @pytest.mark.parametrize("leads_to", ["/proc/self/mem", "nowhere.toml", "a.toml"])
    def test_a_file_that_the_system_can_not_read_is_named(
        self, tmp_path: Path, leads_to: str
    ) -> None:
        """A bad disk fails in the same way. Without a name, the output would seem to fail.

        A folder beside whose files is such a link would seem to have fewer editions.
        """
        path = write_folder(tmp_path) / "a.toml"
        path.symlink_to(leads_to)
        for read, given in ((Directory.from_file, path), (Directory.from_folder, tmp_path)):
            with pytest.raises(OSError, match=re.escape(str(path))):
                read(given)

    @pytest.mark.parametrize("record", [Directory, Channel, WeeklyHours, DayHours])
    @pytest.mark.parametrize(
        "value", [None, 5, "x", b"", object(), [object()], {"id": object()}, {1: 2}, {"a" * 10**6: 1}],
        ids=["None", "5", "text", "bytes", "an object", "a list of it", "an id of it", "no keys", "a long key"],
    )  # fmt: skip
    def test_other_values_than_a_record(self, record: type[Channel], value: object) -> None:
        with pytest.raises(ValidationError):
            record.model_validate(value)

    @pytest.mark.parametrize("field", Channel.model_fields)
    @pytest.mark.parametrize(
        "value", [None, -1, 10**5000, "\ud800", object(), [["x"]], float("nan"), NOON],
        ids=["None", "-1", "a long number", "a lone surrogate", "an object", "lists", "nan", "noon"],
    )  # fmt: skip
    def test_a_channel_with_anything_for_a_field(self, field: str, value: object) -> None:
        content = dict(default_directory().channels[0])
        with pytest.raises(ValidationError):
            Channel.model_validate(content | {field: value})


def test_a_folder_is_read_in_the_order_of_its_first_days(tmp_path: Path) -> None:
    assert Directory.from_folder(write_folder(tmp_path)) == (default_directory(), NEW)
    assert Directory.from_folder(str(tmp_path)) == (default_directory(), NEW)


def test_other_files_and_folders_do_not_count(tmp_path: Path) -> None:
    write_folder(tmp_path)
    for name in (".hidden.toml", "notes.txt", "old.toml.bak", "UPPER.TOML"):
        tmp_path.joinpath(name).write_text("no directory", "utf-8")
    tmp_path.joinpath("a-folder.toml").mkdir()
    assert len(Directory.from_folder(tmp_path)) == 2


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    write_folder(tmp_path)
    faulty = NEW_TOML.replace('opens = "07:00"', 'opens = "25:00"')
    again = NEW_TOML.replace("as_of = 2026-11-24", "as_of = 2026-11-25")
    for name, text in {"a.toml": faulty, "b.toml": again, "c.toml": "version ="}.items():
        tmp_path.joinpath(name).write_text(text, "utf-8")
    with pytest.raises(
        DirectoryError, match=r"b\.toml, effective, line.*as aa-next\.toml does"
    ) as caught:
        Directory.from_folder(tmp_path)
    assert [(each.file, each.path, each.line) for each in caught.value.faults] == [
        ("a.toml", "channels[0].hours[0].opens", line_with(faulty, "25:00")),
        ("c.toml", "", None),
        ("b.toml", "effective", line_with(again, "effective =")),
        ("b.toml", "version", line_with(again, "version =")),
    ]


@pytest.mark.parametrize("letter", ["\x1b[2J", "\r", "\u202e", "\udcf3"])
def test_no_name_of_a_file_commands_a_terminal(letter: str) -> None:
    """Linux takes nearly any byte in a name: one that is not UTF-8 is half a character."""
    one, other = f"a{letter}.toml", f"b{letter}.toml"
    with pytest.raises(DirectoryError) as caught:
        parse_editions(
            {one: SHIPPED_TOML, other: SHIPPED_TOML, f"c{letter}": ""}, Directory.from_toml
        )
    for fault in caught.value.faults:
        assert str(fault).isprintable()
        assert fault.describe("es").isprintable()
    assert {each.file[0] for each in caught.value.faults} == {"b", "c"}


def test_a_folder_has_a_limit(tmp_path: Path) -> None:
    for number in range(MOST_EDITIONS + 1):
        tmp_path.joinpath(f"{number}.toml").touch()
    with pytest.raises(DirectoryError, match=f"{MOST_EDITIONS + 1} entries.* {MOST_EDITIONS}"):
        Directory.from_folder(tmp_path)
    tmp_path.joinpath("0.toml").unlink()
    with pytest.raises(DirectoryError, match=f"has {6 * MOST_EDITIONS} faults"):
        Directory.from_folder(tmp_path)


def test_bytes_that_are_no_text_have_the_name_of_their_file(tmp_path: Path) -> None:
    write_folder(tmp_path).joinpath("latin.toml").write_bytes(b"# \xf1")
    with pytest.raises(DirectoryError) as caught:
        Directory.from_folder(tmp_path)
    assert [each.file for each in caught.value.faults] == ["latin.toml"]


def beginning(day: str) -> str:
    """Return the shipped file with that first day."""
    return SHIPPED_TOML.replace("as_of =", f"effective = {day}\nas_of =")


@pytest.mark.parametrize("day", ["1984-01-01", "2199-12-31"])
def test_a_first_day_is_a_supported_date(day: str) -> None:
    assert str(Directory.from_toml(beginning(day)).effective) == day


@pytest.mark.parametrize("day", ["1983-12-31", "2200-01-01", '"12-24"', "20270101"])
def test_a_first_day_is_no_other_date(day: str) -> None:
    assert faults(beginning(day)).keys() == {"effective"}
