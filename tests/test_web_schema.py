"""Whatever the schema of the API allows, and much that it does not, is answered as the schema says."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from detente.web.app import create_app
from detente.web.settings import Limits, Settings
from workbenches import dossier_of, fill_all, samples, workbench

_SCHEMA = schemathesis.openapi.from_dict(
    create_app(Settings("schema.dossier", work=Path("unused"))).openapi()
)
_OPERATIONS = [o.ok() for o in _SCHEMA.get_all_operations()]
_MUCH = Limits(
    heavy=10**6, edits=10**6, waiting=0
)  # no job is taken on: its worker would fetch what is made up
_CHECKS = [
    getattr(schemathesis.checks, name, None) or schemathesis.checks.CHECKS.get_one(name)
    for name in (
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
        "response_headers_conformance",
    )
]  # fmt: skip
_ALLOWED, _NOT_ALLOWED = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
_CASES = [(o, _ALLOWED) for o in _OPERATIONS] + [
    (o, _NOT_ALLOWED) for o in _OPERATIONS if any((*o.path_parameters, *o.query, *o.body))
]


@pytest.fixture
def client(tmp_path):
    with workbench(tmp_path, limits=_MUCH) as client:
        fill_all(dossier_of(client))
        yield client


@pytest.mark.parametrize(
    ("operation", "mode"),
    _CASES,
    ids=[f"{o.label}, {'' if m is _ALLOWED else 'not '}allowed" for o, m in _CASES],
)
def test_what_the_schema_allows_and_what_it_does_not_is_answered_as_it_says(client, operation, mode):
    held = samples(client)
    statement = dossier_of(client).statements()[0].id

    @settings(max_examples=30, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(data=st.data())
    def asked(data):
        case = data.draw(operation.as_strategy(generation_mode=mode))
        if data.draw(st.booleans()):  # about something that is there
            case.path_parameters |= {name: held[name] for name in case.path_parameters}
            if isinstance(case.body, dict) and "target" in case.body:
                case.body["target"] = data.draw(st.sampled_from((*held.values(), statement)))
        sent = requests.Request(**case.as_transport_kwargs("http://127.0.0.1:8321")).prepare()
        client.cookies.clear()
        answer = client.request(
            sent.method, sent.url, content=sent.body, headers=dict(sent.headers), follow_redirects=False
        )
        case.validate_response(answer, checks=_CHECKS)

    asked()
