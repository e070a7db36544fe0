"""How much the library reads at most: each limit with its reason.

What is longer is refused before anything reads it more closely. So the work never grows faster
than the input. The page of the documentation about the limits has the first line of each.
"""

from typing import Final

LONGEST_WORD: Final = 100
"""Characters of a request type, a priority, a medium, a language or a time zone.

Spaces around a word do not count. The usual spellings have at most 30 characters. Unicode takes
quadratic time to sort the accents of one letter.
"""

LONGEST_ID: Final = 64
"""Characters of the id of a channel or of a request type.

People type an id on the command line, and it heads columns of reports.
"""

LONGEST_LINE: Final = 500
"""Characters of a name, a version or a printed number.

A name is part of a sentence that people read to the end.
"""

LONGEST_ADDRESS: Final = 254
"""Characters of an e-mail address.

RFC 5321 allows no longer address.
"""

LONGEST_URL: Final = 2_000
"""Characters of an address on the web.

Some browsers and servers refuse a longer address.
"""

LONGEST_NUMBER: Final = 63
"""Bits of a whole number in a file.

TOML promises no larger numbers, and Python refuses to write out a number of thousands of digits.
"""

LONGEST_FILE: Final = 1_000_000
"""Characters of a directory in TOML.

A directory of 1,000 channels and 500 special days has 570,000. A file of faults alone takes
up to 700 bytes of memory for each character.
"""

MOST_EDITIONS: Final = 100
"""Files in a folder of editions.

An edition a month is enough for eight years, and old ones can go.
"""

MOST_DOTS: Final = 200
"""Dots in a line of TOML.

The reader of TOML takes quadratic time for names joined by dots.
"""

MOST_CHANNELS: Final = 2_000
"""Channels of a directory, or of a season, special day or closure.

Each answer names every channel.
"""

MOST_LEVELS: Final = 100
"""Escalation levels.

Each answer has all of them.
"""

MOST_DATED_ENTRIES: Final = 5_000
"""Special days of a directory, and as many seasons, closures and listed holidays.

It is 23 a year for each supported year.
"""

MOST_PAIRS: Final = 1_000_000
"""Pairs of a season, special day or closure and a channel that it concerns.

A router combines each pair, so the product of two long lists would fill the memory.
"""

MOST_CONTACTS: Final = 50
"""Contacts of a channel or of an escalation level.

An answer has all of them for each channel.
"""

MOST_EXTENSIONS: Final = 50
"""Extensions of a telephone number.

People try them one after the other.
"""

MOST_SPANS: Final = 100
"""Spans in one list of hours.

It is 14 a day.
"""

MOST_WORDS: Final = 100
"""Entries in a list of request types, priorities, spellings, days or weeks.

Each may occur in several spellings.
"""

MOST_REQUEST_TYPES: Final = 100
"""Request types of a directory.

Reports and tables have a row for each of them and each priority.
"""

MOST_PRIORITIES: Final = 10
"""Priorities of a directory.

No help desk distinguishes more.
"""

MOST_ROWS: Final = 100
"""Rows of the source for one channel or level.

An answer has all of them for each channel.
"""
