"""The week in a picture: who answers when, as text for a terminal and as SVG for a page.

`week` returns the week, Monday to Sunday, that contains an instant. This record has the hours of
each channel, day by day. `WeekView.text` writes the week, and `WeekView.svg` draws it.

>>> from datetime import datetime
>>> from ccb_support import BOGOTA, default_directory
>>> from ccb_support.week import week
>>> view = week(default_directory(), datetime(2026, 7, 14, 10, 30, tzinfo=BOGOTA))
>>> monday, tuesday, *_ = view.channels[0].days
>>> monday.attended, monday.because[0].name.en
((), 'Our Lady of Chiquinquirá')
>>> [f"{time.starts:%H:%M}-{time.ends:%H:%M}" for time in tuesday.attended]
['07:00-17:00']
"""

from .content import AttendedTime, ChannelDay, ChannelWeek, ViewedDay, WeekView, week

__all__ = ["AttendedTime", "ChannelDay", "ChannelWeek", "ViewedDay", "WeekView", "week"]
