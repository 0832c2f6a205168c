"""Any claim reads as one plain line."""

import pytest

from builders import QUADS, cause, commitment, event, forecast, position, presence, strategy, tie, who
from detente.evidence.wording import describe

NAMES = {"ISR": "Israel", "RUS": "Russia", "USA": "the United States", "SYR": "Syria", "IRN": "Iran"}


def name(code):
    return NAMES.get(code, code)


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (
            event(who("ISR", "Benjamin Netanyahu"), "CONSULT", "RUS", date="2025-02-28"),
            "Israel (Benjamin Netanyahu) held talks with Russia, 2025-02-28",
        ),
        (event("USA", "RETREAT"), "The United States pulled back"),
        (
            event(who(None, "Zarani Front"), "ASSAULT", who(None), place="SYR"),
            "Zarani Front attacked somebody in Syria",
        ),
        (
            position("ISR", text="Russia keeps its bases in Syria"),
            "Israel favours: Russia keeps its bases in Syria",
        ),
        (position("ISR", stance=-0.5, text="a Turkish foothold"), "Israel opposes: a Turkish foothold"),
        (tie("RUS", "IRN", 1, 1, domain="military"), "Russia–Iran tie, military: positive, rising"),
        (presence("RUS", "SYR", 0.6, -1, form="bases"), "Russia in Syria: bases, level 60 %, shrinking"),
        (commitment("USA", "ISR", 0.4, -1), "The United States' commitment to Israel: weak, falling"),
        (strategy("ISR", "ambiguity", ["RUS"]), "Israel keeps its stance ambiguous toward Russia"),
        (strategy("ISR", "wedge", ["RUS", "IRN"]), "Israel drives a wedge between Russia and Iran"),
        (cause("a withdrawal", "a vacuum"), "A withdrawal → more of: a vacuum"),
        (
            forecast("relations", "no_change", (0.55, 0.8), horizon="2026"),
            "Relations: no change expected (55–80 %), by 2026",
        ),
    ],
)
def test_a_claim_reads_as_plain_english(made, line):
    assert describe(made.content, name) == line


def test_without_a_naming_function_codes_stand_as_they_are():
    assert describe(tie("RUS", "IRN").content) == "RUS–IRN tie, diplomatic: positive"


def test_what_has_not_happened_says_so():
    assert (
        describe(event("ISR", "CONSULT", "RUS").content, name, "intended")
        == "Israel to hold talks with Russia (intended)"
    )


@pytest.mark.parametrize("kind", QUADS)
@pytest.mark.parametrize("target", [None, "RUS"])
def test_every_event_type_has_words(kind, target):
    line = describe(event("ISR", kind, target).content, name)
    assert line.startswith("Israel ")
    assert ("Russia" in line) == (target is not None)
    assert "{" not in line


@pytest.mark.parametrize(
    "named",
    ["ambiguity", "compartmentalisation", "hedging", "wedge", "brokerage", "balancing", "bandwagoning"],
)
def test_every_strategy_has_words_alone_and_toward_others(named):
    assert "Iran" in describe(strategy("ISR", named, ["IRN"]).content, name)
    assert "{" not in describe(strategy("ISR", named).content, name)


def test_a_very_long_proposition_is_cut_at_a_word():
    line = describe(position("ISR", text="word " * 100).content)
    assert line.endswith("word …")
    assert len(line) < 200
