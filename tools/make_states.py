"""Check reading/data/states.csv against Babel (CLDR) and fill its Correlates of War codes.

    DETENTE_DATA=PATH python tools/make_states.py

The names, demonyms and capitals are compiled by hand. This adds CLDR's English names of territories that the
table does not hold as aliases yet, and fills `ccode` from the state tables in DETENTE_DATA (UN ideal points:
iso3 with COW code) and, for states outside the UN's votes, from the COW state list as written here.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

from babel import Locale
from babel.core import get_global

TABLE = Path(__file__).parent.parent / "src/detente/reading/data/states.csv"
# COW state system membership, version 2016, for those that the ideal points lack.
OTHERS = {"TWN": 713, "XKX": 347, "VAT": 328, "CHE": 225, "SSD": 626}


def main() -> None:
    """Rewrite the table in place."""
    lines = TABLE.read_text(encoding="utf8").splitlines()
    notes = [line for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    with (Path(os.environ["DETENTE_DATA"]) / "states" / "un_ideal_points.csv").open(encoding="utf8") as file:
        ccodes = {row["iso3"]: row["ccode"] for row in csv.DictReader(file)} | {
            k: str(v) for k, v in OTHERS.items()
        }
    alpha3 = {a3: a2 for a2, a3 in _alpha3().items()}
    territories = Locale("en").territories
    for row in rows:
        row["ccode"] = ccodes.get(row["iso3"], "")
        name = territories.get(alpha3.get(row["iso3"], ""), "").replace("’", "'")
        held = [row["name"], *filter(None, row["aliases"].split("|"))]
        if name and name not in held and " - " not in name and "SAR" not in name and "(" not in name:
            row["aliases"] = "|".join([*held[1:], name])
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    TABLE.write_text("\n".join(notes) + "\n" + out.getvalue(), encoding="utf8")


def _alpha3() -> dict[str, str]:
    """Alpha-2 to alpha-3 codes, by CLDR's aliases of territories."""
    return {
        values[0]: code
        for code, values in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(values) == 1
    }


if __name__ == "__main__":
    main()
