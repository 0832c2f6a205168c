"""Charts: labels apart, marks where the numbers are, the same picture every time."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.show import figures
from detente.show.charts.fan import fan, window
from detente.show.charts.layout import layout
from detente.show.charts.network import Line, box_size, network
from detente.show.charts.strip import density, dot
from detente.show.charts.svg import el
from detente.show.index import Citation


def _boxes(n: int) -> list[tuple[float, float]]:
    return [box_size("A" * (3 + 5 * k % 11)) for k in range(n)]


@settings(max_examples=8, deadline=None)
@given(st.integers(2, 14), st.randoms(use_true_random=False))
def test_labels_of_a_network_never_collide_nor_leave_it(n: int, random) -> None:
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n) if random.random() < 0.3]
    boxes = _boxes(n)
    spots = layout(boxes, {p: (random.random(), 1.0) for p in pairs}, 680, 500)
    for i, (a, (w, h)) in enumerate(zip(spots, boxes)):
        assert w / 2 <= a[0] <= 680 - w / 2
        assert h / 2 <= a[1] <= 500 - h / 2
        for b, (v, k) in list(zip(spots, boxes))[:i]:
            assert abs(a[0] - b[0]) >= (w + v) / 2 or abs(a[1] - b[1]) >= (h + k) / 2


def test_a_layout_is_the_same_every_time() -> None:
    lines = {(0, 1): (0.5, 1.0), (1, 2): (0.0, 1.0), (2, 3): (0.9, 0.25)}
    assert layout(_boxes(5), lines, 350, 520) == layout(_boxes(5), lines, 350, 520)


def test_a_network_of_no_or_one_actor_is_drawn() -> None:
    assert layout([], {}, 100, 100) == []
    assert layout([(40, 24)], {}, 100, 100) == [(50.0, 50.0)]


def test_good_and_bad_ties_differ_by_more_than_colour() -> None:
    lines = [Line(0, 1, v, v < 0, False, True, Citation(("c-1",), (1,)), f"tie {v}") for v in (0.6, -0.6)]
    picture = network("Ties", "", ["A", "B"], ["A", "B"], [(50, 50), (250, 50)], lines, 300, 100, "x")
    assert picture.count('class="tie plus"') == 1
    assert picture.count('class="tie minus"') == 1
    assert picture.count("marker-end") == 1
    assert picture.count('href="#c-1"') == 2


def test_text_in_a_picture_is_escaped() -> None:
    assert "<b>" not in dot("<b>bold</b>", 0.5, 0.1)
    assert el("a", "<i>", title='"x"') == '<a title="&#34;x&#34;">&lt;i&gt;</a>'


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_dot_stands_at_its_mean_and_its_bar_stays_on_the_scale(mean: float, sd: float) -> None:
    drawn = dot("x", mean, sd)
    at = float(re.search(r'cx="([\d.]+)%"', drawn)[1])
    assert abs(at - mean * 100) <= 0.006
    ends = [float(x) for x in re.findall(r'x[12]="([\d.]+)%"[^>]*class="sd"', drawn)]
    assert all(0 <= x <= 100 for x in ends)


def test_a_density_peaks_where_the_samples_are() -> None:
    samples = np.random.default_rng(0).normal(0.7, 0.03, 500)
    hill = density(samples)
    assert abs(hill.argmax() / (len(hill) - 1) - 0.7) < 0.05
    assert density(np.array([np.nan])).max() == 0


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=30))
def test_the_axis_of_a_fan_holds_all_values_within_the_bounds(values: list[float]) -> None:
    low, high, step = window(np.array(values), -1.0, 1.0)
    assert -1 <= low <= min(values)
    assert max(values) <= high <= 1
    assert 0 < (high - low) / step < 7


def test_a_fan_says_in_words_what_it_shows() -> None:
    quantiles = np.linspace(0.2, 0.6, 5) + np.zeros((13, 5))
    told = fan("X", quantiles, np.full(13, 0.3), low=0, high=1, shocks=(3,))
    assert "Median from 0.40 to 0.40 after 12 months" in told
    assert "between 0.20 and 0.60" in told
    assert "baseline ends at 0.30" in told
    assert told.count('class="shock"') == 1


def test_numbers_read_as_people_write_them() -> None:
    assert figures.number(-0.004) == "0.00"
    assert figures.number(-0.5) == "\u22120.50"
    assert figures.signed(0.25) == "+0.25"
    assert figures.signed(0.001) == "0.00"
    assert figures.number(float("nan")) == "–"
    assert figures.percent(0.001) == "<1 %"
    assert figures.percent(0.999) == ">99 %"
    assert figures.percent_range(0.2, 0.45) == "20–45 %"
    assert figures.date("2031-03-05") == "5 March 2031"
    assert figures.date("2031-03") == "March 2031"
    assert figures.date("2031") == "2031"
    assert figures.date("next spring") == "next spring"
    assert figures.joined(["a", "b", "c"]) == "a, b and c"


@given(st.text(), st.integers(4, 40))
def test_what_is_shortened_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(figures.shorten(text, length)) <= max(length, 0)
