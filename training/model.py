"""The whole recipe: trains, exports, writes the lemma lexicon, scores the result and writes its card.

python -m training.model --corpora FOLDER --rows FOLDER --build FOLDER [--start WEIGHTS] [--syntax WEIGHTS] [--out FOLDER]

Two stages: syntax and names on the treebanks; then all heads together with the annotated training set and the lexicon's
examples, whose syntax the outcome of the first stage gives. `--syntax` names weights of the first stage and skips it.
`--out` is the model folder of the package unless told otherwise; `--build` keeps the weights to go on from.
"""

import argparse
import json
import logging
from pathlib import Path

from training import card, evaluate, export, lexicon, lexicon_rows, reading_figures, train
from verbale.language.pipeline import MODEL, LanguageModel


def main() -> None:
    """Reads the options and runs the steps in order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--rows", type=Path, required=True, help="folder of the annotated train.jsonl and test.jsonl")
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--syntax", type=Path, help="weights of the first stage; labels.json beside them")
    parser.add_argument("--start", type=Path, help="trained weights to go on from; labels.json beside them")
    parser.add_argument("--steps", type=int, help="of the second stage")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--trained", action="store_true", help="take the weights in --build as they are")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if not options.trained:
        first = options.syntax or options.build / "syntax" / "weights.safetensors"
        chosen = {"seed": options.seed, "threads": options.threads}
        if not options.syntax:
            train.run(train.Inputs(options.corpora, options.start), first.parent, **chosen)
        teacher = options.build / "teacher"
        export.export(first.parent, teacher)
        lexicon.write(options.corpora, teacher)
        rows = options.build / "rows.jsonl"
        lexicon_rows.write(teacher, rows)
        rows.write_bytes((options.rows / "train.jsonl").read_bytes() + rows.read_bytes())
        inputs = train.Inputs(options.corpora, first, rows, teacher)
        train.run(inputs, options.build, steps=options.steps, **chosen)
    export.export(options.build, options.out)
    lexicon.write(options.corpora, options.out)
    figures = evaluate.evaluate(LanguageModel.load(options.out), options.corpora, "test")
    figures["annotated training set"] = reading_figures.figures(options.out, options.rows / "test.jsonl")
    recipe = json.loads((options.build / "recipe.json").read_text("utf8"))
    card.write(options.out, recipe, figures)


if __name__ == "__main__":
    main()
