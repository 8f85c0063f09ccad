"""Writes the trained weights as the files the reader loads: an ONNX model, relation weights, labels, vocabulary.

python -m training.export --model FOLDER --out FOLDER
"""

import argparse
import json
import logging
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training.floating import with_float_activations
from training.network import Network

CHOSEN = ("upos", "xpos", "feats", "lemma")
"""Heads whose best label is picked inside the graph; the others hand out scores."""
READ = ("event", "mode", "status", "certainty", "context", "said", "actor", "recipient")
"""What the heads that read events and statements hand out, in scores."""
OUTPUTS = (*CHOSEN, "head", "rel", "sent", "ner", "arc", "rd", "rh", *READ)
"""`head` is each word's best governor by itself, 0 the root, and `rel` the best relation to it, root left out."""

log = logging.getLogger(__name__)


class Graph(nn.Module):
    """The network as the reader calls it: one window, so nothing is padded and nothing hidden."""

    def __init__(self, network: Network, root: int) -> None:
        super().__init__()
        self.network = network
        barred = torch.zeros(len(network.R))
        barred[root] = 1e9
        self.barred = nn.Parameter(barred)
        self.halves = nn.Parameter(network.R.detach().permute(1, 0, 2).reshape(network.R.shape[1], -1).contiguous())

    def forward(self, ids: Tensor, case: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Labels of the chosen heads, scores of the others, in the order of `OUTPUTS`."""
        scores = self.network(ids, case, first, padded=False)
        scores["head"] = self._heads(scores["arc"])
        scores["rel"] = self._relations(scores["rd"], scores["rh"], scores["head"])
        scores["head"] = scores["head"].int()
        return tuple(scores[o].argmax(-1).int() if o in CHOSEN else scores[o] for o in OUTPUTS)

    def _heads(self, arcs: Tensor) -> Tensor:
        itself = functional.pad(torch.eye(arcs.shape[1], dtype=arcs.dtype), (1, 0))
        return (arcs - 1e9 * itself).argmax(-1)

    def _relations(self, dependents: Tensor, governors: Tensor, heads: Tensor) -> Tensor:
        count, width, _ = self.network.R.shape
        chosen = torch.gather(governors, 1, heads[:, :, None].expand(-1, -1, width))
        halves = (dependents @ self.halves).reshape(1, -1, count, width)
        scores = torch.matmul(halves, chosen[:, :, :, None])[..., 0]
        return (scores - self.barred).argmax(-1).int()


def load_network(folder: Path) -> Network:
    """The trained network of a folder that `train` wrote."""
    labels = json.loads((folder / "labels.json").read_text("utf8"))
    network = Network({layer: len(names) for layer, names in labels.items()})
    network.load_state_dict({name: value.float() for name, value in load_file(folder / "weights.safetensors").items()})
    return network.eval()


def write_float(network: Network, path: Path, root: int) -> None:
    """The network in single precision, for windows of any length."""
    pieces, words = torch.randint(1000, 30_000, (1, 24)), torch.arange(12)[None]
    axes = {"ids": {1: "pieces"}, "case": {1: "pieces"}, "first": {1: "words"}}
    axes |= {output: {1: "words"} for output in OUTPUTS}
    axes["arc"][2] = axes["rh"][1] = "governors"
    axes["actor"][2] = axes["recipient"][2] = "words"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Graph(network, root),
            (pieces, torch.ones_like(pieces), words),
            path,
            input_names=["ids", "case", "first"],
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def write_quantised(source: Path, path: Path) -> None:
    """Linear layers and embeddings in int8; activations stay floats."""
    model = onnx.load(source)
    constants = {tensor.name for tensor in model.graph.initializer}
    kept = [n.name for n in model.graph.node if n.op_type == "MatMul" and not constants.intersection(n.input)]
    kept += [n.name for n in model.graph.node if n.op_type == "Gather" and "case" in n.input[0]]
    quantize_dynamic(
        source,
        path,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=kept,
    )
    onnx.save(with_float_activations(onnx.load(path)), path)


def export(folder: Path, out: Path) -> None:
    """Writes `model.onnx`, `rel.npz`, `labels.json` and `vocab.txt` to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    network = load_network(folder)
    relations = json.loads((folder / "labels.json").read_text("utf8"))["rel"]
    with tempfile.TemporaryDirectory() as scratch:
        plain, prepared = Path(scratch) / "plain.onnx", Path(scratch) / "prepared.onnx"
        write_float(network, plain, relations.index("root"))
        quant_pre_process(plain, prepared, skip_symbolic_shape=True)
        write_quantised(prepared, out / "model.onnx")
    np.savez_compressed(out / "rel.npz", R=network.R.detach().numpy().astype(np.float16))
    for name in ("labels.json", "vocab.txt"):
        shutil.copyfile(folder / name, out / name)
    log.info("wrote %s", out)


def main() -> None:
    """Reads the options and exports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="what training.train wrote")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    export(options.model, options.out)


if __name__ == "__main__":
    main()
