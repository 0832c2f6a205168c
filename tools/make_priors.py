"""Make the shipped prior tables of `detente.system` from the public data on states.

    python tools/make_priors.py STATES_FOLDER

STATES_FOLDER holds cow_cinc.csv, un_ideal_points.csv, atop_alliance.csv.gz, tss_rivalries.csv.gz and
cow_contdir.csv.gz. Only the latest year of each is kept: a prior is about now, and the history can be had
from the sources that each table names.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections.abc import Iterable
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src" / "detente" / "system" / "data"
COMMAND = "Made by: python tools/make_priors.py STATES_FOLDER"
# COW numbers that the UN table lacks or gives a code that has since changed (ISO 3166 and its user-assigned
# XKX).
CODES = {"713": "TWN", "347": "XKX", "345": "SRB"}

CINC = (
    "Share of all states' material capability in the latest year: Composite Index of National Capability.",
    "Source: Singer, Bremer and Stuckey 1972; Correlates of War, National Material Capabilities (to 2022).",
    "Terms: free to use with citation.",
)
IDEAL = (
    "UN General Assembly ideal points at the latest session: state, session, point, standard deviation.",
    "Source: Bailey, Strezhnev and Voeten 2017, Dynamic State Preferences from United Nations Voting Data.",
    "Terms: MIT. The standard deviation is the width from the 5th to the 95th percentile over 3.29.",
)
ALLIANCE = (
    "Pairs of states under a treaty of alliance in {year}: 1 where some treaty holds that duty.",
    "Source: Leeds, Ritter, Mitchell and Long 2002, Alliance Treaty Obligations and Provisions (ATOP 5).",
    "Terms: free with citation. Pairs with duties of non-aggression or consultation alone are kept too.",
)
RIVALRY = (
    "Strategic rivalries that were going on in {year}.",
    "Source: Thompson, Sakuwa and Suhas 2022, Analyzing Strategic Rivalries in World Politics.",
    "Terms: free to use with citation.",
)
CONTIGUITY = (
    "Direct contiguity in 2016: 1 by land or river, 2 to 5 by at most 12, 24, 150 and 400 miles of water.",
    "Source: Stinnett, Tir, Schafer, Diehl and Gochman 2002; Correlates of War, Direct Contiguity 3.2.",
    "Terms: free to use with citation.",
)


def rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file, compressed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(data.decode("utf8"))))


def write(
    name: str, header: tuple[str, ...], notes: Iterable[str], lines: Iterable[tuple[object, ...]]
) -> None:
    """Write one table, sorted, with its notes as comment lines."""
    text = "".join(f"# {note}\n" for note in (*notes, COMMAND)) + ",".join(header) + "\n"
    text += "".join(",".join(str(x) for x in line) + "\n" for line in sorted(lines))
    (OUT / name).write_text(text, encoding="utf8", newline="\n")


def pair(row: dict[str, str], codes: dict[str, str]) -> tuple[str, str]:
    """The two states of a dyad, in the order of the alphabet."""
    a, b = sorted((codes[row["ccode1"]], codes[row["ccode2"]]))
    return a, b


def main(folder: Path) -> None:
    """Write the five tables."""
    ideal = rows(folder / "un_ideal_points.csv")
    codes = {r["ccode"]: r["iso3"] for r in ideal} | CODES

    cinc = rows(folder / "cow_cinc.csv")
    last = {r["ccode"]: r for r in sorted(cinc, key=lambda r: int(r["year"])) if r["cinc"]}
    newest = max(int(r["year"]) for r in last.values())
    write(
        "capability.csv",
        ("iso3", "year", "cinc"),
        CINC,
        (
            (codes[k], r["year"], f"{float(r['cinc']):.4g}")
            for k, r in last.items()
            if int(r["year"]) == newest
        ),
    )

    points = {codes[r["ccode"]]: r for r in sorted(ideal, key=lambda r: int(r["session"]))}
    write(
        "ideal_points.csv",
        ("iso3", "session", "ideal_point", "sd"),
        IDEAL,
        (
            (
                k,
                r["session"],
                f"{float(r['ideal_point']):.4g}",
                f"{(float(r['q95']) - float(r['q5'])) / 3.29:.2g}",
            )
            for k, r in points.items()
        ),
    )

    duties = ("defense", "offense", "neutral", "nonagg", "consul")
    treaties = rows(folder / "atop_alliance.csv.gz")
    year = max(r["year"] for r in treaties)
    held: dict[tuple[str, str], list[int]] = {}
    for r in treaties:
        if r["year"] == year:
            known = held.setdefault(pair(r, codes), [0] * len(duties))
            held[pair(r, codes)] = [max(x, int(r[f"atop_{d}"])) for x, d in zip(known, duties)]
    write(
        "alliances.csv",
        ("a", "b", *duties),
        (ALLIANCE[0].format(year=year), *ALLIANCE[1:]),
        ((*k, *v) for k, v in held.items()),
    )

    rivalries = rows(folder / "tss_rivalries.csv.gz")
    year = max(r["end"] for r in rivalries)
    going = {pair(r, codes) for r in rivalries if r["end"] == year}
    write("rivalries.csv", ("a", "b"), (RIVALRY[0].format(year=year), *RIVALRY[1:]), going)

    borders = rows(folder / "cow_contdir.csv.gz")
    end = max(r["enddate"] for r in borders)
    near: dict[tuple[str, str], int] = {}
    for r in borders:
        if r["enddate"] == end and r["conttype"] != "0":
            key = pair(r, codes)
            near[key] = min(near.get(key, 9), int(r["conttype"]))
    write("contiguity.csv", ("a", "b", "type"), CONTIGUITY, ((*k, v) for k, v in near.items()))


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python tools/make_priors.py STATES_FOLDER")
    main(Path(sys.argv[1]))
