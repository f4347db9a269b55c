"""The command `llm`, configured by its file of models."""

import os
import pathlib
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as home:
    pathlib.Path(home, "extra-openai-models.yaml").write_text(
        f"- model_id: slm\n  model_name: {os.environ['SLM_MODEL']}\n"
        f"  api_base: {os.environ['OPENAI_BASE_URL']}\n  api_key_name: slm\n"
    )
    for options in ([], ["--no-stream"]):
        said = subprocess.run(
            [str(pathlib.Path(sys.executable).with_name("llm")), "-m", "slm", *options]
            + ["--key", os.environ["OPENAI_API_KEY"], "What is 3 + 4?"],
            env={**os.environ, "LLM_USER_PATH": home},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "7" in said.stdout, said
