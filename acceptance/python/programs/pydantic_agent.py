"""Pydantic AI: an agent with a tool."""

import os

from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel

agent = Agent(OpenAIChatModel(os.environ["SLM_MODEL"]))


@agent.tool_plain
def get_weather(city: str) -> str:
    """Says the weather in a city."""
    assert city == "Paris", city
    return '{"temperature": 21}'


result = agent.run_sync("What is the weather in Paris?")
assert "21" in result.output, result
