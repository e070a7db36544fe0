"""The public holidays of another country, as the package `holidays` gives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ccb_support.clock.instants import FIRST_YEAR, LAST_YEAR, SupportedYears
from ccb_support.errors import DirectoryError, Fault, cut, listed, quoted, require_extra
from ccb_support.model.text import LocalizedText, as_line
from ccb_support.words import Language, Phrase, find_language
from ccb_support.words.faults import FAULTS

from . import AnyCalendar, NamedHoliday

if TYPE_CHECKING:
    from holidays import HolidayBase


@dataclass(frozen=True)
class CountryCalendar(AnyCalendar):
    """The public holidays of a country, or of a part of it.

    These are the days of the public category, with the days on which a holiday is observed instead.
    A language that the package does not have for this country falls back to the other one. If it
    has neither, both names are in the country's own language.

    Attributes:
        code: the ISO code, such as `MX` or `US-NY`.

    Raises:
        DirectoryError: the package has no calendar of that code.
        MissingExtraError: the package is not installed.
    """

    code: str
    _calendar: HolidayBase = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_calendar", open_country(self.code))

    @property
    def years(self) -> SupportedYears:
        """The supported years that the package covers."""
        return SupportedYears(
            first=max(self._calendar.start_year, FIRST_YEAR),
            last=min(self._calendar.end_year, LAST_YEAR),
            calendars=(self.code,),
        )

    def _compute(self, year: int) -> dict[date, tuple[NamedHoliday, ...]]:
        # The package sorts the names of one date by letters, so their order differs between the
        # languages. They stay one name.
        spanish, english = (
            open_country(self.code, year, self._find_tag(language)) for language in ("es", "en")
        )
        return {
            day: (NamedHoliday(LocalizedText(es=as_line(spanish[day]), en=as_line(english[day]))),)
            for day in sorted(english)
        }

    def _find_tag(self, language: Language) -> str | None:
        """Return the package's tag of a language, or of the other one, or of the country's own.

        Return None if the package has one language for this country, and no tag for it.
        """
        own = self._calendar.default_language
        # A country may have several kinds of English, and its own comes first.
        return min(
            filter(find_language, self._calendar.supported_languages),
            key=lambda tag: (find_language(tag) != language, tag != own, tag),
            default=own,
        )


def open_country(code: str, year: int | None = None, language: str | None = None) -> HolidayBase:
    """Return the package's own calendar of that code: of one year, or as yet of none.

    Without a language, the package names holidays in the language of the environment.

    Raises:
        DirectoryError: the package has no calendar of that code.
        MissingExtraError: the package is not installed.
    """
    with require_extra(f'holiday_calendar = "{code}"', "holidays", "calendars"):
        from holidays import PUBLIC, country_holidays  # noqa: PLC0415 - an extra, loaded where it is needed
    country, _, part = code.partition("-")
    try:
        return country_holidays(
            country,
            part or None,
            years=year,
            expand=year is None,
            language=language,
            categories=PUBLIC,
        )
    except NotImplementedError as error:
        words = _advice(country, part)
        raise DirectoryError([Fault("holiday_calendar", cut(words.en), cut(words.es))]) from error


def _advice(country: str, part: str) -> Phrase:
    from holidays import list_supported_countries  # noqa: PLC0415 - an extra, which the caller has loaded

    parts = list_supported_countries().get(country)
    if parts is None:
        return FAULTS["unknown_country"].fill(code=quoted(country))
    code = "unknown_part" if parts else "no_parts"
    return FAULTS[code].fill(code=quoted(part), country=country, parts=listed(parts))
