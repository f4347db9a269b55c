"""The byte-level BPE: words split without their leading space, which joins only the most frequent ones.

A name then has the same tokens after a space as after a quotation mark, so a tool's argument is copied token by token.
The pre-tokeniser is llama.cpp's "smollm": every digit alone, then GPT-2's pattern.
"""

import collections
import json

from tokenizers import AddedToken, Regex, Tokenizer, models, pre_tokenizers, decoders, trainers

from . import chat, dataset
from . import words as w
from .tools import KEYS

CONTROL = ["<|begin_of_text|>", "<|end_of_text|>", "<|im_start|>", "<|im_end|>"]
TEXTS = ["<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>", "<tools>", "</tools>",
         chat.TOOLS_HEAD, chat.TOOLS_TAIL, chat.TOOL_LINE_HEAD]
SIZE = 1792
SPACED = 320
SPACE = "\u0120"
COPIED = {*w.NOUNS, *w.ADJECTIVES, *w.COLOURS, *w.JOBS, *w.LANGUAGES, *w.DAYS, *w.NAMES, *w.CITIES, *w.VERBS, *KEYS, "age", "active", "population"}


def split():
    return pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True),
                                    pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)])


def pieces(seed, count):
    """The text between the fixed strings, out of `count` families of conversations."""
    for messages, tools, form in dataset.conversations(seed, count):
        text = "".join(piece for piece, _ in chat.segments(messages, tools, form))
        for fixed in sorted(CONTROL + TEXTS, key=len, reverse=True):
            text = text.replace(fixed, "\x00")
        yield from (part for part in text.split("\x00") if part)


def train(seed, count=4000):
    """(tokenizer, merges): trained on the words alone, then the spaced words are added by frequency."""
    corpus = list(pieces(seed, count)) + [chat.TOOLS_HEAD, chat.TOOLS_TAIL] * 20
    bare = Tokenizer(models.BPE())
    bare.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.Split(Regex(r"\s"), "isolated"),
                                                  pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)])
    budget = SIZE - len(CONTROL) - len(TEXTS) - SPACED - 3
    bare.train_from_iterator(corpus, trainers.BpeTrainer(vocab_size=budget, min_frequency=2, show_progress=False,
                                                         initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet())))
    model = json.loads(bare.to_str())["model"]
    merges = [tuple(m) if isinstance(m, list) else tuple(m.split(" ")) for m in model["merges"]]
    vocabulary = dict(model["vocab"])
    seen = collections.Counter(word for part in corpus for word, _ in split().pre_tokenize_str(part))
    spaced = [(SPACE, word[1:]) for word, _ in seen.most_common()
              if word.startswith(SPACE) and word[1:] in vocabulary and word.strip(SPACE) and word[1:] not in COPIED]
    for pair in [(SPACE, SPACE), (SPACE * 2, SPACE * 2), (SPACE * 4, SPACE * 4)] + spaced[:SPACED]:
        merges.append(pair)
        vocabulary["".join(pair)] = len(vocabulary)
    return build(vocabulary, merges), merges


def build(vocabulary, merges):
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = split()
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in CONTROL])
    tokenizer.add_tokens([AddedToken(text, special=False, normalized=False) for text in TEXTS])
    return tokenizer


def without_fixed_strings(tokenizer):
    """An encoder that knows the control tokens but reads the protocol's fixed sentences as ordinary words."""
    model = json.loads(tokenizer.to_str())["model"]
    bare = Tokenizer(models.BPE(vocab=model["vocab"], merges=[tuple(m) for m in model["merges"]]))
    bare.pre_tokenizer = split()
    bare.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in CONTROL])
    bare.add_tokens([AddedToken(text, special=False, normalized=False) for text in TEXTS[:6]])
    ids = {text: tokenizer.token_to_id(text) for text in CONTROL + TEXTS[:6]}
    own = {bare.token_to_id(text): known for text, known in ids.items()}
    return lambda text: [own.get(i, i) for i in bare.encode(text, add_special_tokens=False).ids]
