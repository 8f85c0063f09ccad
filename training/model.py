"""The whole recipe: trains, exports, writes the lemma lexicon, scores the result and writes its card.

python -m training.model --corpora FOLDER --build FOLDER [--start WEIGHTS] [--steps N] [--seed N] [--out FOLDER]

`--out` is the model folder of the package unless told otherwise; `--build` keeps the weights to go on from.
"""

import argparse
import json
import logging
from pathlib import Path

from training import card, evaluate, export, lexicon, train
from verbale.language.pipeline import MODEL, LanguageModel


def main() -> None:
    """Reads the options and runs the steps in order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="trained weights to go on from; labels.json beside them")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--trained", action="store_true", help="take the weights in --build as they are")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if not options.trained:
        train.run(
            options.corpora,
            options.build,
            start=options.start,
            steps=options.steps,
            seed=options.seed,
            threads=options.threads,
        )
    export.export(options.build, options.out)
    lexicon.write(options.corpora, options.out)
    figures = evaluate.evaluate(LanguageModel.load(options.out), options.corpora, "test")
    recipe = json.loads((options.build / "recipe.json").read_text("utf8"))
    card.write(options.out, recipe, figures)


if __name__ == "__main__":
    main()
