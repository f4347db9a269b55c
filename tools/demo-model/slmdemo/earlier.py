"""Takes an earlier slm-demo.gguf up again: its tokens, its merges and its weights."""

import gguf
import torch

from . import vocabulary
from .model import Model, Shape


def load(path):
    """(model, tokenizer, merges) of a file that `export` wrote; it learns on from there."""
    reader = gguf.GGUFReader(path)
    tokens = texts(reader, "tokenizer.ggml.tokens")
    merges = [tuple(pair.split(" ")) for pair in texts(reader, "tokenizer.ggml.merges")]
    fixed = vocabulary.CONTROL + vocabulary.TEXTS
    own = [token for token in tokens if token not in fixed]
    tokenizer = vocabulary.build({token: index for index, token in enumerate(own)}, merges)
    model = Model(Shape(tokenizer.get_vocab_size()))
    row = {token: index for index, token in enumerate(tokens)}
    kept = [row[tokenizer.id_to_token(index)] for index in range(tokenizer.get_vocab_size())]
    weights = {tensor.name: torch.from_numpy(gguf.quants.dequantize(tensor.data, tensor.tensor_type).copy()) for tensor in reader.tensors}
    state = {name_of(name): weight[kept] if name in ("token_embd.weight", "output.weight") else weight for name, weight in weights.items()}
    model.load_state_dict(state)
    return model, tokenizer, merges


def texts(reader, key):
    field = reader.fields[key]
    return [bytes(field.parts[index]).decode() for index in field.data]


def name_of(tensor):
    """The parameter's name for a tensor's: blk.0.attn_q.weight is blocks.0.attn_q."""
    return tensor.removesuffix(".weight").replace("blk.", "blocks.")
