"""A small Llama: RMS norm, rotary positions on neighbouring pairs, grouped heads, SwiGLU."""

import dataclasses

import torch
from torch import nn
from torch.nn import functional as F


@dataclasses.dataclass(frozen=True)
class Shape:
    vocabulary: int
    width: int = 192
    layers: int = 5
    heads: int = 6
    kv_heads: int = 3
    hidden: int = 512
    context: int = 2048
    rope_base: float = 1e8
    epsilon: float = 1e-5

    @property
    def head(self):
        return self.width // self.heads


def matrix(rows, columns, gain=1.0):
    return nn.Parameter(torch.randn(rows, columns) * gain * columns ** -0.5)


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        kv = shape.kv_heads * shape.head
        self.attn_norm = nn.Parameter(torch.ones(shape.width))
        self.ffn_norm = nn.Parameter(torch.ones(shape.width))
        self.attn_q, self.attn_k, self.attn_v = matrix(shape.width, shape.width), matrix(kv, shape.width), matrix(kv, shape.width)
        self.attn_output = matrix(shape.width, shape.width, 0.0)
        self.ffn_gate, self.ffn_up = matrix(shape.hidden, shape.width), matrix(shape.hidden, shape.width)
        self.ffn_down = matrix(shape.width, shape.hidden, 0.0)

    def forward(self, x, cosine, sine, seen):
        s = self.shape
        batch, length, _ = x.shape
        qk = torch.cat((self.attn_q, self.attn_k)).view(-1, s.head // 2, 2, s.width).transpose(1, 2).reshape(-1, s.width)
        y = F.linear(F.rms_norm(x, (s.width,), self.attn_norm, s.epsilon), torch.cat((qk, self.attn_v)))
        q, k, v = y.view(batch, length, -1, s.head).split((s.heads, s.kv_heads, s.kv_heads), 2)
        group = s.heads // s.kv_heads
        q = rotate(q, cosine, sine).view(batch, length, s.kv_heads, group, s.head).permute(0, 2, 3, 1, 4).reshape(batch, s.kv_heads, group * length, s.head)
        k = rotate(k, cosine, sine).permute(0, 2, 3, 1)
        weights = (q @ k).view(batch, s.kv_heads, group, length, length) * s.head ** -0.5 + seen
        y = weights.softmax(-1).view(batch, s.kv_heads, group * length, length) @ v.transpose(1, 2)
        y = y.view(batch, s.kv_heads, group, length, s.head).permute(0, 3, 1, 2, 4).reshape(batch, length, s.width)
        x = x + F.linear(y, self.attn_output)
        y = F.rms_norm(x, (s.width,), self.ffn_norm, s.epsilon)
        gate, up = F.linear(y, torch.cat((self.ffn_gate, self.ffn_up))).chunk(2, -1)
        return x + F.linear(F.silu(gate) * up, self.ffn_down)


def rotate(x, cosine, sine):
    """Rotary positions; the first half of a head's dimensions are the even ones, the second half the odd ones."""
    even, odd = x.chunk(2, -1)
    return torch.cat((even * cosine - odd * sine, even * sine + odd * cosine), -1)


class Model(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.token_embd = nn.Parameter(torch.randn(shape.vocabulary, shape.width))
        self.output = nn.Parameter(self.token_embd.detach() * 0.05)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.output_norm = nn.Parameter(torch.ones(shape.width))
        angles = torch.outer(torch.arange(shape.context).float(),
                             shape.rope_base ** (-torch.arange(0, shape.head, 2).float() / shape.head))
        self.register_buffer("cosine", angles.cos().bfloat16(), persistent=False)
        self.register_buffer("sine", angles.sin().bfloat16(), persistent=False)

    def forward(self, ids, wanted=None, position=None, seen=None):
        """Logits at every position, or only where the mask `wanted` is true; `seen` says which token sees which."""
        cosine, sine = self.cosine[:ids.shape[1]], self.sine[:ids.shape[1]]
        if position is not None:
            cosine, sine = self.cosine[position][:, :, None], self.sine[position][:, :, None]
        x = self.token_embd[ids].bfloat16() if torch.is_autocast_enabled("cpu") else self.token_embd[ids]
        for block in self.blocks:
            x = block(x, cosine, sine, seen)
        if wanted is not None:
            x = x[wanted]
        x = F.rms_norm(x, (self.shape.width,), self.output_norm, self.shape.epsilon)
        return F.linear(x, self.output)


@torch.no_grad()
def scaffold(model):
    """Begins with heads that copy: in layer 0 every second head looks one token back, in layer 1 one looks for "the same
    token before" and says what came after it. Without this, a training this short spends itself on finding them.

    The rotary base of 1e8 leaves the pairs from 6 on almost unrotated over a prompt: these compare contents.
    """
    shape = model.shape
    head, group, low = shape.head, shape.heads // shape.kv_heads, slice(12, shape.head)
    model.token_embd[:, 0] = 3
    model.output[:, 0] = 0
    angles = shape.rope_base ** (-torch.arange(0, head, 2).float() / head)
    back, match = model.blocks[0], model.blocks[1]
    strength = 2.5
    basis = torch.linalg.qr(torch.cat((torch.eye(shape.width)[:, :1], torch.randn(shape.width, shape.width - 1)), 1))[0].roll(-1, 1)
    for kv in range(shape.kv_heads):
        seen = slice(kv * head, (kv + 1) * head)
        asks = slice(kv * group * head, (kv * group + 1) * head)
        here = basis[:, 2 * kv * head:(2 * kv + 1) * head]
        before = basis[:, (2 * kv + 1) * head:(2 * kv + 2) * head]
        back.attn_q[asks], back.attn_k[seen] = 0, 0
        for pair in range(4):
            back.attn_q[asks.start + 2 * pair, 0] = strength * angles[pair].cos()
            back.attn_q[asks.start + 2 * pair + 1, 0] = -strength * angles[pair].sin()
            back.attn_k[seen.start + 2 * pair, 0] = strength
        back.attn_v[seen] = here.T
        back.attn_output[:, asks] = before * 3
        match.attn_q[asks], match.attn_k[seen] = 0, 0
        match.attn_q[asks.start + 12:asks.start + head] = here.T[low] * 6
        match.attn_k[seen.start + 12:seen.start + head] = before.T[low] * 1.5
        match.attn_v[seen] = here.T
        match.attn_output[:, asks] = here * 9
