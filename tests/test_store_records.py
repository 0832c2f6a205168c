"""A record gives back the very thing that it was made of."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from builders import (
    article,
    cause,
    commitment,
    event,
    forecast,
    position,
    presence,
    speaker,
    strategy,
    tie,
)
from detente.reading.statement import KINDS, Content, Statement
from detente.records import from_record, to_record
from detente.sources.article import Article, Repeat

TEXT = st.text(max_size=20)
CODE = st.sampled_from(["ISR", "RUS", "HAMAS", "EU"])
UNIT = st.floats(0, 1)
MAKERS = {
    "event": st.builds(event, CODE, st.sampled_from(sorted(builders.QUADS)), CODE, date=st.none() | TEXT, place=TEXT),
    "position": st.builds(
        position, CODE, TEXT, st.floats(-1, 1), text=TEXT, actors=st.lists(CODE, max_size=3),
        toward=st.none() | CODE,
    ),
    "tie": st.builds(tie, CODE, CODE, st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 0, 1])),
    "presence": st.builds(presence, CODE, CODE, UNIT, form=TEXT),
    "commitment": st.builds(commitment, CODE, st.none() | CODE, UNIT),
    "strategy": st.builds(strategy, CODE, toward=st.lists(CODE, max_size=3)),
    "cause": st.builds(cause, TEXT, TEXT, actors=st.lists(CODE, max_size=2)),
    "forecast": st.builds(forecast, TEXT, probability=st.tuples(UNIT, UNIT), horizon=st.none() | TEXT),
}  # fmt: skip


def through_json(value: object) -> object:
    return json.loads(json.dumps(to_record(value, hidden=True)))


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_statement_of_every_kind_comes_back_as_it_was(kind, data):
    said = data.draw(MAKERS[kind])
    back = from_record(Statement, through_json(said))
    assert back == said
    assert type(back.content) is type(said.content)
    assert back.content.__class__.__name__.lower() == kind


def test_speakers_and_reasons_come_back():
    said = event(
        "ISR", "CONSULT", "RUS", speakers=[speaker("Reuters"), speaker("an official", "ISR", sector="GOV")]
    )
    back = from_record(Statement, through_json(said))
    assert back.attribution == said.attribution
    assert back.why == said.why


def test_a_printed_statement_comes_back_without_the_reason_it_does_not_tell():
    said = tie("ISR", "RUS")
    back = from_record(Statement, json.loads(json.dumps(to_record(said))))
    assert back.content == said.content
    assert (back.why.cue, back.why.rule) == ("", "")


@given(TEXT, st.lists(TEXT, max_size=3), st.none() | TEXT)
def test_an_article_comes_back_as_it_was(text, carriers, publisher):
    made = article(text, publisher=publisher, carried_by=carriers, repeats=[Repeat(0, 1, 2, 3)])
    assert from_record(Article, through_json(made)) == made


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"certainty": "high"}, "certainty is no float"),
        ({"certainty": True}, "certainty is no float"),
        ({"kind": "rumour"}, "kind is none of event"),
        ({"modality": ["asserted"]}, "modality is none of asserted"),
        ({"source": 3}, "source is no record"),
        ({"quad": 1.5}, "quad is no int"),
        ({"attribution": {}}, "attribution is no list"),
        ({"attribution": [{"speaker": "a"}]}, "attribution actor is missing"),
        ({"kind": "tie"}, "a is missing"),
    ],
)
def test_a_record_of_another_shape_is_refused_by_field(change, says):
    record = {**through_json(event("ISR", "CONSULT", "RUS")), **change}
    with pytest.raises(ValueError, match=says):
        from_record(Statement, record)


def test_only_types_of_records_are_asked_for():
    with pytest.raises(TypeError, match="no record holds"):
        from_record(set, [])  # type: ignore[type-var]
    assert Content is not None
