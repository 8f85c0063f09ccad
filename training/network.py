"""The network: a MiniLM encoder that also sees casing, a learned mix of its layers, a head for each annotation."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, ATTENTION_HEADS, LAYERS, INNER = 384, 12, 6, 1536
VOCABULARY, POSITIONS, CASES = 30_522, 512, 8
ARC_WIDTH, RELATION_WIDTH = 256, 128
READING_WIDTH, ROLE_WIDTH, ROLES = 256, 96, 2
READERS = frozenset({"event", "mode", "status", "certainty", "context", "said"})
"""Heads that read events and statements, on a mix of layers and a hidden layer of their own."""
SCALE = (WIDTH // ATTENTION_HEADS) ** -0.5


class Layer(nn.Module):
    """One transformer layer. Attention is written out: faster than the fused kind backwards on a CPU."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.f1, self.f2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.ln1, self.ln2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """`x` is `[batch, pieces, width]`; `bias` is added to attention scores and hides padding, if there is any."""
        batch, pieces, _ = x.shape
        q, k, v = (
            part(x).view(batch, pieces, ATTENTION_HEADS, -1).transpose(1, 2) for part in (self.q, self.k, self.v)
        )
        attention = q @ k.transpose(-1, -2) * SCALE
        seen = torch.softmax(attention if bias is None else attention + bias, -1) @ v
        x = self.ln1(x + self.dropout(self.o(seen.transpose(1, 2).reshape(batch, pieces, WIDTH))))
        inner: Tensor = self.ln2(x + self.dropout(self.f2(functional.gelu(self.f1(x)))))
        return inner


class Network(nn.Module):
    """Scores for words, arcs and relations. Parameter names are those of the weights files."""

    def __init__(self, sizes: dict[str, int], *, encoder_dropout: float = 0.0, head_dropout: float = 0.15) -> None:
        super().__init__()
        self.emb, self.pos = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.case, self.ln = nn.Embedding(CASES, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(encoder_dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([-2.0, -1.0, 0.0, 1.0, 1.0, 1.0, 1.0]))
        flat = {name: size for name, size in sizes.items() if name != "rel" and name not in READERS}
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in flat.items()})
        self.reading_mix = nn.Parameter(torch.tensor([-2.0, -1.0, 0.0, 1.0, 1.0, 1.0, 1.0]))
        self.reading = nn.Linear(WIDTH, READING_WIDTH)
        readers = {name: size for name, size in sizes.items() if name in READERS}
        self.readers = nn.ModuleDict({name: nn.Linear(READING_WIDTH, size) for name, size in readers.items()})
        self.doing, self.party = nn.Linear(WIDTH, ROLE_WIDTH), nn.Linear(WIDTH, ROLE_WIDTH)
        self.roles = nn.Parameter(0.05 * torch.randn(ROLES, ROLE_WIDTH + 1, ROLE_WIDTH + 1))
        self.ad, self.ah = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.rd, self.rh = nn.Linear(WIDTH, RELATION_WIDTH), nn.Linear(WIDTH, RELATION_WIDTH)
        self.U = nn.Parameter(0.02 * torch.randn(ARC_WIDTH + 1, ARC_WIDTH))
        self.R = nn.Parameter(0.02 * torch.randn(sizes["rel"], RELATION_WIDTH + 1, RELATION_WIDTH + 1))
        self.root = nn.Parameter(0.1 * torch.randn(WIDTH))
        self.dropout = nn.Dropout(head_dropout)
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, case: Tensor, first: Tensor, *, padded: bool = True) -> dict[str, Tensor]:
        """`ids` and `case` are `[batch, pieces]`, 0 padding; `first` is `[batch, words]`, each word's first piece."""
        plain, reading = self._words(ids, case, first, padded=padded)
        words = self.dropout(plain)
        scores = self._read(self.dropout(reading))
        scores |= {name: head(words) for name, head in self.heads.items()}
        governors = torch.cat([self.root.expand(ids.shape[0], 1, WIDTH), words], 1)
        dependent = with_one(self.dropout(functional.gelu(self.ad(words))))
        governor = self.dropout(functional.gelu(self.ah(governors)))
        scores["arc"] = (dependent @ self.U) @ governor.transpose(1, 2)
        scores["rd"] = with_one(self.dropout(functional.gelu(self.rd(words))))
        scores["rh"] = with_one(self.dropout(functional.gelu(self.rh(governors))))
        return scores

    def _read(self, words: Tensor) -> dict[str, Tensor]:
        """Scores of the reading heads; `actor` and `recipient` are `[batch, trigger, word]`."""
        hidden = self.dropout(functional.gelu(self.reading(words)))
        scores = {name: head(hidden) for name, head in self.readers.items()}
        doing = with_one(self.dropout(functional.gelu(self.doing(words))))
        party = with_one(self.dropout(functional.gelu(self.party(words)))).transpose(1, 2)
        scores["actor"], scores["recipient"] = (doing @ self.roles[0]) @ party, (doing @ self.roles[1]) @ party
        return scores

    def _words(self, ids: Tensor, case: Tensor, first: Tensor, *, padded: bool) -> tuple[Tensor, Tensor]:
        """Each word as the syntax heads and as the reading heads see it."""
        bias = ((ids == 0).float() * -1e4)[:, None, None, :] if padded else None
        x = self.ln(self.emb(ids) + self.pos.weight[: ids.shape[1]][None] + self.case(case))
        at = first[:, :, None].expand(-1, -1, WIDTH)
        shares, others = torch.softmax(self.mix, 0), torch.softmax(self.reading_mix, 0)
        here = torch.gather(x, 1, at)
        plain, reading = shares[0] * here, others[0] * here
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, bias)
            here = torch.gather(x, 1, at)
            plain, reading = plain + shares[number] * here, reading + others[number] * here
        return plain, reading

    def relations(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """Relation scores of chosen pairs, `[pairs, relations]`."""
        halves = torch.einsum("ni,lij->nlj", dependents, self.R)
        return (halves * governors[:, None, :]).sum(-1)

    def encoder_parameters(self) -> list[nn.Parameter]:
        """The pretrained part, which learns slower than the heads."""
        parts = (self.emb, self.pos, self.ln, self.layers)
        return [parameter for part in parts for parameter in part.parameters()]

    def reader_parameters(self) -> list[nn.Parameter]:
        """The heads that read events and statements."""
        parts = (self.reading, self.readers, self.doing, self.party)
        return [self.reading_mix, self.roles, *(parameter for part in parts for parameter in part.parameters())]

    def load_minilm(self, path: Path) -> None:
        """Starts the encoder from MiniLM weights in BERT's naming, its segment embedding folded into positions."""
        weights = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
        segment = weights["embeddings.token_type_embeddings.weight"][0]
        with torch.no_grad():
            self.emb.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.pos.weight.copy_(weights["embeddings.position_embeddings.weight"] + segment)
            for parameter, name in self._bert_names():
                parameter.weight.copy_(weights[f"{name}.weight"])
                parameter.bias.copy_(weights[f"{name}.bias"])

    def _bert_names(self) -> list[tuple[nn.Linear | nn.LayerNorm, str]]:
        pairs: list[tuple[nn.Linear | nn.LayerNorm, str]] = [(self.ln, "embeddings.LayerNorm")]
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}"
            pairs += [
                (layer.q, f"{at}.attention.self.query"),
                (layer.k, f"{at}.attention.self.key"),
                (layer.v, f"{at}.attention.self.value"),
                (layer.o, f"{at}.attention.output.dense"),
                (layer.ln1, f"{at}.attention.output.LayerNorm"),
                (layer.f1, f"{at}.intermediate.dense"),
                (layer.f2, f"{at}.output.dense"),
                (layer.ln2, f"{at}.output.LayerNorm"),
            ]
        return pairs


def with_one(x: Tensor) -> Tensor:
    """Appends a constant feature, which turns a bilinear form into a biaffine one."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
