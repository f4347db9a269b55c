"""OpenAI's Agents SDK over chat completions: an agent with a tool."""

import asyncio
import os

from agents import Agent, OpenAIChatCompletionsModel, Runner, function_tool, set_tracing_disabled
from openai import AsyncOpenAI

set_tracing_disabled(True)


@function_tool
def get_weather(city: str) -> str:
    """Says the weather in a city."""
    return '{"temperature": 21}'


async def main():
    agent = Agent(
        name="Weather",
        model=OpenAIChatCompletionsModel(os.environ["SLM_MODEL"], AsyncOpenAI()),
        tools=[get_weather],
    )
    result = await Runner.run(agent, "What is the weather in Paris?")
    assert "21" in result.final_output, result


asyncio.run(main())
