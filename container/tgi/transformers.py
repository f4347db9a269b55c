"""The one thing that TGI's router asks of Python's transformers.

The router calls AutoTokenizer.from_pretrained(ID, revision=, trust_remote_code=) and
save_pretrained("out"), and then reads out/tokenizer.json itself
(text-generation-inference, router/src/server.rs, py_resolve_tokenizer). For a model that comes with
a tokenizer.json this is a copy, which needs neither torch nor the library.
"""

import os
import shutil
from pathlib import Path

_FILES = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")


class AutoTokenizer:
    """A model's tokenizer files in the local cache."""

    def __init__(self, snapshot):
        self._snapshot = snapshot

    @classmethod
    def from_pretrained(cls, name, revision="main", trust_remote_code=False):
        """Finds the files as Hugging Face's cache lays them out; never asks the network."""
        cache = Path(os.environ["HUGGINGFACE_HUB_CACHE"])
        repository = cache / ("models--" + name.replace("/", "--"))
        commit = (repository / "refs" / (revision or "main")).read_text().strip()
        snapshot = repository / "snapshots" / commit
        if not (snapshot / "tokenizer.json").is_file():
            raise FileNotFoundError(f"{snapshot} holds no tokenizer.json")
        return cls(snapshot)

    def save_pretrained(self, folder):
        """Copies what there is into a folder."""
        os.makedirs(folder, exist_ok=True)
        for name in _FILES:
            source = self._snapshot / name
            if source.is_file():
                shutil.copyfile(source, Path(folder) / name)
