"""Questions that tests ask the service, and the options with which it runs."""

from types import SimpleNamespace

from ccb_support.cli.tokens import find_command, read_words

COMPLAINT = "/recommend?request_type=complaint&priority=3"
INCIDENT = "/recommend?request_type=incident&priority=1"

EVERY_ADDRESS = (
    COMPLAINT,
    "/timeline?request_type=claim&priority=2&start=2026-07-10T00:00:00Z&end=2026-07-20T00:00:00Z",
    "/channels",
    "/channels/pqrs",
    "/open-time?channel=pqrs&start=2026-07-10T00:00:00Z&end=2026-07-20T00:00:00Z",
    "/escalation",
    "/directory",
    "/health",
    "/livez",
    "/readyz",
)
"""A right question to each address."""


def options(**given: object) -> SimpleNamespace:
    """Return the options of `ccb-support serve`, some of which are given."""
    usual = read_words("serve", find_command("serve"), [])
    return SimpleNamespace(**{**vars(usual), **given})
