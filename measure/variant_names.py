"""Whom and what variants of reports tell of: states with their towns and words, people, publications."""

import csv
import random
from itertools import product
from pathlib import Path
from typing import NamedTuple

import verbale
from verbale.gazetteer import Gazetteer
from verbale.places import Place

_DATA = Path(verbale.__file__).parent / "data"


def _rows(table: str) -> list[dict[str, str]]:
    with (_DATA / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


_TOWNS = """
USA Washington Chicago Houston; CHN Beijing Shanghai Wuhan; RUS Moscow Kazan Rostov; GBR London Leeds Glasgow
FRA Paris Lyon Marseille; IND Delhi Mumbai Kolkata; ISR Jerusalem Haifa Eilat; IRN Tehran Isfahan Tabriz
DEU Berlin Hamburg Dresden; TUR Ankara Istanbul Izmir; JPN Tokyo Osaka Nagoya; UKR Kyiv Odesa Kharkiv
PAK Islamabad Karachi Lahore; SYR Damascus Aleppo Homs; IRQ Baghdad Basra Mosul; KOR Seoul Busan Incheon
SAU Riyadh Jeddah Dammam; EGY Cairo Alexandria Aswan; AFG Kabul Herat Kandahar; PRK Pyongyang Kaesong Wonsan
ITA Rome Milan Naples; LBN Beirut Tripoli Sidon; AUS Canberra Perth Darwin; CAN Ottawa Toronto Halifax
POL Warsaw Gdansk Lublin; SDN Khartoum Kassala Nyala; NGA Abuja Kano Lagos; ETH Addis_Ababa Mekelle Gondar
GRC Athens Patras Volos; IDN Jakarta Surabaya Medan; YEM Sanaa Aden Taiz; LBY Tripoli Benghazi Misrata
VEN Caracas Maracaibo Valencia; ESP Madrid Seville Bilbao; SRB Belgrade Nis Subotica; GEO Tbilisi Batumi Gori
AZE Baku Ganja Lankaran; ARM Yerevan Gyumri Vanadzor; COL Bogota Cali Medellin; MEX Mexico_City Puebla Merida
BRA Brasilia Recife Manaus; KEN Nairobi Mombasa Kisumu; SOM Mogadishu Kismayo Baidoa; COD Kinshasa Goma Bukavu
RWA Kigali Butare Gisenyi; ZAF Pretoria Durban Bloemfontein; VNM Hanoi Hue Danang; PHL Manila Cebu Davao
THA Bangkok Phuket Udon_Thani; MMR Naypyidaw Yangon Mandalay; BGD Dhaka Sylhet Chittagong; KAZ Astana Almaty Aktau
UZB Tashkent Samarkand Bukhara; NLD Amsterdam Rotterdam Utrecht; SWE Stockholm Malmo Uppsala; NOR Oslo Bergen Tromso
FIN Helsinki Turku Oulu; ARG Buenos_Aires Rosario Cordoba; CHL Santiago Arica Temuco; PER Lima Cusco Arequipa
DZA Algiers Oran Annaba; MAR Rabat Fez Agadir; TUN Tunis Sfax Gabes; CUB Havana Camaguey Holguin
"""
"""States as often as news have them, about; the first town is the capital."""
_FIRST = """
Adrian Alma Anders Anita Arif Asha Bela Boris Bruno Carla Chen Clara Dag Daniel Dina Eduardo Elena Emil Esther Farid
Fatima Felix Gita Hana Hassan Helga Hugo Ines Irina Ivan Jamal Joana Jonas Julia Kamal Karin Kofi Laila Leo Lucia Luis
Marek Maria Marta Min Miriam Nadia Nikola Noor Olga Omar Oscar Paula Petra Pierre Rafael Rania Rosa Samir Sara Selim
Sofia Stefan Tarek Teresa Thomas Tomas Uma Vera Viktor Wanda Yara Yusuf Zoran
"""
_BEGIN = "Bal Bor Dar Del Dov Fal Gor Hal Jor Kal Kar Kel Lam Lor Mal Mar Mor Nal Nor Or Pel Ras Rom Sal Sel Tal Tor Val Ver Zam"
_MIDDLE = "a e i o u an en in or ar esh ov il ak um"
_END = "ba da dze go ic ka kis ko la len ma mir na ndo ni nko ri rsen sky so ta tes vic win yan zu"
_PER_STATE = 350
PUBLICATIONS = tuple(
    f"{place} {kind}"
    for place, kind in product(
        ("Meridian", "Harbour", "Steppe", "Delta", "Northern", "Isthmus", "Levant", "Pacific", "Highland", "Baltic"),
        ("Wire", "Courier", "Dispatch", "Monitor", "Observer", "Review", "Ledger", "Bulletin"),
    )
)


STATES = frozenset(row["code"] for row in _rows("states.csv"))
"""Their codes."""
ARTICLE = {"USA", "GBR", "NLD", "PHL"}
"""States whose names have a "the" before them."""


class State(NamedTuple):
    """A state, its words, and the places and people that variants have there."""

    code: str
    words: dict[str, str]
    """By what they are: name, demonym, demonym-noun, capital."""
    places: tuple[Place | None, ...]
    towns: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    """First and last names."""


class Spelling(NamedTuple):
    """Words that mean a state."""

    code: str
    how: str


def spellings() -> dict[str, Spelling]:
    """Names, demonyms and capitals of all states by how they are written."""
    found: dict[str, Spelling] = {}
    for row in _rows("state_names.csv"):
        if row["how"] in ("name", "demonym", "demonym-noun", "capital", "seat") and not row["ambiguous"]:
            found.setdefault(row["name"], Spelling(row["code"], row["how"].replace("seat", "capital")))
    return found


def states() -> tuple[list[State], list[float]]:
    """The states that variants tell of, with their weights, the most frequent first."""
    names = {row["code"]: row["name"] for row in _rows("states.csv")}
    words: dict[str, dict[str, str]] = {}
    for row in sorted(_rows("state_names.csv"), key=lambda row: bool(row["ambiguous"])):
        words.setdefault(row["code"], {}).setdefault(row["how"], row["name"])
    gazetteer, people = Gazetteer.load(), _people()
    found = []
    for line in _TOWNS.replace("\n", ";").split(";"):
        if line.strip():
            code, *towns = (word.replace("_", " ") for word in line.split())
            own = words[code] | {"name": names[code], "capital": towns[0]}
            own.setdefault("demonym", own.get("demonym-noun", names[code]).removesuffix("s"))
            own.setdefault("demonym-noun", own["demonym"])
            places = tuple(place if (place := gazetteer.usual(t)) and place.country == code else None for t in towns)
            found.append(State(code, own, places, tuple(towns), tuple(people.pop() for _ in range(_PER_STATE))))
    return found, [1 / (rank + 4) ** 0.8 for rank in range(len(found))]


def _people() -> list[tuple[str, str]]:
    """First and last names, each pair once, in an order that is always the same."""
    lasts = ["".join(parts) for parts in product(_BEGIN.split(), _MIDDLE.split(), _END.split())]
    rng = random.Random(4)  # noqa: S311  the same every time
    rng.shuffle(lasts)
    firsts = _FIRST.split()
    found = [(rng.choice(firsts), last) for last in lasts for _ in range(2)]
    rng.shuffle(found)
    return found
