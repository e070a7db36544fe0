"""When a channel is open: weekly hours, holidays and changed hours become open spans."""
