"""Writing plans: what each item of a batch is to hold, drawn at random so that no two batches are alike.

python -m training.plans --writer LETTER --out FOLDER
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from verbale import lexicon

SENTENCES, BATCHES, REPORTS = 105, 12, 31
PLAIN = 0.35
"""Chance of each wish in the later half of the batches, whose sentences are to be plain news prose."""
REGISTERS = (
    "wire", "wire", "wire", "field report", "communique", "analysis", "speech", "chronology", "NGO report", "newspaper",
    "radio monitoring", "briefing", "headline",
)  # fmt: skip
REGIONS = (
    "South Caucasus", "Central Asia", "Eastern Europe", "Balkans", "Western Europe", "Nordic and Baltic", "Russia", "Levant", "Gulf", "Maghreb",
    "Sahel", "West Africa", "Horn of Africa", "Great Lakes", "Southern Africa", "South Asia", "Southeast Asia", "Northeast Asia", "Pacific",
    "North America", "Central America", "Caribbean", "Andes", "Southern Cone", "Iran and Afghanistan", "international bodies",
)  # fmt: skip
SYNTAX = (
    "active", "active", "active with long subject", "passive with by", "passive without agent", "nominal event with of/by/against",
    "nominal event as subject", "light verb", "relative clause", "participial clause", "two verbs coordinated, two events", "coordinated actors",
    "coordinated recipients", "reciprocal", "three parties", "apposition between subject and verb", "infinitive complement", "gerund",
    "capital or building for the government", "pronoun party", "possessive party", "phrasal verb", "event after a long adverbial",
    "two events with different parties", "causal clause with a second event", "inversion", "object control (forced, helped, allowed X to)", "prepositional recipient",
)  # fmt: skip
SPEECH = (
    "", "", "", "", "", "said that", "according to", "direct quotation", "quotation split in two", "statement inside a statement", "denial",
    "allegation by one side", "belief or assessment (think, believe, estimate)", "forecast", "document or survey as speaker", "anonymous officials",
)  # fmt: skip
STATUSES = ("occurred",) * 12 + (
    "ongoing",
    "ongoing",
    "planned",
    "planned",
    "conditional",
    "hypothetical",
    "hypothetical",
    "denied",
    "negated",
    "negated",
)
CERTAINTIES = ("",) * 6 + ("probable", "possible")
TIMES = ("",) * 4 + (
    "weekday and publication date",
    "full date",
    "month",
    "range",
    "relative (yesterday, last week)",
    "year",
)
PLACES = ("", "", "", "city", "region or river", "sea or border")
PARTIES = (
    "government", "minister or envoy by name", "head of state by office", "army", "rebels", "parliament", "opposition", "police", "civilians",
    "unknown gunmen", "company of a state", "court", "union or students", "religious leaders", "international organization", "relief or human rights group",
    "press", "refugees", "spy service", "local authorities", "breakaway entity", "country name",
)  # fmt: skip
NEGATIVES = (
    "sport", "sport in war words", "business between firms", "market report", "weather in war words", "culture", "science", "history of another century",
    "biography", "private life", "figure of speech: act against a thing or idea", "figure of speech: people, no politics", "geography", "economic statistics",
    "law or treaty described, no act", "ability or equipment", "purpose only", "statement with no event (mark it)", "opinion or belief (mark it)",
    "forecast of conditions (mark it)", "background noun only", "general truth or habit", "agenda or schedule without act", "question",
)  # fmt: skip
LURES = (
    "attack", "fire", "strike", "bomb", "meet", "visit", "support", "agree", "reject", "accuse", "sign", "aid", "shoot", "seize", "block", "demand",
    "protest", "release", "withdraw", "surrender", "raid", "ban", "cut", "launch", "deploy", "arrest", "kill", "charge", "campaign", "defend",
    "battle", "deal", "sanction", "threat", "invade", "retreat", "explode", "call", "order", "host", "cooperate", "train", "sell", "supply",
)  # fmt: skip


def sentence_plan(
    rng: random.Random, kinds: Sequence[tuple[str, str]], contexts: Sequence[str], wishes: float
) -> list[str]:
    """One batch: about three quarters with events, types in balance, and a quarter without."""
    rows = [_event(rng, kind, mode, contexts, wishes) for kind, mode in kinds]
    rows += [
        " | ".join(
            (
                "NO EVENT",
                rng.choice(NEGATIVES),
                f"uses '{rng.choice(LURES)}'",
                rng.choice(REGISTERS),
                rng.choice(REGIONS),
            )
        )
        for _ in range(SENTENCES - len(rows))
    ]
    rng.shuffle(rows)
    return rows


def _event(rng: random.Random, kind: str, mode: str, contexts: Sequence[str], wishes: float) -> str:
    context = rng.choice(contexts) if rng.random() < 0.5 else ""
    wished = (
        rng.choice(CERTAINTIES), rng.choice(SYNTAX), rng.choice(SPEECH), rng.choice(PARTIES), context, rng.choice(TIMES), rng.choice(PLACES),
    )  # fmt: skip
    kept = [wish for wish in wished if wish and rng.random() < wishes]
    register = rng.choice(REGISTERS) if rng.random() < wishes else "wire"
    return " | ".join((f"{kind}/{mode}" if mode else kind, rng.choice(STATUSES), *kept, register, rng.choice(REGIONS)))


def report_plan(rng: random.Random, kinds: Sequence[tuple[str, str]], contexts: Sequence[str]) -> str:
    """What one report is to hold."""
    chosen = ", ".join("/".join(filter(None, kind)) for kind in rng.sample(kinds, 5))
    words = rng.choice((320, 360, 400, 450, 520, 580))
    return " | ".join((
        f"about {words} words", rng.choice(REGISTERS[:-1]), rng.choice(REGIONS), chosen, rng.choice(contexts), rng.choice(contexts),
        f"statuses {', '.join(rng.sample(sorted(set(STATUSES)), 3))}", rng.choice([s for s in SPEECH if s]), rng.choice([t for t in TIMES if t]),
        rng.choice(("a visit", "an agreement", "an arms transfer", "a debt", "disputed land", "no frame")), rng.choice(PARTIES),
    ))  # fmt: skip


def main() -> None:
    """Writes the plans of one writer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writer", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rng = random.Random(f"verbale {options.writer}")  # noqa: S311 - a seeded generator is the point
    words = lexicon.load()
    kinds = [(name, mode) for name, kind in words.types.items() for mode in [m.name for m in kind.modes] or [""]]
    contexts = sorted(c.name for c in words.contexts)
    for batch in range(1, BATCHES + 1):
        chosen = [_of_type(rng, kinds, name) for name in words.types for _ in range(5)]
        lines = sentence_plan(
            rng, rng.sample(chosen, round(SENTENCES * 0.75)), contexts, PLAIN if batch > BATCHES // 2 else 1
        )
        _write(options.out / f"{options.writer}{batch:02}.txt", lines)
    for part in range(3):
        count = REPORTS // 3 + (part < REPORTS % 3)
        lines = [report_plan(rng, kinds, contexts) for _ in range(count)]
        _write(options.out / f"{options.writer}-reports{part + 1}.txt", lines)


def _of_type(rng: random.Random, kinds: Sequence[tuple[str, str]], name: str) -> tuple[str, str]:
    return rng.choice([kind for kind in kinds if kind[0] == name])


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("".join(f"{number}. {line}\n" for number, line in enumerate(lines, 1)), "utf8")


if __name__ == "__main__":
    main()
