"""A clinic with its own words, through every face. `tests/model/test_own_words.py` has the words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ccb_support import Directory, Router
from ccb_support.cli import main
from ccb_support.export import to_schema_org
from ccb_support.week import week
from ccb_support.widget import to_widget
from tests.builders import at

FILE = Path(__file__).parents[1] / "docs/examples/clinica.toml"
CLINIC = Directory.from_file(FILE)
NOON = at("2026-11-30 12:45", "America/Mexico_City")
SWITCHBOARD = "55 5550 0100"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def ask(*words: str) -> str:
        main([*words, "--directory", str(FILE), "--lang", "es"], clock=lambda: NOON, environment={})
        return capsys.readouterr().out

    return ask


class TestTheCommandLine:
    @pytest.mark.parametrize(
        ("words", "shown", "absent"),
        [
            (["recommend", "análisis", "verde"], [SWITCHBOARD], "queja"),
            (["recommend", "turno"], ["se toma P2, media."], "queja"),
            ([], ["exámenes de laboratorio"], "queja"),
            (
                ["recommend", "--help"],
                [
                    "asunto de facturación / billing matter",
                    "P3, baja / P3, low",
                    "de P1 (alta) a P3; P2 si no se escribe",
                ],
                "queja /",
            ),
        ],
        ids=["an answer", "the usual priority", "who answers", "the help"],
    )
    def test_it_has_the_words_of_the_clinic(
        self, run: Callable[..., str], words: list[str], shown: list[str], absent: str
    ) -> None:
        said = run(*words)
        assert [each for each in shown if each not in said] == []
        assert absent not in said

    def test_it_completes_them(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["completion", "words", "--", "recommend", "--directory", str(FILE)], environment={})
        words = capsys.readouterr().out.split("\n")
        assert {"cita", "examen-de-laboratorio", "P1", "P3"} <= {*words}
        assert not {"queja", "P4"} & {*words}


def test_the_service() -> None:
    service = pytest.importorskip("ccb_support.service")
    testclient = pytest.importorskip("starlette.testclient")
    client = testclient.TestClient(service.create_app(FILE, now=lambda: NOON))
    reply = client.get("/recommend?request_type=Factura&priority=roja").json()["answer"]
    assert (reply["request_type"], reply["priority"]) == ("facturacion", 1)
    assert reply["request_name"] == {"es": "asunto de facturación", "en": "billing matter"}
    described = client.get("/openapi.json").json()["paths"]["/recommend"]["get"]["parameters"]
    assert [each["schema"]["examples"] for each in described[:2]] == [
        ["cita", "laboratorio", "facturacion"],
        [1, 2, 3],
    ]
    problem = client.get("/recommend?request_type=queja&priority=P1").json()
    assert problem["accepted"] == ["cita", "laboratorio", "facturacion"]


def test_the_assistant() -> None:
    pytest.importorskip("mcp")
    from tests.mcp.calls import call, with_client  # noqa: PLC0415 - the library may be missing

    said = call("recommend", {"request_type": "cita", "priority": "alta"}, FILE, NOON)
    assert "55 5550 0199" in str(said.content)

    tools = with_client(lambda client: client.list_tools(), FILE, NOON).tools
    form = {each.name: each.input_schema for each in tools}["recommend"]["properties"]
    assert form["request_type"]["description"].endswith("One of: cita, laboratorio, facturacion.")
    # In the usual scale, *alta* is P2.
    assert form["priority"]["description"].endswith(
        "One of: P1 (alta, high), P2 (media, medium), P3 (baja, low)."
    )
    assert "pqrs" not in str(tools)


def test_a_table() -> None:
    pa = pytest.importorskip("pyarrow")
    frames = pytest.importorskip("ccb_support.frames")
    table = pa.table(
        {
            "t": ["turno", "Análisis", "queja", None],
            "p": ["P2 (amarilla)", "1", "verde", "verde"],
            "w": pa.array([NOON] * 4, pa.timestamp("us", "UTC")),
        }
    )
    routed = frames.route(table, directory=CLINIC, request_type="t", priority="p", when="w")
    assert routed["channel"].to_pylist() == ["conmutador", "urgencias", None, None]
    assert routed["error"].to_pylist() == [None, None, "unknown_request_type", "missing"]


def test_the_widget() -> None:
    page = to_widget(CLINIC, NOON, at("2026-12-02"))
    assert '<option value="facturacion">Asunto de facturación</option>' in page
    assert '<option value="P2" selected>P2, media</option>' in page
    data = json.loads(page.split('id="ccb-support-data">')[1].split("</script>")[0])
    assert {name: len(plans) for name, plans in data["kinds"].items()} == {
        "cita": 3, "laboratorio": 3, "facturacion": 3,
    }  # fmt: skip


def test_what_is_published() -> None:
    (point,) = to_schema_org(CLINIC, NOON, at("2026-12-02"), channels=["laboratorio"])["@graph"]
    assert "xámenes de laboratorio" in point["description"]
    assert "recepción del laboratorio" in week(Router(CLINIC), NOON).text("es").casefold()


class TestDjango:
    """The settings map the words of a desk to those of its directory."""

    @pytest.fixture
    def advise(self) -> Any:  # noqa: ANN401 - the library may be missing
        pytest.importorskip("django")
        pytest.importorskip("tests.django.project")
        from django.test import override_settings  # noqa: PLC0415 - the same

        from ccb_support.django import advise  # noqa: PLC0415 - the same

        with override_settings(
            CCB_SUPPORT_DIRECTORY=str(FILE),
            CCB_SUPPORT_NOW=lambda: NOON,
            CCB_SUPPORT_REQUEST_TYPES={"sangre": "análisis", "quejas": "queja"},
            CCB_SUPPORT_PRIORITIES={"u": "roja"},
        ):
            yield advise

    def test_says_whom_to_contact(self, advise: Any) -> None:  # noqa: ANN401 - as above
        advice = advise("sangre", "u")
        assert (advice.answer.request_type, advice.answer.priority) == ("laboratorio", 1)
        assert advice.answer.channel.id == "urgencias"

    def test_an_entry_that_the_directory_does_not_know_is_found(self, advise: Any) -> None:  # noqa: ANN401, ARG002 - as above
        from ccb_support.django.checks import check_settings  # noqa: PLC0415 - as above

        (found,) = [each for each in check_settings() if each.id == "ccb_support.E003"]
        assert "'quejas'" in found.msg
