"""Writes the trained weights as the files the reader loads: an int8 ONNX model, relation weights, labels, vocabulary.

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

from training.network import Network

CHOSEN = ("upos", "xpos", "feats", "lemma")
"""Heads whose best label is picked inside the graph; the others hand out scores."""
OUTPUTS = (*CHOSEN, "sent", "ner", "arc", "rd", "rh")

log = logging.getLogger(__name__)


class Graph(nn.Module):
    """The network as the reader calls it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, case: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Labels of the chosen heads, scores of the others, in the order of `OUTPUTS`.

        The reader gives one window a call, so nothing is padded and nothing hidden.
        """
        scores = self.network(ids, case, first, padded=False)
        return tuple(scores[o].argmax(-1).int() if o in CHOSEN else scores[o] for o in OUTPUTS)


def load_network(folder: Path) -> Network:
    """The trained network of a folder that `train` wrote."""
    labels = json.loads((folder / "labels.json").read_text("utf8"))
    network = Network({layer: len(names) for layer, names in labels.items()})
    network.load_state_dict({name: value.float() for name, value in load_file(folder / "weights.safetensors").items()})
    return network.eval()


def write_float(network: Network, path: Path) -> None:
    """The network in single precision, for windows of any length."""
    pieces, words = torch.randint(1000, 30_000, (2, 24)), torch.arange(12).expand(2, 12).contiguous()
    axes = {"ids": {0: "batch", 1: "pieces"}, "case": {0: "batch", 1: "pieces"}, "first": {0: "batch", 1: "words"}}
    axes |= {output: {0: "batch", 1: "words"} for output in OUTPUTS}
    axes["arc"][2] = axes["rh"][1] = "governors"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Graph(network),
            (pieces, torch.ones_like(pieces), words),
            path,
            input_names=["ids", "case", "first"],
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def write_quantised(source: Path, path: Path) -> None:
    """Linear layers and embeddings in int8, activations scaled as they come; products of activations stay floats."""
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


def export(folder: Path, out: Path) -> None:
    """Writes `model.onnx`, `rel.npz`, `labels.json` and `vocab.txt` to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    network = load_network(folder)
    with tempfile.TemporaryDirectory() as scratch:
        plain, prepared = Path(scratch) / "plain.onnx", Path(scratch) / "prepared.onnx"
        write_float(network, plain)
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
