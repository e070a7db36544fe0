"""Figures for Prometheus: how many requests and of which kind, how long they take, and the edits.

Several workers count together if the environment has `PROMETHEUS_MULTIPROC_DIR`, as
`ccb-support serve` sets it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from ccb_support.live import LiveDirectory
from ccb_support.words import services as phrases

from .app import ANSWER, COUNTS_FOLDER, Address, Observed
from .replies import ENDPOINTS

_BUCKETS = 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1
"""The limits of the histogram of times, in seconds."""


@dataclass(frozen=True)
class _Age(Collector):
    """The figures that are not counted: how old the directory is that answers now."""

    live: LiveDirectory

    def collect(self) -> Iterator[Metric]:
        """Yield them."""
        desk = self.live.desk()
        yield GaugeMetricFamily(
            "ccb_support_directory_age_days",
            "For how many days nobody has compared the directory with its source.",
            value=(desk.today - desk.directory.as_of).days,
        )
        yield InfoMetricFamily(
            "ccb_support_directory",
            "The version of the directory that answers.",
            value={"version": desk.directory.version},
        )


def add_metrics(app: Starlette, live: LiveDirectory) -> None:
    """Count the requests of an application, and have it show all figures at `/metrics`."""
    own = CollectorRegistry()
    seconds_by = Histogram(
        "ccb_support_request_seconds",
        "How long requests take, by address and HTTP status.",
        ["address", "status"],
        buckets=_BUCKETS,
        registry=own,
    )
    answers = Counter(
        "ccb_support_answers",
        "How many answers recommend a channel, by reason.",
        ["channel", "reason"],
        registry=own,
    )
    # To look up the figure of some labels takes as long as to count.
    seconds_of = lru_cache(1_000)(seconds_by.labels)
    answers_of = lru_cache(1_000)(answers.labels)
    edits = Counter(
        "ccb_support_edits",
        "What happened to edits of the directory. Each worker counts each edit.",
        ["outcome"],
        registry=own,
    )
    shown = own
    if COUNTS_FOLDER in os.environ:
        # Systems tidy up folders for temporary files while the service runs.
        Path(os.environ[COUNTS_FOLDER]).mkdir(mode=0o700, exist_ok=True)
        shown = CollectorRegistry()
        MultiProcessCollector(shown)  # type: ignore[no-untyped-call]  # it has no types
    shown.register(_Age(live))
    # Prometheus sees no increase in a figure that begins with its first count, and no alarm
    # would ring for it.
    for code in ("edit_live", *phrases.EDITS):
        edits.labels(code.removeprefix("edit_"))
    for endpoint in ENDPOINTS:
        seconds_of(endpoint.name, "500")
    live.note = lambda code: edits.labels(code.removeprefix("edit_")).inc()

    def count(scope: Scope, status: int, seconds: float) -> None:
        asked = scope.get("endpoint")
        name = asked.endpoint.name if isinstance(asked, Address) else "other"
        seconds_of(name, str(status)).observe(seconds)
        if answer := scope.get(ANSWER):
            answers_of(answer.channel.id, answer.reason).inc()

    def reply(_request: Request) -> Response:
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
        return Response(generate_latest(shown), headers=headers, media_type=CONTENT_TYPE_LATEST)

    app.add_route("/metrics", reply)
    app.add_middleware(Observed, note=count)
