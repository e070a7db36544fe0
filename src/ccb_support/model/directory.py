"""A directory: the channels, the escalation levels, the changes of their hours, and its editions.

`Directory.from_toml` reads a directory from one TOML file, and checks the whole file. Editions are
versions of a directory that follow each other, each from its own day on.
"""

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from stat import S_ISREG
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    Self,
    TypeAlias,
    TypeVar,
)
from zlib import crc32
from zoneinfo import ZoneInfo

from pydantic import (
    BeforeValidator,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from ccb_support.clock.wall_clock import zone_named
from ccb_support.errors import (
    DirectoryError,
    Fault,
    NotAChannelDirectoryError,
    NotACollectionError,
    UnknownChannelError,
    name_in_errors,
    quoted,
)
from ccb_support.limits import (
    LONGEST_FILE,
    MOST_CHANNELS,
    MOST_DATED_ENTRIES,
    MOST_DOTS,
    MOST_EDITIONS,
    MOST_LEVELS,
    MOST_PRIORITIES,
    MOST_REQUEST_TYPES,
)
from ccb_support.words import Phrase
from ccb_support.words.faults import MISTAKES, UNSEEN_LETTER

from .changed_hours import Closure, Season, SpecialDay
from .channels import WORDS_OF_FILE, Channel, EscalationLevel
from .dates import CalendarDate, FirstDay, HolidayChoice
from .records import (
    TOO_MANY,
    AtMost,
    NotEmpty,
    Record,
    as_sequence,
    bad_value,
    find_every_fault,
    letters_of,
    phrase_of,
)
from .text import LanguageTag, Line, LocalizedText, ZoneName, as_line, is_visible
from .vocabulary import Priorities, RequestTypes, usual_directory

if TYPE_CHECKING:
    from .faults import TomlLines

FORMAT = 2
"""The version of the file's format."""


def _require_format(value: object) -> int:
    if value == FORMAT:
        return FORMAT
    raise bad_value("old_format" if value == 1 else "unknown_format")


class Directory(Record, frozen=True):
    """Everything a desk publishes about its channels.

    Attributes:
        format: the version of the file's format: 2.
        version: the version of the content; it changes whenever an answer may change.
        as_of: the day on which the content was last compared with its source.
        name: what the directory is, for people.
        time_zone: the IANA name of the zone of all its times.
        channels: the channels, in order of preference.
        escalation: the escalation levels, in order.
        seasons: other weekly hours between two dates.
        special_days: days whose hours replace the usual ones.
        closures: spans of time in which channels are closed.
        request_types: what people ask the desk for; without them, the usual ones.
        priorities: how urgent requests are, from 1, the most urgent; without them, the usual ones.
        holiday_calendar: its holidays: the code of a country or of a part of it, such as `"CO"` or
            `"US-NY"`, or its own list. `None` means Colombia's in Bogotá's zone, and no holidays
            elsewhere, where no channel may then depend on them.
        language: the language of its answers, reports and exports if a caller names none: `"es"` or
            `"en"`. It may be stated as any BCP 47 tag of these, such as `"es-CO"`.
        effective: the first day on which it holds, in its zone. `None` means from the first
            supported day on.
    """

    format: Annotated[Literal[2], BeforeValidator(_require_format)]
    version: Line
    as_of: CalendarDate
    name: LocalizedText
    time_zone: ZoneName
    request_types: Annotated[NotEmpty[RequestTypes], AtMost(MOST_REQUEST_TYPES)] = Field(
        default_factory=lambda: usual_directory().request_types
    )
    priorities: Annotated[NotEmpty[Priorities], AtMost(MOST_PRIORITIES)] = Field(
        default_factory=lambda: usual_directory().priorities
    )
    channels: Annotated[NotEmpty[tuple[Channel, ...]], AtMost(MOST_CHANNELS)]
    escalation: Annotated[tuple[EscalationLevel, ...], AtMost(MOST_LEVELS)] = ()
    seasons: Annotated[tuple[Season, ...], AtMost(MOST_DATED_ENTRIES)] = ()
    special_days: Annotated[tuple[SpecialDay, ...], AtMost(MOST_DATED_ENTRIES)] = ()
    closures: Annotated[tuple[Closure, ...], AtMost(MOST_DATED_ENTRIES)] = ()
    holiday_calendar: HolidayChoice | None = None
    language: LanguageTag = "es"
    effective: FirstDay | None = None

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read a directory from TOML.

        Raises:
            DirectoryError: the text is not a directory; its `faults` say everything that is wrong.
        """
        content = _parse_toml(text)
        try:
            return cls.model_validate(content)
        except ValidationError as error:
            from .faults import list_faults  # noqa: PLC0415 - most files have no fault

            faults = list_faults(error, content, cls, text)
            raise DirectoryError(sorted(faults, key=lambda each: each.line or 0)) from error

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Self:
        """Read a directory from a TOML file in UTF-8.

        Raises:
            DirectoryError: the file is not a directory, or `path` can't be that of a file; its
                `faults` say everything that is wrong.
            OSError: the file can't be read.
        """
        return cls.from_toml(read_text(path))

    @classmethod
    def from_folder(cls, path: str | os.PathLike[str]) -> tuple[Self, ...]:
        """Read the editions of a directory: each `*.toml` file of a folder, in order.

        Their keys `effective` order them, and not the names of the files. Hidden files, other names
        and folders inside do not count.

        Raises:
            DirectoryError: a file is not a directory, the editions do not fit together, there is no
                file, or `path` can't be that of a folder; its `faults` say everything that is wrong
                in which file.
            OSError: the folder, or a file, can't be read, for example because a link leads nowhere.
        """
        return parse_editions(read_folder(path), cls.from_toml)

    _check = find_every_fault

    @field_validator("channels", mode="wrap")
    @classmethod
    def _read_with_its_words(
        cls, value: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> object:
        token = WORDS_OF_FILE.set(info.data)
        try:
            return handler(value)
        finally:
            WORDS_OF_FILE.reset(token)

    def request_type(self, text: object) -> str:
        """Return the id of the request type that `text` means.

        Args:
            text: an id, or a spelling, of one of `request_types`.

        Raises:
            UnknownRequestTypeError: `text` means no request type, or could mean several.
        """
        return self.request_types.parse(text)

    def priority(self, text: object) -> int:
        """Return the number of the priority that `text` means.

        Args:
            text: a number, or a spelling, of one of `priorities`.

        Raises:
            UnknownPriorityError: `text` means no priority, or could mean several.
        """
        return self.priorities.parse(text)

    @property
    def usual_priority(self) -> int:
        """The priority in the middle of the scale, for callers who name none."""
        return self.priorities[len(self.priorities) // 2].id

    def is_reserved_by_priority(self, channel: Channel) -> bool:
        """Return whether a channel does not serve every priority."""
        return len(channel.priorities) < len(self.priorities)

    def is_reserved_by_request_type(self, channel: Channel) -> bool:
        """Return whether a channel does not serve every request type."""
        return len(channel.request_types) < len(self.request_types)

    def is_reserved(self, channel: Channel) -> bool:
        """Return whether a channel does not serve every request."""
        return self.is_reserved_by_priority(channel) or self.is_reserved_by_request_type(channel)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return zone_named(self.time_zone)

    def channel(self, channel_id: str) -> Channel:
        """Return the channel of an id.

        Raises:
            UnknownChannelError: the directory has no such channel.
        """
        (known,) = known_ids([channel_id], {each.id: each.name.es for each in self.channels})
        return {each.id: each for each in self.channels}[known]

    @property
    def depends_on_holidays(self) -> bool:
        """Whether a public holiday can change the hours of any channel."""
        return any(
            channel.depends_on_holidays(
                each.hours for each in self.seasons if each.concerns(channel.id)
            )
            for channel in self.channels
        )

    @property
    def channel_ids(self) -> tuple[str, ...]:
        """The ids of the channels, in order of preference."""
        return tuple(channel.id for channel in self.channels)


@cache
def default_directory() -> Directory:
    """Return the directory that ships with the library, loaded on first use.

    Source: the table of channels and the table of escalation levels that Certicámara publishes for
    the Bogotá Chamber of Commerce.

    Raises:
        DirectoryError: somebody has changed the file of the directory, and it has faults now.
    """
    return directory_of(files("ccb_support").joinpath("directory.toml").read_bytes())


def directory_of(content: bytes) -> Directory:
    """Return the directory of a file. That of the shipped file need not be read: it has records.

    Raises:
        DirectoryError: the file has faults.
    """
    # A program that reads another directory does not need the records of this one.
    from .shipped_records import CHECKSUM, SHIPPED  # noqa: PLC0415 - they are made of this class

    return SHIPPED if crc32(content) == CHECKSUM else Directory.from_toml(content.decode())


def read_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a file in UTF-8, up to a little more than the longest that is allowed.

    Raises:
        DirectoryError: the file is not text, or `path` can't be the path of a file.
        OSError: the file can't be read.
    """
    try:
        # To `Path`, an empty path is the current folder. Some editors put a mark in front.
        with open(os.fspath(path), encoding="utf-8-sig") as file, name_in_errors(path):  # noqa: PTH123 - `Path` differs
            return file.read(LONGEST_FILE + 1)
    except UnicodeDecodeError as error:
        raise refusal("not_utf8", byte=hex(error.object[error.start])) from error
    except (TypeError, ValueError) as error:
        raise refusal("not_a_path", path=quoted(path)) from error


def _parse_toml(text: object) -> dict[str, object]:
    if not isinstance(text, str):
        raise refusal("not_text", value=quoted(text))
    if len(text) > LONGEST_FILE:
        raise refusal("long_file", most=LONGEST_FILE)
    # `splitlines` would also split a quoted name at characters that end no line of TOML. Some
    # editors put a mark in front of a file, and Python keeps the mark when it reads plain UTF-8.
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if any(each.count(".") > MOST_DOTS for each in lines):
        raise refusal("many_dots", most=MOST_DOTS)
    import tomllib  # noqa: PLC0415 - a program with the shipped directory parses no file

    try:
        return tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError) as error:
        # TOML's own complaint, a number with thousands of digits, or tables nested without end.
        place = re.search(_PLACE, str(error))
        line, column = map(int, place.groups()) if place else (None, 0)
        letter = lines[line - 1][column - 1 : column] if line else ""
        raise refusal(
            "not_toml", line=line, mistake=toml_mistake(str(error), letter=letter)
        ) from error


_PLACE = r"\(at line ([0-9]+), column ([0-9]+)\)"
"""Where the reader of TOML says on which line, and at which character, the first mistake is."""


def toml_mistake(message: str, *, letter: str) -> Phrase:
    """Return what is wrong with a text at a letter, by what Python's reader of TOML says of it."""
    known = (words for start, words in MISTAKES.items() if message.startswith(start))
    return next(known) if is_visible(letter) else UNSEEN_LETTER


def refusal(
    code: str, key: str = "", /, *, line: int | None = None, **parts: object
) -> DirectoryError:
    """Return the error that has one fault, which is about a whole text or folder, or a key."""
    words = phrase_of(code, **parts)
    return DirectoryError([Fault(key, words.en, words.es, line)])


def known_ids(ids: object, known: dict[str, str]) -> frozenset[str]:
    """Check that each of `ids` is that of a `known` channel, and return them as a set.

    `known` has the Spanish name of each channel, by id.

    Raises:
        UnknownChannelError: one of `ids` is not the id of a channel.
        NotACollectionError: `ids` is one bare `str`, or not a collection.
    """
    if isinstance(ids, str | bytes) or not isinstance(ids, Collection):
        raise NotACollectionError(ids)
    members: list[object] = [*ids]
    for member in members:
        if letters_of(member) not in known:
            raise UnknownChannelError(
                member, [*known], spanish=[f"{other} ({name})" for other, name in known.items()]
            )
    return frozenset(map(letters_of, members))


# --- Several editions.


DirectoryOrEditions: TypeAlias = Directory | Sequence[Directory]
"""A directory, or the editions of one."""

Texts: TypeAlias = Mapping[str, str]
"""The text of each edition, by the name of its file. A file that is read on its own has no name."""

_D = TypeVar("_D", bound=Directory)
_T = TypeVar("_T")
_V = TypeVar("_V")


def read_texts(path: str | os.PathLike[str]) -> Texts:
    """Return the text of a file, or of each `*.toml` file of a folder.

    Raises:
        DirectoryError: a file is not text, or a folder has no such file, or too many.
        OSError: a file can't be read.
    """
    # To `Path`, an empty path is the current folder, and one with a zero byte an error.
    if os.path.isdir(path):  # noqa: PTH112 - `Path` differs
        return read_folder(path)
    return {"": read_text(path)}


def read_folder(path: str | os.PathLike[str]) -> Texts:
    """Return the text of each `*.toml` file of a folder. Raises what `read_texts` raises."""
    try:
        found = [
            Path(path, name)
            for name in sorted(os.listdir(os.fspath(path)))  # noqa: PTH208 - `Path` reads "" as "."
        ]
    except (TypeError, ValueError) as error:
        raise refusal("not_a_folder", path=quoted(path)) from error
    paths = {
        each.name: each
        for each in found
        if each.suffix == ".toml" and not each.name.startswith(".")
        # `is_file` overlooks a link that leads nowhere: an edition would be missing.
        if S_ISREG(each.stat().st_mode)
    }
    if not paths:
        raise refusal("no_editions")
    if len(paths) > MOST_EDITIONS:
        raise refusal(TOO_MANY, count=len(paths), most=MOST_EDITIONS)
    texts, faults = _read_each(paths, read_text)
    if faults:
        raise DirectoryError(faults)
    return texts


def parse_editions(texts: Texts, parse: Callable[[str], _D]) -> tuple[_D, ...]:
    """Return the editions that `parse` reads from texts, in the order of their first days.

    Raises:
        DirectoryError: a text is not a directory, or the editions do not fit together. Its
            `faults` are those of all files.
    """
    return _fit_together(*_read_each(texts, parse), texts)


def in_order(directory: object) -> tuple[Directory, ...]:
    """Return a directory as one edition, or several editions in the order of their first days.

    Raises:
        NotAChannelDirectoryError: `directory` is neither a `Directory` nor a sequence of them.
        DirectoryError: the editions do not fit together.
    """
    given = as_sequence(directory) or [directory]
    editions = [each for each in given if isinstance(each, Directory)]
    if len(editions) < len(given):
        raise NotAChannelDirectoryError(directory)
    return _fit_together({f"[{number}]": each for number, each in enumerate(editions)}, [], {})


def lines_of(
    editions: Sequence[Directory], text: str | Sequence[str] | Texts | None
) -> list[tuple[str, "TomlLines"]]:
    """Return, for each edition, the name of its file and the lines of its text.

    The name has visible letters only, and is empty if nobody knows it. Without `text`, no place has
    a line.

    Raises:
        DirectoryError: `text` does not have exactly the texts of these editions.
    """
    from .faults import TomlLines  # noqa: PLC0415 - a router reads no text

    if text is None:
        return [("", TomlLines(""))] * len(editions)
    texts: Any = as_sequence(text) or [text]
    named = text.items() if isinstance(text, Mapping) else [("", each) for each in texts]
    read = [
        (type(editions[0]).from_toml(each), as_line(name), TomlLines(each)) for name, each in named
    ]
    read.sort(key=lambda one: first_day(one[0]))
    if [edition for edition, _, _ in read] != [*editions]:
        raise refusal("other_text")
    return [(name, lines) for _, name, lines in read]


def first_day(edition: Directory) -> date:
    """Return the first day of an edition; the first of all days if it names none.

    If its zone skips the day that it names, it begins on the next one.
    """
    if edition.effective is None:
        return date.min
    noon = datetime.combine(edition.effective, time(12), edition.zone)
    return noon.astimezone(UTC).astimezone(edition.zone).date()


def _read_each(
    given: Mapping[str, _V], read: Callable[[_V], _T]
) -> tuple[dict[str, _T], list[Fault]]:
    """Return what `read` makes of each value, by its name, and the faults with these names.

    A name of a file may have any letters, so the faults have it in visible ones.
    """
    found: dict[str, _T] = {}
    faults: list[Fault] = []
    for name, value in given.items():
        try:
            found[name] = read(value)
        except DirectoryError as error:
            faults += (each._replace(file=as_line(name)) for each in error.faults)
    return found, faults


def _fit_together(editions: Mapping[str, _D], faults: list[Fault], texts: Texts) -> tuple[_D, ...]:
    """Return editions in the order of their first days.

    Raises:
        DirectoryError: there are `faults`, or several editions repeat what they must not: a first
            day or a version; or one has another zone.
    """
    known: dict[tuple[str, object], str] = {}
    zone = next((each.time_zone for each in editions.values()), "")
    for name, edition in editions.items():
        for key, value in (("effective", first_day(edition)), ("version", edition.version)):
            other = known.setdefault((key, value), name)
            if other != name:
                code = "several_without_effective" if value == date.min else f"repeated_{key}"
                words = phrase_of(code, value=value, other=as_line(other))
                faults.append(_fault(words, name, key, texts))
        if edition.time_zone != zone:
            faults.append(_fault(phrase_of("other_zone", zone=zone), name, "time_zone", texts))
    if faults:
        raise DirectoryError(faults)
    return tuple(sorted(editions.values(), key=first_day))


def _fault(words: Phrase, file: str, key: str, texts: Texts) -> Fault:
    from .faults import TomlLines  # noqa: PLC0415 - a router reads no text

    # Directories made in Python have no text, and so no lines.
    line = TomlLines(texts.get(file, "")).line_of((key,))
    return Fault(key, words.en, words.es, line, as_line(file))
