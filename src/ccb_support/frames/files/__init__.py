"""Routing a file of tickets to another file: CSV, JSON Lines or Parquet, compressed or not."""

# What the command line takes from here. The reference does not list it.
from ccb_support.frames.ticket_columns import RequestColumns as RequestColumns

from .batches import format_of as format_of
from .file_router import FileRouter as FileRouter
