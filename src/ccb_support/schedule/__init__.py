"""When a channel is open."""
