"""Where the actors of a network picture stand: labels apart, lines clear of labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

Place = tuple[float, float]
SEEDS = 8
PASSES = 2
TURNS = 6
GAP = np.array([16.0, 20.0])  # least room between two boxes


def layout(
    sizes: Sequence[Place],
    lines: Mapping[tuple[int, int], tuple[float, float]],
    width: float,
    height: float,
    *,
    margin: float = 8,
) -> list[Place]:
    """Centres of N boxes of the given (width, height) inside a picture.

    `lines` gives for each pair drawn how near it should stand (0 to 1) and how much it matters that its
    line is
    clear. Candidates are spring layouts from fixed seeds, turned, and the same actors in the same order on
    an ellipse; the one with the fewest overlaps, lines through boxes and crossings is taken.
    """
    n = len(sizes)
    if n == 0:
        return []
    box = np.array(sizes)
    import networkx as nx  # half a second, which whoever draws no network need not wait for

    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    for (i, j), (near, matters) in lines.items():
        graph.add_edge(i, j, weight=(0.2 + near) * matters)
    ends = np.array(list(lines), dtype=int).reshape(-1, 2)
    weight = np.array([matters for _, matters in lines.values()])
    picture = np.array([width, height])
    best: tuple[float, np.ndarray] | None = None
    for seed in range(SEEDS if n > 2 else 1):
        spring = nx.spring_layout(graph, seed=seed, weight="weight", k=2.2 / np.sqrt(n), iterations=60)
        spots = np.array([spring[i] for i in range(n)])
        for shape in _shapes(spots):
            placed = _apart(_fill(shape, box, picture, margin), box, picture, margin)
            cost = _cost(placed, box, ends, weight, picture)
            if best is None or cost < best[0] - 1e-6:
                best = (cost, placed)
    assert best is not None
    best = _refine(best, box, picture, margin, lambda s: _cost(s, box, ends, weight, picture))
    # Rounded so that the last bits of a sum do not show in the page.
    return [(round(float(x), 1), round(float(y), 1)) for x, y in best[1]]


def _refine(
    best: tuple[float, np.ndarray],
    box: np.ndarray,
    picture: np.ndarray,
    margin: float,
    cost_of: Callable[[np.ndarray], float],
) -> tuple[float, np.ndarray]:
    """Swap two actors, or shift one, as long as that makes the picture clearer."""
    cost, spots = best
    reach = picture / np.sqrt(max(len(spots), 1))
    turns = np.array([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y])
    for _ in range(PASSES):
        before = cost
        for i in range(len(spots)):
            tried = [_swapped(spots, i, j) for j in range(i)]
            tried += [_shifted(spots, i, step * reach * far) for far in (0.3, 0.8) for step in turns]
            for moved in tried:
                placed = np.clip(moved, margin + box / 2, picture - margin - box / 2)
                found = cost_of(placed)
                if found < cost - 1e-6:
                    cost, spots = found, placed
        if cost > before - 1e-6:
            break
    return cost, spots


def _swapped(spots: np.ndarray, i: int, j: int) -> np.ndarray:
    moved = spots.copy()
    moved[[i, j]] = moved[[j, i]]
    return moved


def _shifted(spots: np.ndarray, i: int, by: np.ndarray) -> np.ndarray:
    moved = spots.copy()
    moved[i] += by
    return moved


def _shapes(spots: np.ndarray) -> list[np.ndarray]:
    """A layout turned several ways, and its actors by their bearing on an ellipse."""
    centred = spots - spots.mean(axis=0)
    shapes = []
    for k in range(TURNS):
        c, s = np.cos(np.pi * k / TURNS), np.sin(np.pi * k / TURNS)
        shapes.append(centred @ np.array([[c, -s], [s, c]]))
    order = np.argsort(np.arctan2(centred[:, 1], centred[:, 0]), kind="stable")
    for offset in (0.0, 0.5):
        angle = np.empty(len(spots))
        angle[order] = 2 * np.pi * (np.arange(len(spots)) + offset) / len(spots) - np.pi / 2
        shapes.append(np.column_stack([np.cos(angle), np.sin(angle)]))
    return shapes


def _fill(spots: np.ndarray, box: np.ndarray, picture: np.ndarray, margin: float) -> np.ndarray:
    """Stretch to the picture's edges, box by box."""
    span = np.ptp(spots, axis=0)
    unit = np.where(span > 1e-9, (spots - spots.min(axis=0)) / np.where(span > 1e-9, span, 1), 0.5)
    return margin + box / 2 + unit * (picture - 2 * margin - box)


def _apart(spots: np.ndarray, box: np.ndarray, picture: np.ndarray, margin: float) -> np.ndarray:
    """Push overlapping boxes apart along the shorter way until none overlaps (or the picture is full)."""
    spots = spots.copy()
    for _ in range(120):
        moved = False
        for i in range(len(spots)):
            need = (box[i] + box) / 2 + GAP
            close = (np.abs(spots - spots[i]) < need).all(axis=1)
            close[i] = False
            for j in np.flatnonzero(close):
                apart = spots[j] - spots[i]
                over = need[j] - np.abs(apart)
                if (over <= 0).any():
                    continue
                axis = int(over[1] < over[0])
                push = (over[axis] / 2 + 0.5) * (1 if apart[axis] >= 0 else -1)
                spots[i, axis] -= push
                spots[j, axis] += push
                moved = True
        spots = np.clip(spots, margin + box / 2, picture - margin - box / 2)
        if not moved:
            break
    return spots


def _cost(
    spots: np.ndarray, box: np.ndarray, ends: np.ndarray, weight: np.ndarray, picture: np.ndarray
) -> float:
    """Overlapping boxes weigh most, then lines through boxes, then crossings, then length and crowding."""
    n = len(spots)
    away = np.abs(spots[:, None] - spots[None])
    overlap = (away < (box[:, None] + box[None]) / 2 + GAP / 2).all(axis=2)
    cost = 60.0 * np.triu(overlap, 1).sum()
    # Boxes nearer than their share of the picture crowd it.
    ideal = np.sqrt(picture.prod() / max(n, 1))
    apart = np.hypot(away[..., 0], away[..., 1]) + 1e9 * np.eye(n)
    cost += 1.5 * np.maximum(0, 1 - apart / ideal).sum()
    if len(ends):
        p, q = spots[ends[:, 0]], spots[ends[:, 1]]
        cost += float((weight * np.hypot(*(q - p).T)).sum()) / np.hypot(*picture)
        inside = _through(p, q, spots, box / 2 + 5)
        inside[np.arange(len(ends))[:, None], ends] = False
        cost += 5 * float((inside * weight[:, None]).sum())
        cost += float((np.triu(_crossing(p, q, ends), 1) * np.minimum.outer(weight, weight)).sum())
    return cost


def _through(p: np.ndarray, q: np.ndarray, spots: np.ndarray, half: np.ndarray) -> np.ndarray:
    """Which of the lines p-q pass through which boxes: [L, N] (the line clipped by the box's sides)."""
    way = (q - p)[:, None]
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    sides = np.stack([(spots - half - p[:, None]) / way, (spots + half - p[:, None]) / way])
    enters, leaves = sides.min(axis=0).max(axis=2), sides.max(axis=0).min(axis=2)
    return (enters <= leaves) & (leaves >= 0) & (enters <= 1)


def _crossing(p: np.ndarray, q: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Which of the lines p-q cross: [L, L], false where two share an end."""

    def side(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
        return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
            c[..., 0] - a[..., 0]
        )

    a, b, c, d = p[:, None], q[:, None], p[None], q[None]
    cross = (side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)
    shared = (ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
    return cross & ~shared
