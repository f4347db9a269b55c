"""Trains tokenizer and model, with checkpoints and progress, and writes the GGUF."""

import argparse
import itertools
import os
import random
import shutil
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from . import chat, dataset, earlier, export, vocabulary
from .model import Model, Shape, scaffold
from .muon import Muon

LONGEST = 900
WINDOW = 1500
SPELLED_OUT = 0.05
PROMPT_WEIGHT = 0.2
# In families of conversations.
PROMPT_UNTIL = 5000
RISE = 600


def encoded(tokenizer, plain, conversation, spell):
    """Ids and which of them are learned. With `spell`, the fixed strings are read as ordinary words."""
    ids, learned = [], []
    for text, own in chat.segments(*conversation):
        part = plain(text) if spell and not own else tokenizer.encode(text, add_special_tokens=False).ids
        ids += part
        learned += [own] * len(part)
    return ids, learned


def bundle(members):
    """Conversations that begin alike as one row: what they share once, then each one's rest.

    Gives per token: id, part (1 for the prompt, 2 for what is learned), position, branch (0 for what is shared) and the
    token that follows.
    """
    shared = 0
    while all(len(ids) > shared + 1 and ids[shared] == members[0][0][shared] for ids, _ in members):
        shared += 1
    shared -= 1
    row = [(i, 1, at, 0, members[0][0][at + 1]) for at, i in enumerate(members[0][0][:shared])]
    for branch, (ids, learned) in enumerate(members, 1):
        row += [(ids[at], learned[at + 1] + 1, at, branch, ids[at + 1]) for at in range(shared, len(ids) - 1)]
    return row


def windows(tokenizer, seed, count):
    """`count` families of conversations in all, a window at a time, sorted by length."""
    stream = dataset.families(seed)
    bare = vocabulary.without_fixed_strings(tokenizer)
    r = random.Random(seed)
    for start in range(0, count, WINDOW):
        rows = []
        for members, tools, form in itertools.islice(stream, min(WINDOW, count - start)):
            spell = tools is not None and r.random() < SPELLED_OUT
            rows.append(bundle([encoded(tokenizer, bare, (messages, tools, form), spell) for messages in members]))
        yield sorted((row for row in rows if len(row) <= LONGEST), key=len)


def batches(tokenizer, seed, count, tokens):
    r = random.Random(seed + 1)
    for rows in windows(tokenizer, seed, count):
        cut, batch = [], []
        for row in rows:
            if batch and len(row) * (len(batch) + 1) > tokens:
                cut.append(batch)
                batch = []
            batch.append(row)
        cut.append(batch)
        r.shuffle(cut)
        yield from (padded(batch) for batch in cut)


def padded(batch):
    """(ids, part, position, branch, following), each of batch by length; part is 0 for padding."""
    out = torch.zeros(5, len(batch), max(map(len, batch)), dtype=torch.long)
    for index, row in enumerate(batch):
        out[:, index, :len(row)] = torch.tensor(row).T
    return out


def loss_of(model, batch, early):
    """Cross entropy of the learned tokens; early in the training the prompts' tokens count a little too."""
    ids, part, position, branch, following = batch
    wanted = part > (0 if early else 1)
    seen = (branch[:, None, :] == 0) | (branch[:, :, None] == branch[:, None, :])
    seen = (seen & torch.ones(seen.shape[1:], dtype=torch.bool).tril())[:, None, None]
    seen = torch.zeros(seen.shape, dtype=torch.bfloat16).masked_fill_(~seen, -1e4)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(ids, wanted, position, seen)
    each = F.cross_entropy(logits.float(), following[wanted], reduction="none")
    own = part[wanted] == 2
    learned = each[own].mean()
    rest = each[~own]
    return (learned + PROMPT_WEIGHT * rest.mean() if len(rest) else learned), learned.item()


def rate(seen, count):
    """The learning rate's factor: a short rise, level, then straight down over the second half."""
    return min(1.0, seen / RISE + 0.02, 2 * (count - seen) / count + 0.003)


def save(path, state):
    torch.save(state, str(path) + ".part")
    os.replace(str(path) + ".part", path)


def update(optimizers, loss):
    loss.backward()
    for optimizer in optimizers:
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", type=int, default=165000, help="how many families of conversations to learn from")
    parser.add_argument("--tokens", type=int, default=4096, help="tokens per step")
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--from", dest="earlier", type=Path, metavar="GGUF", help="learn on from this file instead of from nothing")
    parser.add_argument("--peak", type=float, default=1.0, help="factor of all learning rates")
    parser.add_argument("--work", type=Path, default=Path("build"), help="checkpoints go here")
    parser.add_argument("--out", type=Path, default=Path("slm-demo.gguf"))
    return parser.parse_args()


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.work.mkdir(exist_ok=True)
    print(f"seed {options.seed}, {options.families} families of conversations, torch {torch.__version__}", flush=True)
    model, tokenizer, merges = earlier.load(options.earlier) if options.earlier else afresh(options.seed)
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {tokenizer.get_vocab_size()} tokens", flush=True)
    train(model, tokenizer, merges, options)


def afresh(seed):
    tokenizer, merges = vocabulary.train(seed)
    model = Model(Shape(tokenizer.get_vocab_size()))
    scaffold(model)
    return model, tokenizer, merges


def optimizers_for(model):
    """Muon for the blocks' matrices, Adam for the embedding, the output and the norms."""
    matrices = [p for block in model.blocks for p in block.parameters() if p.ndim == 2]
    norms = [p for p in model.parameters() if p.ndim == 1]
    return [Muon(matrices, lr=0.02), torch.optim.AdamW(
        [{"params": [model.token_embd], "lr": 0.01}, {"params": [model.output], "lr": 3e-3}, {"params": norms, "lr": 2e-3}],
        betas=(0.9, 0.98), weight_decay=0.0)]


def train(model, tokenizer, merges, options):
    optimizers = optimizers_for(model)
    base = [[group["lr"] for group in optimizer.param_groups] for optimizer in optimizers]
    checkpoint = options.work / "checkpoint.pt"
    seen = skip = step = 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        for optimizer, kept in zip(optimizers, state["optimizers"]):
            optimizer.load_state_dict(kept)
        skip = state["step"]
        print(f"resuming after step {skip}", flush=True)
    if shutil.which("c++"):
        model.forward = torch.compile(model.forward, dynamic=True)
    begun, fresh, smooth, rows0 = time.time(), 0, None, None
    for batch in batches(tokenizer, options.seed, options.families, options.tokens):
        seen += batch.shape[1]
        step += 1
        if step <= skip:
            continue
        rows0 = seen if rows0 is None else rows0
        factor = options.peak * rate(seen, options.families)
        for optimizer, rates in zip(optimizers, base):
            for group, lr in zip(optimizer.param_groups, rates):
                group["lr"] = lr * factor
        loss, shown = loss_of(model, batch, not options.earlier and seen < PROMPT_UNTIL)
        update(optimizers, loss)
        fresh += batch[0].numel()
        smooth = shown if smooth is None else 0.98 * smooth + 0.02 * shown
        if step % 25 == 0:
            spent = time.time() - begun
            left = spent * (options.families - seen) / max(1, seen - rows0)
            print(f"step {step}  {100 * seen / options.families:5.1f} %  loss {smooth:.4f}  {fresh / spent:6.0f} tokens/s  "
                  f"{left / 60:5.1f} min left", flush=True)
        if step % 250 == 0:
            save(checkpoint, {"model": model.state_dict(), "optimizers": [o.state_dict() for o in optimizers], "step": step})
            export.write(options.out, model, tokenizer, merges, options.seed)
    export.write(options.out, model, tokenizer, merges, options.seed)
    checkpoint.unlink(missing_ok=True)
    print(f"wrote {options.out} after {(time.time() - begun) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
