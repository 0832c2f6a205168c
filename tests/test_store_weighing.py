"""The claims of a dossier are always those that weighing everything at once gives."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders import commitment, event, forecast, position, presence, speaker, strategy, tie
from detente.errors import EditError
from detente.evidence.ruling import rulings_of
from detente.evidence.weighing import weigh
from detente.reading.quote import whole_words
from detente.reading.statement import ActorRef, Statement
from detente.sources.article import Article, Repeat
from detente.store import Dossier, open_dossier
from detente.store.weighing import weigh_everything
from dossiers import article, document

PUBLISHERS = ["Reuters", "The Daily Ledger", "Sergei Lavrov", None, "Anadolu"]
DATES = [None, "2025", "2025-01", "2025-02-03", "2025-02-04", "2025-03-01", "2024-12-30", "2026-04-01"]
WORDS = [
    "envoy",
    "port",
    "Moscow",
    "grain",
    "talks",
    "harbour",
    "deal",
    "army",
    "river",
    "border",
    "sanctions",
    "convoy",
    "bases",
    "treaty",
    "minister",
    "visit",
    "frigate",
    "ceasefire",
    "corridor",
    "accord",
    "drone",
    "pipeline",
    "summit",
    "ministry",
    "protest",
    "airfield",
    "command",
]
SPEAKERS = [
    [], [speaker("reports", cue="that")], [speaker("Sergei Lavrov", "RUS", name="Sergei Lavrov", sector="GOV")],
    [speaker("Reuters")], [speaker("Anadolu")], [speaker("officials")], [speaker("Ankara", "TUR", sector="GOV")],
]  # fmt: skip


def sentence(dice: random.Random) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(9)).capitalize() + "."


def story(dice: random.Random, passages: list[str]) -> Article:
    """An article of a few sentences, some of them out of a stock that others draw from as well."""
    body = [sentence(dice) for _ in range(dice.randint(1, 4))]
    if dice.random() < 0.5:
        body.insert(dice.randint(0, len(body)), dice.choice(passages))
    repeats = []
    if dice.random() < 0.3:
        first = body[0]
        start = len(" ".join(body)) + 1
        repeats.append(Repeat(start, start + len(first), 0, len(first)))
        body.append(first)
    return article(
        " ".join(body), publisher=dice.choice(PUBLISHERS), published=dice.choice(DATES), title=None,
        carried_by=["Anadolu"] if dice.random() < 0.2 else [], repeats=repeats,
    )  # fmt: skip


def said_in(dice: random.Random, source: Article) -> list[Statement]:
    """Statements that meet those of other articles often."""
    return [one_of(dice, source) for _ in range(dice.randint(0, 4))]


def one_of(dice: random.Random, source: Article) -> Statement:
    start = dice.choice([m for m in range(len(source.text)) if m == 0 or source.text[m - 1] == " "])
    start, end = whole_words(source.text, start, min(start + dice.randint(10, 60), len(source.text)))
    a, b = dice.sample(["ISR", "RUS", "TUR"], 2)
    kind, content = dice.choice(
        [
            (event, (a, "CONSULT", b)), (event, ("ISR", "CONSULT", "RUS")), (event, (who(dice), "ASSAULT", "TUR")),
            (tie, ("ISR", b if b != "ISR" else a, dice.choice([-1, 0, 1]))), (commitment, ("USA", "ISR", 0.2)),
            (position, ("ISR", "bases", dice.choice([-0.5, 0.5]))), (presence, ("RUS", "SYR", 0.5, 1)),
            (strategy, ("ISR", "hedging", ["RUS"])), (forecast, ("their ties", dice.choice(["increase", "decrease"]))),
        ]
    )  # fmt: skip
    dated = {"date": dice.choice(DATES)} if kind is event else {}
    return kind(
        *content, source=source, quote=source.text[start:end], start=start,
        speakers=dice.choice(SPEAKERS), certainty=dice.choice([0.4, 0.7, 0.9]), negated=dice.random() < 0.2,
        modality=dice.choice(["asserted", "asserted", "reported", "denied", "intended"]),
        valid_from=dice.choice([None, None, "2025-02-01", "2025"]),
        valid_to=dice.choice([None, None, "2025-02-20"]), **dated,
    )  # fmt: skip


def who(dice: random.Random) -> ActorRef:
    return ActorRef("RUS", None, dice.choice([None, "Dmitry Ivanov", "Oleg Petrov"]))


def expected(dossier: Dossier):
    return weigh(dossier.articles(), dossier.statements(), rulings=rulings_of(dossier.edits()))


def rule(dice: random.Random, dossier: Dossier) -> None:
    """Have somebody decide something at random about what is held; what makes no sense is refused."""
    claims, said = dossier.weighed().claims, dossier.statements()
    if not claims or not said:
        return
    one, held = dice.choice(said), dice.choice(claims)
    claim, like = held.id, [c.id for c in claims if c.kind == held.kind]
    action, target, value = dice.choice(
        [
            ("accept", claim, None), ("reject", claim, None), ("reject", one.id, None), ("accept", one.id, None),
            ("reject", one.article.id, None), ("accept", one.article.id, None),
            ("reject", dice.choice(held.origins).id, None), ("accept", dice.choice(held.origins).id, None),
            ("merge", claim, {"claims": dice.sample(like, min(len(like), 2))}),
            ("split", held.id, {"statements": dice.sample(held.statements, min(len(held.statements), 2))}),
            ("correct", one.id, {"certainty": 0.3}), ("correct", one.id, {"valid_from": "2025-02-10"}),
            ("undo", str(dice.randint(1, max(1, len(dossier.edits())))), None),
        ]
    )  # fmt: skip
    try:
        dossier.record(action, target, value, author="Ada")
    except EditError:
        assert rulings_of(dossier.edits()) is not None


def play(dossier: Dossier, seed: int, moves: int) -> None:
    """Put, change pages and rule in an order that the seed tells, holding claims against all weighed at once."""
    dice = random.Random(seed)
    passages = [" ".join(sentence(dice) for _ in range(5)) for _ in range(3)]
    for _ in range(moves):
        if dice.random() < 0.3:
            rule(dice, dossier)
        else:
            made = story(dice, passages)
            source = dice.choice([made.path, f"https://ledger.example/{dice.randint(1, 3)}"])
            dossier.put(document(made, source), said_in(dice, made))
        assert dossier.weighed() == expected(dossier)


@settings(max_examples=12, phases=[Phase.explicit, Phase.generate],
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(seed=st.integers(0, 10**9))
def test_after_any_puts_new_versions_and_edits_claims_are_as_if_weighed_at_once(
    dossier_url, tmp_path_factory, seed
):
    url = dossier_url if dossier_url.startswith("postgresql") else tmp_path_factory.mktemp("d") / "a.dossier"
    with open_dossier(url) as dossier:
        play(dossier, seed, 14)
        assert dossier.verify() == ()


def test_the_order_of_arrival_moves_no_claim(tmp_path):
    dice = random.Random(5)
    passages = [" ".join(sentence(dice) for _ in range(5))]
    held = [(a := story(dice, passages), said_in(dice, a)) for _ in range(25)]
    results = []
    for i in range(3):
        with open_dossier(tmp_path / f"{i}.dossier") as dossier:
            for one, said in held:
                dossier.put(document(one), said)
            results.append(dossier.weighed())
        dice.shuffle(held)
    assert results[0] == results[1] == results[2]
    assert len(results[0].claims) > 10
    assert results[0].copies


def test_what_was_copied_from_a_copy_moves_when_the_first_printing_comes_last(dossier_url):
    """C has words of B that B has of A, too few of A's to be told from A directly."""
    first = [
        f"{w}{i}" for i in range(5) for w in ("envoy", "port", "grain", "talks", "harbour", "deal", "army")
    ]
    second = [
        f"{w}{i}" for i in range(5) for w in ("river", "border", "convoy", "treaty", "visit", "frigate")
    ]
    third = [f"{w}{i}" for i in range(4) for w in ("drone", "summit", "accord", "ministry", "airfield")]
    a = article(" ".join(first + third[::-1]), publisher="Outlet A", published="2025-01-01")
    b = article(" ".join(first[:33] + second), publisher="Outlet B", published="2025-01-02")
    c = article(" ".join(first[20:33] + second + third), publisher="Outlet C", published="2025-01-03")
    said = event("ISR", "CONSULT", "RUS", source=c, quote=" ".join(first[22:30]))
    with open_dossier(dossier_url) as dossier:
        for one, statements in ((b, []), (c, [said]), (a, [])):
            dossier.put(document(one), statements)
        weighed = dossier.weighed()
        assert {(x.article, x.original) for x in weighed.copies} == {(b.id, a.id), (c.id, b.id)}
        assert [o.name for o in weighed.claims[0].origins] == ["Outlet A"]
        assert weighed == expected(dossier)


def test_a_vague_happening_is_placed_by_all_that_its_time_allows_however_far_apart(dossier_url):
    """A day in January arrives; the vague one also allows a day in September, far beyond January's reach."""
    told = [
        ("Envoys met at the port.", {"date": "2025-09-01"}),
        ("Envoys met at the port or the palace.", {"valid_from": "2025-01-01", "valid_to": "2025-10-01"}),
        ("Envoys met at the palace.", {"date": "2025-01-15"}),
    ]
    with open_dossier(dossier_url) as dossier:
        for words, times in told:
            one = document(words, published="2025-11-01")
            dossier.put(one, [event("ISR", "CONSULT", "RUS", source=one.article, **times)])
            assert dossier.weighed() == expected(dossier)
        assert len(dossier.weighed().claims) == 3


def test_a_dossier_weighed_by_other_rules_is_weighed_anew_when_opened(dossier_url):
    from sqlalchemy import text

    from dossiers import by_hand

    with open_dossier(dossier_url) as dossier:
        for i in range(3):
            one = document(f"Israel and Russia held talks in port {i}.")
            dossier.put(one, [event("ISR", "CONSULT", "RUS", source=one.article)])
        before = dossier.weighed()
    with by_hand(dossier_url) as connection:
        connection.execute(text("UPDATE settings SET value = 'older' WHERE name = 'rules'"))
        connection.execute(text("DELETE FROM parts"))
    told: list[tuple[int, int]] = []
    for _ in range(2):
        with open_dossier(
            dossier_url, weighing_anew=lambda done, total: told.append((done, total))
        ) as dossier:
            assert dossier.weighed() == before
            assert dossier.verify() == ()
    assert told == [(0, 3)]  # said before it begins; the second time nothing was to be done


def test_weighing_everything_anew_changes_nothing(tmp_path):
    from dossiers import by_hand

    path = str(tmp_path / "a.dossier")
    with open_dossier(path) as dossier:
        play(dossier, 3, 12)
        before = dossier.weighed()
        with by_hand(path) as connection:
            weigh_everything(connection)
        assert dossier.weighed() == before


@pytest.mark.parametrize("action", ["reject", "accept"])
def test_a_ruling_on_a_claim_shows_in_it_and_can_be_taken_back(dossier_url, action):
    with open_dossier(dossier_url) as dossier:
        one = document("Israel and Russia held talks in Moscow.")
        dossier.put(one, [event("ISR", "CONSULT", "RUS", source=one.article)])
        (before,) = dossier.weighed().claims
        dossier.record(action, before.id, author="Ada")
        (ruled,) = dossier.weighed().claims
        assert ruled.verdict == f"{action}ed"
        assert (ruled.unknown == 1) == (action == "reject")
        dossier.record("undo", "1", author="Ada")
        assert dossier.weighed().claims == (before,)


def test_claims_of_different_kinds_are_not_merged_nor_statements_split_off_that_are_not_in_it(dossier_url):
    with open_dossier(dossier_url) as dossier:
        one = document("Israel and Russia held talks in Moscow.")
        dossier.put(
            one, [event("ISR", "CONSULT", "RUS", source=one.article), tie("ISR", "RUS", source=one.article)]
        )
        first, second = dossier.weighed().claims
        with pytest.raises(EditError, match="claims of different kinds"):
            dossier.record("merge", first.id, {"claims": [second.id]}, author="Ada")
        with pytest.raises(EditError, match="is not of that claim"):
            dossier.record("split", first.id, {"statements": list(second.statements)}, author="Ada")
        assert dossier.edits() == ()


def test_an_article_that_is_rejected_says_nothing_until_it_is_accepted_again(dossier_url):
    with open_dossier(dossier_url) as dossier:
        one = document("Israel and Russia held talks in Moscow.", publisher="Ledger")
        two = document("Israel and Russia held talks again.", "two.txt", publisher="Reuters")
        for source in (one, two):
            dossier.put(source, [tie("ISR", "RUS", 1, source=source.article, quote=source.article.text)])
        before = dossier.weighed()
        dossier.record("reject", one.article.id, author="Ada", note="a forgery")
        (claim,) = dossier.weighed().claims
        assert [o.name for o in claim.origins] == ["Reuters"]
        assert claim.belief < before.claims[0].belief
        assert dossier.verify() == ()
        dossier.record("undo", "1", author="Ada")
        assert dossier.weighed() == before


def test_a_rejected_origin_is_named_and_weighs_nothing(dossier_url):
    with open_dossier(dossier_url) as dossier:
        one = document("Israel and Russia held talks in Moscow.", publisher="Ledger")
        two = document("Israel and Russia held talks again.", "two.txt", publisher="Reuters")
        for source in (one, two):
            dossier.put(source, [tie("ISR", "RUS", 1, source=source.article, quote=source.article.text)])
        alone = weigh(
            [two.article], [tie("ISR", "RUS", 1, source=two.article, quote=two.article.text)]
        ).claims[0]
        dossier.record("reject", "outlet:ledger", author="Ada", note="a forger")
        (claim,) = dossier.weighed().claims
        assert sorted(o.id for o in claim.origins) == ["outlet:ledger", "outlet:reuters"]
        assert claim.belief == pytest.approx(alone.belief)
        dossier.record("reject", "outlet:reuters", author="Ada")
        assert dossier.weighed().claims[0].unknown == 1
        dossier.record("accept", "outlet:ledger", author="Ada")
        assert dossier.weighed().claims[0].belief > 0
        assert dossier.verify() == ()
