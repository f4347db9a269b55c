"""LangChain: chat, stream, tools bound to a model, a batch."""

import os

from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI

model = ChatOpenAI(model=os.environ["SLM_MODEL"], temperature=0)


@tool
def get_weather(city: str) -> str:
    """Says the weather in a city."""
    return '{"temperature": 21}'


assert "7" in model.invoke("What is 3 + 4?").content
assert "7" in "".join(chunk.content for chunk in model.stream("What is 3 + 4?"))
assert len(model.batch(["What is 3 + 4?", "What is 2 + 2?"])) == 2

history = [HumanMessage("What is the weather in Paris?")]
bound = model.bind_tools([get_weather])
call = bound.invoke(history)
assert call.tool_calls[0]["args"] == {"city": "Paris"}, call
history += [call, ToolMessage(get_weather.invoke(call.tool_calls[0]["args"]), tool_call_id=call.tool_calls[0]["id"])]
assert "21" in bound.invoke(history).content
