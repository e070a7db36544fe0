"""Which directory answers now: one that never changes, or the last edit of a file."""
