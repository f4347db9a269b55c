"""`./slm local` as a person starts it, asked through its public API."""

import collections
import json
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

SLM = Path(__file__).resolve().parents[3] / "slm"
LONGEST = 200

# What came back: the text, the calls as (name, arguments), and whether the model ended by itself.
Reply = collections.namedtuple("Reply", "text calls ended")


class Product:
    """A local stack with one model on a free port; a context manager, which stops it.

    `start` is the time in seconds until it answered, `tokens` were written in `asking` seconds.
    """

    def __init__(self, gguf):
        command = [str(SLM), "local", "--port", "0", "--model", str(Path(gguf).resolve())]
        begun = time.time()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        said = dict(line.strip().split("=", 1) for line in (self.process.stdout.readline() for _ in range(2)) if "=" in line)
        if len(said) < 2:
            raise SystemExit(f"{' '.join(command)} ended with {self.process.wait()}; its messages are above")
        self.url, self.key = said["OPENAI_BASE_URL"], said["OPENAI_API_KEY"]
        self.start, self.tokens, self.asking = time.time() - begun, 0, 0.0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def ask(self, messages, tools, form, required=False):
        """One question at temperature 0; with `required`, the engine may answer with calls only."""
        request = {"model": self.model(), "messages": openai_messages(messages), "temperature": 0, "max_completion_tokens": LONGEST}
        if tools:
            request["tools"] = [{"type": "function", "function": tool} for tool in tools]
        if required:
            request["tool_choice"] = "required"
        if form == "json_object":
            request["response_format"] = {"type": "json_object"}
        elif form:
            request["response_format"] = {"type": "json_schema", "json_schema": {"name": "reply", "schema": form}}
        begun = time.time()
        answer = self.post("/chat/completions", request)
        if "choices" not in answer:
            return Reply("", [], False)
        self.asking += time.time() - begun
        self.tokens += answer["usage"]["completion_tokens"]
        choice = answer["choices"][0]
        message = choice["message"]
        calls = [(call["function"]["name"], json.loads(call["function"]["arguments"])) for call in message.get("tool_calls") or []]
        return Reply(message.get("content") or "", calls, choice["finish_reason"] in ("stop", "tool_calls"))

    def model(self):
        return self.get("/models")["data"][0]["id"]

    def get(self, path):
        return self.send(urllib.request.Request(self.url + path))

    def post(self, path, body):
        return self.send(urllib.request.Request(self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}))

    def send(self, request):
        """The answer's JSON, or the error's where the model wrote no complete JSON; waits where the usage plan says "too often"."""
        request.add_header("Authorization", "Bearer " + self.key)
        while True:
            try:
                with urllib.request.urlopen(request, timeout=120) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as refused:
                said = json.load(refused)
                if said["error"]["code"] == "invalid_model_output":
                    return said
                if refused.code != 429:
                    raise SystemExit(f"{request.full_url}: {refused.code} {said}") from refused
                time.sleep(1)


def openai_messages(messages):
    """Our messages in OpenAI's shape: a call's text becomes tool_calls, a list of results one message each."""
    out, ids = [], []
    for index, message in enumerate(messages):
        if "calls" in message:
            ids = [f"call_{index}_{number}" for number in range(len(message["calls"]))]
            out.append({"role": "assistant", "tool_calls": [
                {"id": i, "type": "function", "function": {"name": name, "arguments": json.dumps(arguments, ensure_ascii=False)}}
                for i, (name, arguments) in zip(ids, message["calls"])]})
        elif message["role"] == "tool":
            out += [{"role": "tool", "tool_call_id": i, "content": result} for i, result in zip(ids, message["content"])]
        else:
            out.append(message)
    return out
