"""OpenAI's own helpers, whose answers go back into the history as they come."""

import json
import os

from openai import OpenAI
from pydantic import BaseModel

MODEL = os.environ["SLM_MODEL"]


class Person(BaseModel):
    name: str
    age: int


client = OpenAI()
question = {"role": "user", "content": "What is 3 + 4?"}
with client.chat.completions.stream(model=MODEL, messages=[question]) as stream:
    first = stream.get_final_completion().choices[0].message
assert "7" in first.content, first

parsed = client.chat.completions.parse(
    model=MODEL,
    messages=[{"role": "user", "content": "Ada is 36 years old"}],
    response_format=Person,
).choices[0].message
assert parsed.parsed == Person(name="Ada", age=36), parsed

# What the helpers returned, with every field they add.
history = [question, first.model_dump(), {"role": "user", "content": "Ada is 36 years old"}]
history += [parsed.model_dump(), question]
again = client.chat.completions.create(model=MODEL, messages=history)
assert again.choices[0].message.content, again

weather = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
        },
    },
}
asked = [{"role": "user", "content": "What is the weather in Paris?"}]
called = client.chat.completions.create(model=MODEL, messages=asked, tools=[weather])
message = called.choices[0].message
assert json.loads(message.tool_calls[0].function.arguments) == {"city": "Paris"}, message
result = {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": '{"temperature": 21}'}
said = client.chat.completions.create(
    model=MODEL, messages=[*asked, message.model_dump(), result], tools=[weather]
)
assert "21" in said.choices[0].message.content, said
