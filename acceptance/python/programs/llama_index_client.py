"""LlamaIndex: chat and stream with a server that speaks OpenAI's protocol."""

import os

from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike

model = OpenAILike(
    model=os.environ["SLM_MODEL"],
    api_base=os.environ["OPENAI_BASE_URL"],
    api_key=os.environ["OPENAI_API_KEY"],
    is_chat_model=True,
)
asked = [ChatMessage(role="user", content="What is 3 + 4?")]
assert "7" in model.chat(asked).message.content
assert "7" in "".join(part.delta or "" for part in model.stream_chat(asked))
