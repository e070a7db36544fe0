"""A small desk: queues, tickets, and a page for each ticket."""
