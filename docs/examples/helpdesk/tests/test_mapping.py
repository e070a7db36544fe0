"""What a ticket asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ccb_support import Priority, RequestType
from helpdesk.models import Queue, Ticket

import support_advice
from support_advice.mapping import UnmappedError, request_of

if TYPE_CHECKING:
    from pytest_django import Settings

FIXTURE = Path(support_advice.__file__).with_name("fixtures") / "queues.json"
QUEUES = [row["fields"]["slug"] for row in json.loads(FIXTURE.read_text("utf-8"))]


def ticket(queue: str = "quejas", priority: int | str = 3) -> Ticket:
    return Ticket(queue=Queue(slug=queue), priority=priority)


class TestRequestOf:
    """Queue and priority are looked up in the settings; what is not there is not guessed."""

    def test_has_a_queue_for_each_request_type(self) -> None:
        assert sorted(request_of(ticket(queue))[0] for queue in QUEUES) == sorted(RequestType)

    @pytest.mark.parametrize("number", range(1, 6))
    def test_takes_the_steps_of_helpdesk_for_those_of_the_directory(self, number: int) -> None:
        assert request_of(ticket(priority=number)) == (RequestType.COMPLAINT, Priority(number))

    def test_takes_the_text_that_the_form_sends(self) -> None:
        assert request_of(ticket(priority="1")) == (RequestType.COMPLAINT, Priority.CRITICAL)

    def test_follows_the_settings(self, settings: Settings) -> None:
        settings.SUPPORT_ADVICE_REQUEST_TYPES = {"quejas": RequestType.APPEAL}
        settings.SUPPORT_ADVICE_PRIORITIES = {3: Priority.HIGH}
        assert request_of(ticket()) == (RequestType.APPEAL, Priority.HIGH)

    # The second is a word that the library would understand.
    @pytest.mark.parametrize("queue", ["otros", "complaint", ""])
    def test_refuses_a_queue_that_is_not_mapped(self, queue: str) -> None:
        with pytest.raises(UnmappedError) as caught:
            request_of(ticket(queue))
        assert str(caught.value) == f"SUPPORT_ADVICE_REQUEST_TYPES has no entry for {queue!r}"

    def test_refuses_a_priority_that_is_not_mapped(self) -> None:
        with pytest.raises(UnmappedError) as caught:
            request_of(ticket(priority=6))
        assert (caught.value.setting, caught.value.key) == ("SUPPORT_ADVICE_PRIORITIES", 6)
