"""Mechanisms: the laws that every one of them keeps, and what each one's theory says."""

from __future__ import annotations

import inspect
import re
import types
from functools import cache
from pathlib import Path
from typing import get_type_hints

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dynamics import simulate
from detente.dynamics.mechanism import (
    Levels,
    Mechanism,
    Tendency,
    load_mechanism,
    register,
    registered,
    unregister,
)
from detente.dynamics.parameters import STRATEGIES, Sample, draw, draws, pack
from detente.dynamics.state import State
from detente.errors import ScenarioError
from detente.system.model import Mechanism as DeclaredMechanism
from detente.system.model import Presence, Strategy
from levels import ALL, anything, certain, compiled, edge, exact, level, moved, prior
from systems import actor, guess, only, position, region, ties

A, B, C = 0, 1, 2


# Laws


@pytest.mark.parametrize("name", ALL)
def test_a_mechanism_has_its_parts(name):
    mechanism = ALL[name]
    assert isinstance(mechanism, Mechanism)
    assert mechanism.EFFECT in [p.name for p in mechanism.PARAMETERS]
    assert list(inspect.signature(mechanism.tendency).parameters) == ["now", "sample", "theta"]
    for p in mechanism.PARAMETERS:
        assert p.low <= p.mean <= p.high
        assert p.sd > 0
        assert p.unit
    text = inspect.getdoc(mechanism)
    assert "Units:" in text
    assert "Source" in text or "Where it comes from" in text


@pytest.mark.parametrize("name", ALL)
def test_its_prior_holds_no_effect_possible(name):
    (effect,) = [p for p in ALL[name].PARAMETERS if p.name == ALL[name].EFFECT]
    assert effect.low == 0
    assert effect.mean - 2 * effect.sd < 0, "at least one run in fifty has no effect at all"


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), extreme=st.booleans())
def test_it_stays_finite_and_its_state_in_bounds_whatever_the_input(name, seed, extreme):
    from detente.dynamics.step import apply

    sample, now = exact(), anything(seed, extreme)
    got = compiled(name)(now, sample, edge(name, seed))
    change = {}
    for part, value in zip(Tendency._fields, got):
        here = np.shape(getattr(now, part))
        if value is not None:
            assert value.shape == here, part
            assert np.isfinite(value).all(), part
        change[part] = np.zeros(here, np.float32) if value is None else value
    change["tie"] = change["tie"] + np.asarray(change.pop("standing"))[..., None]
    still = State(*(np.float32(0) for _ in State._fields))
    state = State(
        now.position,
        np.arctanh(now.tie),
        now.presence,
        now.commitment,
        now.capability,
        now.status,
        now.hedging,
    )
    after = apply(state, now, change, still, sample)
    assert np.abs(np.tanh(after.tie)).max() < 1
    for part in ("position", "presence", "commitment"):
        value = 1 / (1 + np.exp(-np.asarray(getattr(after, part))))
        assert value.min() > 0
        assert value.max() < 1
    for part in ("status", "hedging"):
        assert np.asarray(getattr(after, part)).min() >= 0
        assert np.asarray(getattr(after, part)).max() <= 1


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10**6), extreme=st.booleans())
def test_without_its_effect_nothing_moves(name, seed, extreme):
    theta = edge(name, seed) | {ALL[name].EFFECT: np.float32(0)}
    for part in compiled(name)(anything(seed, extreme), exact(), theta):
        assert part is None or not np.asarray(part).any()


@pytest.mark.parametrize("name", [name for name in ALL if name not in {"ambiguity", "events"}])
def test_switched_off_it_adds_nothing(name):
    import jax

    from detente.dynamics.step import total

    # at the priors' means: a draw may well leave a mechanism without effect
    sample = exact()._replace(theta=pack(region())[0].mean.theta)
    now = anything(1, False)
    mechanisms = tuple(ALL.values())
    switch = np.zeros(len(ALL), np.float32)
    off = sample._replace(frame=sample.frame._replace(switch=switch))
    both = jax.jit(total, static_argnums=2)
    assert not any(np.asarray(part).any() for part in both(now, off, mechanisms).values())
    switch = switch.copy()
    switch[list(ALL).index(name)] = 1
    now = now._replace(presence=np.asarray(sample.held) / 2)
    alone = both(now, sample._replace(frame=sample.frame._replace(switch=switch)), mechanisms)
    assert any(np.asarray(part).any() for part in alone.values())


@pytest.mark.parametrize("name", ALL)
def test_shapes_are_as_its_types_say(name):
    from beartype import beartype
    from jaxtyping import Array, Float, jaxtyped

    from detente.dynamics import mechanism, parameters

    # The types live behind TYPE_CHECKING, so that running needs no jaxtyping; here they are brought to life.
    words = {"Float": Float, "Array": Array} | vars(parameters) | vars(mechanism)
    checks = []
    for part in (Levels, Tendency):
        hints = get_type_hints(part, localns=words)
        names = list(hints)
        source = f"def check({', '.join(f'{n}: hints[{n!r}]' for n in names)}): pass"
        space = {"hints": hints}
        exec(source, space)
        checks.append(jaxtyped(typechecker=beartype)(space["check"]))
    import jax

    now = jax.tree.map(jax.numpy.asarray, anything(5, False))
    got = compiled(name)(now, exact(), prior(name))
    checks[0](*now)
    checks[1](*got)


def test_a_user_may_register_a_mechanism_once_and_only_a_whole_one():
    def tendency(now, sample, theta):
        return Tendency()

    mine = types.SimpleNamespace(
        NAME="fatigue", EFFECT="rate", PARAMETERS=ALL["drift"].PARAMETERS, tendency=tendency
    )
    with pytest.raises(ScenarioError, match="none of its parameters"):
        register(mine)
    mine.EFFECT = "return"
    try:
        assert register(mine) is mine
        assert registered()[-1] is mine
        other = types.SimpleNamespace(**vars(mine))
        with pytest.raises(ScenarioError, match="registered already"):
            register(other)
    finally:
        unregister("fatigue")
    with pytest.raises(ScenarioError, match="is no mechanism"):
        register(types.SimpleNamespace(NAME="half"))


def shown_in_the_docs() -> str:
    page = Path("docs/mechanisms.md").read_text(encoding="utf8")
    (source,) = re.findall(r"<!-- runs in the tests -->\n```python\n(.*?)```", page, re.DOTALL)
    return source


def test_the_mechanism_that_the_docs_show_runs_as_it_stands(tmp_path):
    file = tmp_path / "fatigue.py"
    file.write_text(shown_in_the_docs(), encoding="utf8")
    system = region(mechanisms=only(), scenarios=(), forecasts=())
    try:
        (fatigue,) = load_mechanism(file)
        assert load_mechanism(file) == (fatigue,), "loading it again changes nothing"
        strong = DeclaredMechanism(name="fatigue", parameters={"strength": guess(0.2, 0)})
        worn = system.model_copy(update={"mechanisms": (*only(), strong)})
        results = simulate(worn, runs=4, months=12)
        at = [v.label for v in results.variables].index("tie:NORDIA>ALDEN")
        assert abs(results.mean[0, at, -1]) < abs(results.mean[0, at, 0]) / 2
    finally:
        unregister("fatigue")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("x = 1\n", "registers no mechanism"),
        ("x = 1\ny = x / 0\n", "line 2"),
        ("def (:\n", "line 1"),
        (None, "no file of Python"),
    ],
)
def test_a_file_that_brings_no_mechanism_is_refused_with_its_place(tmp_path, source, told):
    file = tmp_path / "mine.py"
    if source is not None:
        file.write_text(source, encoding="utf8")
    with pytest.raises(ScenarioError, match=told):
        load_mechanism(file)


# Theory


def test_with_no_spillover_a_military_rupture_leaves_the_other_domains_alone():
    sample = exact()
    tie = np.asarray(sample.tie).copy()
    tie[..., 1] = -0.9 * np.asarray(sample.frame.pair)
    now = level(sample)._replace(tie=tie, standing=tie.mean(axis=-1))
    apart = compiled("compartmentalisation")(now, sample, prior("compartmentalisation", spillover=0)).tie
    assert not np.asarray(apart).any()
    spilt = np.asarray(
        compiled("compartmentalisation")(now, sample, prior("compartmentalisation", spillover=0.2)).tie
    )
    friends = np.asarray(sample.tie)[..., 0] > 0.1
    assert (spilt[..., 0][friends] < 0).all()


@settings(max_examples=20, deadline=None)
@given(left=st.floats(0.0, 1.0), strength=st.floats(1.0, 50.0))
def test_hedging_rises_as_the_patron_withdraws_and_falls_with_own_capability(left, strength):
    sample = exact()
    choose = _chooser()
    now, theta = level(sample), prior("hedging")
    patron, client = 0, 2
    before = float(choose(now, sample, theta).hedge[client])
    commitment = np.asarray(now.commitment).copy()
    commitment[patron, client] *= left
    assert float(choose(now._replace(commitment=commitment), sample, theta).hedge[client]) >= before - 1e-6
    capability = np.asarray(now.capability).copy()
    capability[client] *= strength
    assert float(choose(now._replace(capability=capability), sample, theta).hedge[client]) <= before + 1e-6


@pytest.mark.parametrize(
    ("declared", "response"),
    [("hedging", "hedge"), ("balancing", "balance"), ("bandwagoning", "bandwagon")],
)
def test_who_declares_a_strategy_is_likelier_to_follow_it(declared, response):
    def likely(*strategies: Strategy) -> float:
        sample = certain(region(strategies=strategies))
        return float(getattr(_chooser()(level(sample), sample, prior("hedging")), response)[2])

    said = Strategy(actor="ALDEN", strategy=declared, strength=guess(0.9, 0))
    assert likely(said) > 1.5 * likely()


@cache
def _chooser():
    import jax

    from detente.dynamics.mechanisms import hedging

    return jax.jit(hedging.choose)


def test_a_patron_that_leaves_where_it_matters_is_relied_on_less():
    sample = exact()
    presence = np.asarray(sample.held).copy()
    presence[0, 0] = 0.005
    now = level(sample)._replace(presence=presence)
    moved = np.asarray(compiled("hedging")(now, sample, prior("hedging", pace=1)).commitment)
    assert moved[0, 2] < -0.05


def triad(keeps_apart: float) -> Sample:
    """A on good terms with B and C, who are enemies."""
    sample = certain(
        region(
            ties=(
                *ties("NORDIA", "VOSTRIA", 0.6, 0),
                *ties("NORDIA", "ALDEN", 0.6, 0),
                *ties("VOSTRIA", "ALDEN", -0.3, 0),
            ),
            strategies=(),
        )
    )
    strategy = np.asarray(sample.strategy).copy()
    strategy[:, STRATEGIES.index("compartmentalisation")] = keeps_apart
    return sample._replace(strategy=strategy)


def tension(tie) -> float:
    """Minus the product around the triad: positive where it is out of balance."""
    return -float(tie[A, B] * tie[B, C] * tie[C, A])


def settle_triad(sample: Sample, months: int = 60) -> np.ndarray:
    u = np.arctanh(np.asarray(sample.tie))
    for _ in range(months):
        tie = np.tanh(u)
        now = level(sample)._replace(tie=tie, standing=tie.mean(axis=-1))
        u = np.clip(
            u + np.asarray(compiled("balance")(now, sample, prior("balance", strength=0.5)).tie), -3, 3
        )
    return np.tanh(u).mean(axis=-1)


def test_a_triad_with_one_enmity_moves_to_balance_unless_its_actors_keep_relations_apart():
    start = np.asarray(triad(0.0).tie).mean(axis=-1)
    assert tension(start) > 0
    assert tension(settle_triad(triad(0.0))) < 0
    kept = settle_triad(triad(1.0))
    assert tension(kept) == pytest.approx(tension(start), abs=0.02)
    assert kept[A, B] > 0.5
    assert kept[A, C] > 0.5


def balanced(*standing: tuple[str, str, float], bystanders: int = 0) -> np.ndarray:
    """What balance at its prior's mean changes in the diplomatic ties of the region's actors."""
    system = region(
        actors=(*region().actors, *(actor(f"FAR{n}", 0.1) for n in range(bystanders))),
        ties=tuple(t for a, b, value in standing for t in ties(a, b, value, 0)),
        strategies=(),
    )
    return moved("balance", level(certain(system)), certain(system))[..., 0]


@settings(max_examples=15, deadline=None)
@given(one=st.floats(-0.9, 0.9), other=st.floats(-0.9, 0.9), bystanders=st.integers(1, 12))
def test_balance_between_three_does_not_depend_on_bystanders(one, other, bystanders):
    triangle = (("NORDIA", "VOSTRIA", one), ("VOSTRIA", "ALDEN", other))
    alone, among = balanced(*triangle), balanced(*triangle, bystanders=bystanders)
    assert among[:5, :5] == pytest.approx(alone[:5, :5], abs=1e-7)
    assert not among[5:].any()
    assert not among[:, 5:].any()


@pytest.mark.parametrize(("one", "other", "sign"), [(0.6, 0.6, 1), (-0.6, -0.6, 1), (0.6, -0.6, -1)])
def test_friends_of_friends_and_enemies_of_enemies_draw_close_and_a_friends_enemy_does_not(one, other, sign):
    change = balanced(("NORDIA", "VOSTRIA", one), ("VOSTRIA", "ALDEN", other))
    assert sign * change[A, C] > 0.003
    assert sign * change[C, A] > 0.003


@settings(max_examples=15, deadline=None)
@given(standing=st.floats(0.2, 0.98), bystanders=st.integers(1, 12), strength=st.floats(0.0, 1.0))
def test_however_many_third_parties_balance_moves_no_tie_by_more_than_its_strength(
    standing, bystanders, strength
):
    among = region(
        actors=(*region().actors, *(actor(f"FAR{n}", 0.1) for n in range(bystanders))),
        ties=tuple(
            t for n in range(bystanders) for end in ("NORDIA", "ALDEN")
            for t in ties(end, f"FAR{n}", standing, 0)
        ),
        strategies=(),
    )  # fmt: skip
    change = moved("balance", level(certain(among)), certain(among), strength=strength)
    assert np.abs(change).max() <= strength
    assert change[A, C, 0] >= strength * 0.75 * np.tanh(bystanders * standing**2) - 1e-6


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), extreme=st.booleans())
def test_entrants_gains_and_what_stays_unfilled_sum_to_what_was_left(seed, extreme):
    sample, now = exact(), anything(seed, extreme)
    now = now._replace(presence=np.minimum(now.presence, np.asarray(sample.held)))
    # Commitments may be anything here, and what clients lose by them is another matter.
    theta = edge("vacuum", seed) | {"erosion": np.float32(0)}
    gain = np.asarray(compiled("vacuum")(now, sample, theta).presence)
    left = (np.asarray(sample.held) - now.presence).sum(axis=0)
    after = (np.asarray(sample.held) - now.presence - gain).sum(axis=0)
    assert (gain >= 0).all()
    assert after + gain.sum(axis=0) == pytest.approx(left, abs=1e-5)
    assert (gain.sum(axis=0) <= left + 1e-5).all()


def test_a_client_loses_ground_as_its_patron_lets_it_down_and_only_then():
    system = region(presence=(Presence(actor="ALDEN", arena="LODRA", level=guess(0.4, 0)),))
    sample = certain(system)
    kept = np.asarray(compiled("vacuum")(level(sample), sample, prior("vacuum")).presence)
    commitment = np.asarray(sample.commitment).copy()
    commitment[0, 2] = 0.1
    lost = np.asarray(
        compiled("vacuum")(level(sample)._replace(commitment=commitment), sample, prior("vacuum")).presence
    )
    assert kept[2, 0] == pytest.approx(0, abs=1e-6)
    assert lost[2, 0] < -0.001


def test_whoever_withdrew_does_not_come_back_into_the_vacuum_it_left():
    sample = exact()
    presence, barred = np.asarray(sample.held).copy(), np.zeros_like(np.asarray(sample.held))
    presence[0, 0], barred[0, 0] = 0.005, 1
    gain = np.asarray(
        compiled("vacuum")(
            level(sample)._replace(presence=presence),
            sample._replace(barred=barred),
            prior("vacuum", fill=0.5),
        ).presence
    )
    assert gain[0, 0] == 0
    assert (gain[1:5, 0] > 0).all()


def test_opposed_demands_on_a_salient_issue_drive_apart_and_shared_ones_bring_together():
    packed, _ = pack(
        region(
            positions=(
                position("NORDIA", "toll", 0.95, 0.9, 0),
                position("VOSTRIA", "toll", 0.9, 0.9, 0),
                position("ALDEN", "toll", 0.05, 0.9, 0),
            )
        )
    )
    sample = draw(packed, np.full(draws(packed), 2**31, np.uint32))
    change = moved("alignment", level(sample), sample, strength=0.1)
    assert (change[A, B] > 0).all()
    assert (change[A, C] < 0).all()
    assert not change[A, 3].any(), "no common issue"


def test_positions_give_way_to_a_mighty_partner_and_not_to_one_without_ties():
    sample = exact(
        region(
            ties=ties("NORDIA", "ALDEN", 0.8, 0),
            commitments=(),
            positions=(position("NORDIA", "toll", 0.9, 0.99, 0), position("ALDEN", "toll", 0.2, 0.99, 0)),
        )
    )
    theta = prior("influence", concession=0, attachment=0)
    moved = np.asarray(compiled("influence")(level(sample), sample, theta).position)
    assert moved[2, 1] > 5 * abs(moved[0, 1])
    assert moved[0, 1] < 0


def test_the_settlement_of_a_run_agrees_with_the_table_model():
    import jax

    from detente.dynamics.bargaining import fitted, mass, weights
    from detente.dynamics.mechanisms import settlement

    sample, bargain = exact(), fitted()
    theta = prior("settlement")
    p = np.asarray(jax.jit(settlement.rest)(sample.position, sample.capability, sample, theta))
    for issue in range(2):
        stake = np.asarray(sample.frame.stake)[:, issue] > 0
        w = weights(
            np.asarray(sample.salience)[stake, issue],
            np.asarray(sample.capability)[stake],
            bargain.capability_exponent,
        )
        referenced = bool(sample.frame.referenced[issue])
        reference = np.array(sample.reference[issue] if referenced else np.nan)
        full = mass(np.asarray(sample.position)[stake, issue], w, reference, bargain)
        ours, theirs = p[issue] @ np.linspace(0, 1, p.shape[1]), full @ np.linspace(0, 1, full.size)
        assert ours == pytest.approx(theirs, abs=0.01)


def test_a_system_may_set_a_mechanisms_parameters_and_switch_it_off():
    packed, axes = pack(region(mechanisms=only("balance", balance={"strength": 0.5})))
    names = [m.NAME for m in axes.mechanisms]
    assert packed.frame.switch[names.index("balance")] == 1
    assert packed.frame.switch.sum() == 1
    assert guess(0.5).mean in packed.mean.theta
