"""Which directory answers now: one for ever, or the last sound edit of a file."""
