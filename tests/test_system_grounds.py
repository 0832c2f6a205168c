"""A system file carries what its numbers follow from, so that it can be had without a claim."""

import pytest

from builders import article, commitment, event, position, presence, speaker, tie
from detente.evidence import weigh
from detente.system.assembly import assemble, assembly_of
from detente.system.bounds import faults
from detente.system.file import dump_system, parse_system

WIRE = article("One.", publisher="Reuters", published="2025-03-01")
PAPER = article("Two.", publisher="Ledger", published="2025-03-09")


@pytest.fixture(scope="module")
def assembly():
    said = [
        tie("ISR", "RUS", 1, 1, source=WIRE), tie("ISR", "RUS", 1, 1, source=PAPER), tie("RUS", "IRN", -1, source=WIRE),
        presence("RUS", "SYR", 0.7, source=WIRE), commitment("USA", "ISR", 0.4, -1, source=PAPER),
        position("ISR", source=WIRE, actors=("RUS",)), position("TUR", stance=-0.6, source=PAPER, actors=("RUS",)),
        event("ISR", "CONSULT", "RUS", date="2025-02-28", source=WIRE,
              speakers=[speaker("Reuters", name="Reuters", sector="MED")]),
    ]  # fmt: skip
    return assemble([WIRE, PAPER], said, weigh([WIRE, PAPER], said))


def estimates(system):
    return {
        (section, i, name): (value.mean, value.sd)
        for section in ("positions", "ties", "presence", "commitments", "strategies")
        for i, item in enumerate(getattr(system, section))
        for name, value in item
        if hasattr(value, "basis")
    }


def test_a_system_read_back_loses_a_claim_as_the_one_assembled_does(assembly):
    again = assembly_of(parse_system(dump_system(assembly.system)))
    bearing = {o.claim for p in assembly.parameters for o in p.observations}
    assert len(bearing) > 4
    for claim in bearing:
        ours, theirs = (estimates(a.reweigh({claim: 0.0})) for a in (assembly, again))
        assert ours.keys() == theirs.keys()
        for place, (mean, sd) in ours.items():
            assert theirs[place] == pytest.approx((mean, sd), abs=2e-3), place


def test_every_estimate_that_rests_on_claims_has_its_ground(assembly):
    resting = {
        (item.actor if hasattr(item, "actor") else "", name)
        for section in ("positions", "presence", "strategies")
        for item in getattr(assembly.system, section)
        for name, value in item
        if hasattr(value, "basis") and value.basis == "claims"
    }
    grounded = {(g.of[1], g.of[-1]) for g in assembly.system.grounds}
    assert resting <= grounded


def test_what_an_analyst_wrote_follows_from_no_claim_any_more(assembly):
    system = assembly.system
    edited = system.ties[0].value.model_copy(
        update={"mean": 0.1, "sd": 0.1, "basis": "analyst", "claims": (), "note": "I was there"}
    )
    ties = (system.ties[0].model_copy(update={"value": edited}), *system.ties[1:])
    changed = assembly_of(system.model_copy(update={"ties": ties}))
    for claim in changed.belief:
        assert changed.reweigh({claim: 0.0}).ties[0].value == edited


def test_a_ground_on_a_claim_that_is_not_in_the_evidence_is_told(assembly):
    system = assembly.system
    claim = system.grounds[0].said[0].claim
    cut = system.model_copy(update={"evidence": tuple(e for e in system.evidence if e.claim != claim)})
    assert ("grounds", 0, "said", 0, "claim") in {f.place for f in faults(cut)}


def test_a_file_without_grounds_is_as_good_as_before(assembly):
    bare = assembly.system.model_copy(update={"grounds": ()})
    assert parse_system(dump_system(bare)) == bare
    assert assembly_of(bare).parameters == ()
