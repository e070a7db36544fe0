"""When a channel is open: weekly hours, holidays and exceptions become open spans."""
