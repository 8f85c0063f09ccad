"""The share of sentences that each common word stands in, over the training set.

python -m training.word_shares > src/verbale/data/word_shares.csv
"""

import json
import re
from collections import Counter
from pathlib import Path

from verbale.store.evidence import words

ROWS = Path(__file__).parents[1] / "data" / "training" / "train.jsonl"
SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
COMMON = 15
"""Sentences a word must stand in to be listed: below that its share says more about the set than about English."""


def main() -> None:
    texts = [json.loads(line)["text"] for line in ROWS.read_text("utf-8").splitlines()]
    sentences = [words(s) for text in texts for s in SENTENCES.split(text) if s.strip()]
    counts = Counter(word for sentence in sentences for word in sentence)
    print("stem,share")
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= COMMON and not word[0].isdigit():
            print(f"{word},{count / len(sentences):.2g}")


if __name__ == "__main__":
    main()
