"""`detente origins`: who said it first, as people and scripts see it."""

import json

import pytest

from builders import article, event, position, speaker
from detente.evidence import weigh
from detente.evidence.trail import trails
from test_evidence_copies import story

REUTERS = speaker("Reuters", name="Reuters", sector="MED", cue="according to")


@pytest.fixture(scope="module")
def traced(detente, levant):
    result = detente("origins", levant, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_what_an_agency_told_and_two_articles_repeat_is_the_agencys(traced):
    (reuters,) = [t for t in traced if t["id"] == "outlet:reuters"]
    asked = [c for c in reuters["claims"] if c["kind"] == "event" and "request" in c["text"]]
    articles = {told["article"] for c in asked for told in c["told"]}
    assert len(articles) > 1
    assert any(c["alone"] for c in asked)


def test_the_reprint_hangs_below_the_article_that_it_copies(traced, detente, levant):
    copies = {p["article"]: p for t in traced for p in t["printings"] if p["copy_of"]}
    (reprint,) = copies.values()
    assert (reprint["copy"], reprint["direction"]) == ("reprint", "carrier")
    text = detente("origins", levant).stdout
    assert (
        text.index("who copied whom") < text.index("Harbour Press Digest") < text.index("on its word alone")
    )


def test_every_claim_is_led_to_its_sentences(traced, detente, levant):
    texts = {
        a["id"]: a["text"] for a in map(json.loads, detente("articles", levant, "--json").stdout.splitlines())
    }
    told = [t for trail in traced for c in trail["claims"] for t in c["told"]]
    assert told
    assert all(t["quote"] in texts[t["article"]] for t in told)


def test_those_on_whose_word_alone_most_rests_come_first(traced):
    alone = [sum(c["alone"] for c in t["claims"]) for t in traced]
    assert alone == sorted(alone, reverse=True)


def test_a_user_who_rates_an_origin_sees_his_letter(detente, levant, tmp_path):
    ratings = tmp_path / "ratings.yaml"
    ratings.write_text("origins: {Reuters: E}")
    result = detente("origins", levant, "--reliability", ratings)
    assert "Reuters (E)" in result.stdout
    claims = detente("claims", levant, "--reliability", ratings)
    assert "Reuters (E)" in claims.stdout
    ratings.write_text("origins: {Reuters: Q}")
    assert detente("claims", levant, "--reliability", ratings).exit_code == 1


def test_a_chain_of_copies_leads_to_the_first_printing():
    wire = article(story(1), publisher="Wire", published="2025-03-01")
    paper = article("Ours. " + story(1), publisher="Paper", published="2025-03-02")
    digest = article("Theirs. Ours. " + story(1), publisher="Digest", published="2025-03-03")
    said = [
        position("ISR", source=a, quote=a.text[-80:], start=len(a.text) - 80) for a in (wire, paper, digest)
    ]
    everything = (wire, paper, digest)
    (trail,) = trails(everything, said, weigh(everything, said))
    assert trail.id == "outlet:wire"
    assert [(p.publisher, p.copy_of is not None) for p in trail.printings] == [
        ("Wire", False), ("Paper", True), ("Digest", True)
    ]  # fmt: skip
    assert {t.grounds for c in trail.claims for t in c.told} == {"publisher", "copy"}


def test_a_reprint_in_which_nothing_was_read_is_a_printing_all_the_same():
    wire = article(story(2), publisher="Wire", published="2025-03-01")
    paper = article("Ours. " + story(2), publisher="Paper", published="2025-03-02")
    said = [event("ISR", "ASSAULT", "SYR", source=wire, quote=wire.text[:60])]
    (trail,) = trails([wire, paper], said, weigh([wire, paper], said))
    assert [p.article for p in trail.printings] == [wire.id, paper.id]


def test_an_origin_that_denies_says_so():
    wire = article("Told.", publisher="Wire", published="2025-03-01")
    said = [
        event("ISR", "ASSAULT", "SYR", date="2025-02-28", source=wire, speakers=[REUTERS]),
        event("ISR", "ASSAULT", "SYR", date="2025-02-28", source=wire, modality="denied"),
    ]
    stances = {t.id: t.claims[0].stance for t in trails([wire], said, weigh([wire], said))}
    assert stances == {"outlet:reuters": "supports", "outlet:wire": "denies"}
