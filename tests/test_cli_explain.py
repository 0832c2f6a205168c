"""`detente explain`: an outcome led back to sentences, sources and mechanisms, from a system file alone."""

import json

import pytest


@pytest.fixture(scope="module")
def system(detente, levant, tmp_path_factory):
    path = tmp_path_factory.mktemp("explain") / "system.yaml"
    assert detente("system", levant, "-o", path).exit_code == 0
    return path


FEW = ("--runs", 16, "--months", 3)


def test_what_an_outcome_rests_on_is_told_with_sentences_sources_and_mechanisms(detente, system):
    result = detente("explain", system, "tie:ISR>RUS", *FEW)
    assert result.exit_code == 0, result.stderr
    for part in ("without this claim", "without this source", "without this mechanism", "belief", "“"):
        assert part in result.stdout
    (found,) = map(json.loads, detente("explain", system, "tie:ISR>RUS", *FEW, "--json").stdout.splitlines())
    assert found["variable"]["actors"] == ["ISR", "RUS"]
    shares = [abs(s["share"]) for s in found["claims"]]
    assert shares
    assert shares == sorted(shares, reverse=True)
    text = system.read_text(encoding="utf8")
    assert found["sources"]
    assert all(c in text for s in found["sources"] for c in s["claims"])


def test_a_claims_share_is_what_the_outcome_loses_without_it(detente, system, tmp_path):
    """The file is edited by hand: the claim's belief set to nothing, and the run done again by the API."""
    import detente as api
    from detente.system.assembly import assembly_of

    (found,) = map(json.loads, detente("explain", system, "tie:ISR>RUS", *FEW, "--json").stdout.splitlines())
    first = found["claims"][0]
    assembly = assembly_of(api.load_system(system))
    means = []
    for given in (assembly.system, assembly.reweigh({first["claim"]: 0.0})):
        results = api.simulate(given, scenarios=[], runs=16, months=3)
        column = next(v for v, x in enumerate(results.variables) if x.label == "tie:ISR>RUS")
        means.append(results.mean[0, column, 3])
    assert first["share"] == pytest.approx(means[0] - means[1], abs=2e-6)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("tie:ISR",), "tie"),
        (("tie:ISR>RUS:moral",), "names no outcome"),
        (("weather:ISR",), "names no outcome"),
        (("tie:ISR>ATL",), "ATL"),
        (("tie:ISR>RUS", "--month", "9"), "month 9"),
        (("tie:ISR>RUS", "--scenario", "no-such"), "no-such"),
    ],
)
def test_an_outcome_that_is_none_ends_in_one_line(detente, system, arguments, told):
    result = detente("explain", system, *arguments, *FEW)
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_scenario_and_a_shock_are_not_both_explained(detente, system):
    assert detente("explain", system, "tie:ISR>RUS", "--scenario", "x", "--shock", "y").exit_code == 2
