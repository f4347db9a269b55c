"""OpenAI's Agents SDK for Python, unchanged, before an engine whose text is scripted."""

import asyncio
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "python"))

import tap  # noqa: E402
from agents import Agent, OpenAIProvider, RunConfig, Runner, function_tool  # noqa: E402

QUESTION = "What is the weather in Paris?"
PROVIDER = OpenAIProvider(api_key=os.environ["SLM_API_KEY"], base_url=os.environ["SLM_BASE_URL"])
CONFIG = RunConfig(model_provider=PROVIDER, tracing_disabled=True)
ASKED = []


@function_tool
def get_weather(city: str) -> str:
    """Tells the weather of a city."""
    ASKED.append(city)
    return '{"celsius": 18}'


AGENT = Agent(
    name="weather",
    instructions="Be brief.",
    model=os.environ["SLM_MODEL"],
    tools=[get_weather],
)


async def whole():
    return (await Runner.run(AGENT, QUESTION, run_config=CONFIG)).final_output


async def streamed():
    result = Runner.run_streamed(AGENT, QUESTION, run_config=CONFIG)
    async for _ in result.stream_events():
        pass
    return result.final_output


async def both():
    return [await whole(), await streamed()]


def test_an_agent_goes_round_whole_and_streamed():
    for answer in asyncio.run(both()):
        assert "18 degrees" in answer
    assert ASKED == ["Paris", "Paris"]


tap.run(sys.modules[__name__])
