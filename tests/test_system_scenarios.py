"""Scenarios in files: read whole and checked, or refused with the line; the same again when written."""

from __future__ import annotations

import pytest

from detente.errors import ScenarioError
from detente.system import check, dump_system, parse_system
from detente.system.model import Newcomers, Scenario, Shock
from detente.system.newcomers import with_newcomers
from detente.system.scenario_file import load_scenarios
from systems import actor, position, region, ties

FILE = """\
- name: slow
  title: A slow withdrawal
  shocks:
  - {kind: presence, at: 2, over: 6, actor: NORDIA, arena: LODRA, to: 0.1}
  - {kind: tie, at: 3, until: 9, actor: ALDEN, other: VOSTRIA, by: 0.3}
  - {kind: removal, at: 4, actor: KESTREL, when: "presence:VOSTRIA@LODRA > 0.5 and tie:ALDEN>KESTREL < 0"}
- name: comes
  title: An order comes
  newcomers:
    actors:
    - {code: ORDER, name: The Order, kind: armed_group, capability: {mean: 0.01, sd: 0, basis: analyst, note: a guess}}
    presence:
    - {actor: ORDER, arena: LODRA, level: {mean: 0.2, sd: 0.1, basis: analyst, note: a guess}}
  shocks:
  - {kind: entry, at: 4, actor: ORDER}
  - {kind: tie, at: 4, actor: ORDER, other: ALDEN, to: 0.5}
"""


def read(tmp_path, text: str = FILE, system=None):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf8")
    return load_scenarios(path, region() if system is None else system)


def test_a_file_of_every_shape_is_read_whole(tmp_path):
    slow, comes = read(tmp_path)
    assert slow.shocks[0] == Shock(kind="presence", at=2, over=6, actor="NORDIA", arena="LODRA", to=0.1)
    assert slow.shocks[2].when == "presence:VOSTRIA@LODRA > 0.5 and tie:ALDEN>KESTREL < 0"
    assert comes.newcomers is not None
    assert comes.newcomers.codes == ("ORDER",)


def test_a_system_with_such_scenarios_is_the_same_when_written_and_read(tmp_path):
    system = region(scenarios=read(tmp_path), forecasts=())
    assert parse_system(dump_system(system)) == system
    assert not [p for p in check(system) if p.level == "error"]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("over: 6", "over: 0", 4, "greater than or equal to 1"),
        ("over: 6", "slowly: 6", 4, "unknown key"),
        ("until: 9", "until: 3", 5, "not after the change is complete"),
        ("by: 0.3", "by: 0.3, to: 0.1", 5, "either to or by"),
        ("> 0.5 and", ">= 0.5 and", 6, "is no condition"),
        ("presence:VOSTRIA@LODRA >", "presence:VOSTRIA@MARS >", 6, "arena 'MARS' does not stand under arenas"),
        ("tie:ALDEN>KESTREL <", "tie:ALDEN>MOON <", 6, "actor 'MOON' does not stand under actors"),
        ("tie:ALDEN>KESTREL < 0", "tie:ALDEN>KESTREL < 7", 6, "never passes 7"),
        ("actor: KESTREL,", "actor: KESTREL, to: 0,", 6, "takes no to, by or over"),
        ("code: ORDER", "code: ALDEN", 11, "ALDEN is in the system already"),
        ("mean: 0.2, sd", "mean: 1.2, sd", 13, "1.2 is outside 0 to 1"),
        ("actor: ORDER, arena: LODRA", "actor: ALDEN, arena: LODRA", 13, "none of ALDEN is a newcomer"),
        ("actor: ORDER, arena: LODRA", "actor: ORDER, arena: MARS", 13, "arena 'MARS'"),
        ("other: ALDEN, to: 0.5", "other: STRANGER, to: 0.5", 16, "actor 'STRANGER'"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_line(tmp_path, old, new, line, says):
    assert old in FILE
    with pytest.raises(ScenarioError) as error:
        read(tmp_path, FILE.replace(old, new))
    assert f"mine.yaml, line {line}:" in str(error.value)
    assert says in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_without_a_system_only_what_is_wrong_for_any_is_refused(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(FILE.replace("actor: KESTREL", "actor: STRANGER"), encoding="utf8")
    assert load_scenarios(path)[0].shocks[2].actor == "STRANGER"
    path.write_text(FILE.replace("until: 9", "until: 3"), encoding="utf8")
    with pytest.raises(ScenarioError, match="line 5"):
        load_scenarios(path)


def test_newcomers_join_after_the_systems_own_actors():
    new = Newcomers(
        actors=(actor("ORDER", 0.01),),
        positions=(position("ORDER", "toll", 0.1),),
        ties=ties("ORDER", "ALDEN", 0.5),
    )
    comes = Scenario(name="comes", title="x", newcomers=new)
    joined = with_newcomers(region(), [comes, comes.model_copy(update={"name": "again"})])
    assert joined.codes == (*region().codes, "ORDER")
    assert joined.positions[-1].actor == "ORDER"
    assert len(joined.ties) == len(region().ties) + 8
    assert with_newcomers(region(), region().scenarios).codes == region().codes


def test_an_actor_of_the_system_is_no_newcomer():
    twice = Scenario(name="twice", title="x", newcomers=Newcomers(actors=(actor("ALDEN", 0.01),)))
    with pytest.raises(ScenarioError, match="ALDEN is in the system already"):
        with_newcomers(region(), [twice])
    assert any("already" in p.what for p in check(region(scenarios=(twice,))))
