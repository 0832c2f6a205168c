"""Parameters of the mechanisms with their priors, as tables made from the code."""

from __future__ import annotations

from detente.dynamics import mechanism, mechanisms  # noqa: F401  importing registers them

HEAD = """# Parameters and priors

Made from the code: what each run draws for every mechanism, unless the system file says otherwise
(`mechanisms: - {name: ..., parameters: ...}`). A draw is normal with this mean and standard deviation, kept within the
bounds. **Bold** is the parameter without which the mechanism does nothing. What they mean stands with the equations of
[the model](../model.md).
"""


def page() -> str:
    """The page in Markdown."""
    return "\n\n".join([HEAD, *(f"## {name}\n\n{table(name)}" for name in names())]) + "\n"


def names() -> list[str]:
    """Names of the mechanisms that come with the program, in the order of their parameters."""
    return [m.NAME for m in mechanism.registered()]


def table(name: str) -> str:
    """The parameters of one mechanism, a row each."""
    found = next(m for m in mechanism.registered() if name == m.NAME)
    rows = []
    for p in found.PARAMETERS:
        shown = f"**{p.name}**" if p.name == found.EFFECT else p.name
        rows.append(f"| {shown} | {p.mean:g} | {p.sd:g} | {p.low:g} to {p.high:g} | {p.unit} |")
    return "\n".join(["| parameter | mean | sd | within | unit |", "|---|---|---|---|---|", *rows])
