"""LiteLLM as a library, whole and streamed."""

import os

import litellm

asked = {
    "model": "openai/" + os.environ["SLM_MODEL"],
    "api_base": os.environ["OPENAI_BASE_URL"],
    "api_key": os.environ["OPENAI_API_KEY"],
    "messages": [{"role": "user", "content": "What is 3 + 4?"}],
}
whole = litellm.completion(**asked)
assert "7" in whole.choices[0].message.content, whole
parts = list(litellm.completion(**asked, stream=True, stream_options={"include_usage": True}))
assert "7" in "".join(part.choices[0].delta.content or "" for part in parts if part.choices), parts
