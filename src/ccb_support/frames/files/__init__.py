"""Routing a file of tickets to another file: CSV, JSON Lines or Parquet, compressed or not."""
