"""Strategies: named, or told by deeds and set phrases."""

from __future__ import annotations

import pytest

from readings import said


def played(text: str) -> set[tuple[str | None, str, frozenset[str | None]]]:
    return {
        (s.content.actor.actor, s.content.strategy, frozenset(t.actor for t in s.content.toward))
        for s in said(text, "strategy")
    }


@pytest.mark.parametrize(
    ("text", "actor", "strategy", "toward"),
    [
        ("Washington refuses to say whether it would defend Taiwan.", "USA", "ambiguity", {"TWN"}),
        ("Israel leaves open whether it would strike Iran.", "ISR", "ambiguity", {"IRN"}),
        (
            "Washington will not be drawn on whether it would send troops to Taiwan.",
            "USA",
            "ambiguity",
            {"TWN"},
        ),
        (
            "Oman sits on the fence in the dispute between Qatar and Bahrain.",
            "OMN",
            "ambiguity",
            {"QAT", "BHR"},
        ),
        ("Iran neither confirms nor denies the shipment.", "IRN", "ambiguity", set()),
        ("China's calculated silence on the war in Ukraine has angered Poland.", "CHN", "ambiguity", {"UKR"}),
        ("Australia separates trade with China from security.", "AUS", "compartmentalisation", {"CHN"}),
        (
            "India does not let the border dispute spoil its trade with China.",
            "IND",
            "compartmentalisation",
            {"CHN"},
        ),
        (
            "Turkey cooperates with Russia on gas despite their rivalry.",
            "TUR",
            "compartmentalisation",
            {"RUS"},
        ),
        ("Kazakhstan plays Russia off against China.", "KAZ", "hedging", {"RUS", "CHN"}),
        ("Vietnam is spreading its bets between China and Japan.", "VNM", "hedging", {"CHN", "JPN"}),
        ("India walks a tightrope between Russia and the United States.", "IND", "hedging", {"RUS", "USA"}),
        ("Serbia courts both Brussels and Moscow.", "SRB", "hedging", {"EU", "RUS"}),
        ("Azerbaijan refuses to choose between Turkey and Israel.", "AZE", "hedging", {"TUR", "ISR"}),
        ("Nepal turned to Japan to reduce its dependence on India.", "NPL", "hedging", {"IND", "JPN"}),
        ("Russia has exploited differences between Hungary and Ukraine.", "RUS", "wedge", {"HUN", "UKR"}),
        ("Beijing is trying to drive Manila and Washington apart.", "CHN", "wedge", {"PHL", "USA"}),
        ("Beijing offers the Maldives terms that India cannot match.", "CHN", "wedge", {"MDV", "IND"}),
        ("Moscow hopes to lure Hungary away from the European Union.", "RUS", "wedge", {"HUN", "EU"}),
        ("Oman carries messages between Iran and the United States.", "OMN", "brokerage", {"IRN", "USA"}),
        ("The Angolan president shuttled between Kigali and Kinshasa.", "AGO", "brokerage", {"RWA", "COD"}),
        ("Norway brought Colombia and Venezuela to the table.", "NOR", "brokerage", {"COL", "VEN"}),
        (
            "Switzerland offered its good offices to Armenia and Azerbaijan.",
            "CHE",
            "brokerage",
            {"ARM", "AZE"},
        ),
        ("Japan is building a coalition against China.", "JPN", "balancing", {"CHN"}),
        ("Poland is rearming against Russia.", "POL", "balancing", {"RUS"}),
        ("Vietnam turned to the United States to offset Chinese power.", "VNM", "balancing", {"CHN"}),
        ("Finland joined NATO to deter Russia.", "FIN", "balancing", {"RUS"}),
        ("Cambodia has cast its lot with China.", "KHM", "bandwagoning", {"CHN"}),
        ("Belarus has hitched its wagon to Russia.", "BLR", "bandwagoning", {"RUS"}),
    ],
)
def test_deeds_and_idioms_tell_a_strategy(text: str, actor: str, strategy: str, toward: set[str]) -> None:
    found = {who: others for who, name, others in played(text) if name == strategy}
    assert found[actor] >= toward


@pytest.mark.parametrize(
    "text",
    [
        "China split the bill with Laos.",
        "Norway's offices in Kabul were closed.",
        "The delegation from Fiji shuttled by bus to the hotel in Tonga.",
        "India and China held talks on Monday.",
        "The ministry in Accra declined to say how many soldiers had died.",
        "Ghana seized the shop, deepening the rift between the neighbours.",
        "Saudi Arabia has good relations with both Egypt and Sudan.",
        "Both Senegal and Mali grow cotton.",
        "Brazil's options are few.",
    ],
)
def test_what_only_sounds_like_a_strategy_is_none(text: str) -> None:
    assert played(text) == set()


def test_not_doing_it_is_negated() -> None:
    (found,) = said("Chad does not play France off against Russia.", "strategy")
    assert found.negated


def test_a_refusal_that_is_the_strategy_is_not_negated() -> None:
    (found,) = said("India does not let the dispute spoil its trade with China.", "strategy")
    assert not found.negated


@pytest.mark.parametrize(
    ("text", "actor", "toward"),
    [
        ("Kenya pursues a strategy of balancing.", "KEN", set()),
        ("Vietnam's balancing strategy has paid off.", "VNM", set()),
        ("Kenya has drawn Uganda and Chad into an informal alliance against Sudan.", "KEN", {"SDN"}),
        ("Greece brought Cyprus into a partnership against Turkey.", "GRC", {"TUR"}),
        ("India joined Japan in a coalition against China.", "IND", {"CHN"}),
    ],
)
def test_balancing_is_named_as_a_policy_or_done_by_a_front(text: str, actor: str, toward: set[str]) -> None:
    assert played(text) == {(actor, "balancing", frozenset(toward))}


def test_a_policy_that_is_pursued_is_no_mere_intention() -> None:
    assert [s.modality for s in said("Kenya pursues a strategy of balancing.", "strategy")] == ["asserted"]


def test_a_balance_between_two_is_hedging_alone() -> None:
    text = "Serbia pursues a policy of balancing between Russia and the EU."
    assert played(text) == {("SRB", "hedging", frozenset({"RUS", "EU"}))}
    assert said(text, "position") == ()


def test_who_is_anothers_mediator_mediates() -> None:
    found = said("Algeria, Mali's mediator, hosted the talks.", "strategy")
    assert {s.content.actor.actor for s in found} == {"DZA"}


def test_a_mediator_of_once_mediates_no_more() -> None:
    assert played("Algeria, once Mali's mediator, has been shut out.") == set()
