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


ARTICLE = """Armenia looks west
The Caucasus Monitor
3 February 2025

Russia keeps its military base at Gyumri in Armenia. Relations between Armenia and Russia are tense.
Armenia and Iran are allies.
"""


@pytest.fixture(scope="module")
def small(detente, tmp_path_factory):
    folder = tmp_path_factory.mktemp("anew")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf8")
    assert detente("system", folder / "a.txt", "-o", folder / "system.yaml").exit_code == 0
    return folder


def test_with_its_articles_each_share_stands_beside_that_of_assembling_anew(detente, small):
    command = ("explain", small / "system.yaml", "tie:ARM>RUS", *FEW)
    with_articles = (*command, "--articles", small / "a.txt")
    result = detente(*with_articles)
    assert result.exit_code == 0, result.stderr
    assert "assembled anew from the articles it is" in result.stdout
    assert "anew: gone" in result.stdout
    (plain,) = map(json.loads, detente(*command, "--json").stdout.splitlines())
    (anew,) = map(json.loads, detente(*with_articles, "--json").stdout.splitlines())
    assert plain["reassembled"] is None
    assert all(c["reassembled"] is None for c in plain["claims"])
    assert [c["share"] for c in anew["claims"]] == [c["share"] for c in plain["claims"]]
    assert anew["claims"][0]["reassembled"] is not None


def test_a_dossier_gives_the_articles_too(detente, small):
    dossier = small / "affairs.dossier"
    command = ("explain", small / "system.yaml", "tie:ARM>RUS", *FEW, "--json")
    assert detente("dossier", "add", small / "a.txt", "--dossier", dossier).exit_code == 0
    kept = detente(*command, "--reassemble", "--dossier", dossier)
    assert kept.exit_code == 0, kept.stderr
    assert kept.stdout == detente(*command, "--articles", small / "a.txt").stdout


def test_assembling_anew_needs_articles(detente, small):
    assert detente("explain", small / "system.yaml", "tie:ARM>RUS", "--reassemble").exit_code == 2
    result = detente("explain", small / "system.yaml", "tie:ARM>RUS", "--articles", small / "none.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_each_mechanism_is_told_in_a_sentence(detente, system):
    result = detente("explain", system, "tie:ISR>RUS", "--runs", 64, "--months", 12)
    assert "hedging: a client that cannot count on its patron" in result.stdout
