"""Anthropic's Python SDK, unchanged, before the demo model."""

import os
import sys

import anthropic
import tap

MODEL = os.environ["SLM_MODEL"]
CLIENT = anthropic.Anthropic(
    base_url=os.environ["SLM_BASE_URL"].removesuffix("/v1"), api_key=os.environ["SLM_API_KEY"]
)
GREEDY = {"model": MODEL, "max_tokens": 64, "extra_body": {"temperature": 0}}
SUM = [{"role": "user", "content": "What is 3 + 4?"}]
QUESTION = [{"role": "user", "content": "What is the weather in Paris?"}]
WEATHER = {
    "name": "get_weather",
    "description": "Tells the weather of a city",
    "input_schema": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
    },
}


def text_of(message):
    return "".join(block.text for block in message.content if block.type == "text")


def refusal(kind, **more):
    try:
        CLIENT.messages.create(**{**GREEDY, "messages": SUM, **more})
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")


def test_a_message_is_answered():
    reply = CLIENT.messages.create(**GREEDY, messages=SUM)
    assert "7" in text_of(reply), reply
    assert reply.stop_reason == "end_turn"
    assert reply.usage.output_tokens > 0


def test_the_stream_helper_reads_a_stream_to_the_whole_reply():
    with CLIENT.messages.stream(**GREEDY, messages=SUM) as stream:
        deltas = list(stream.text_stream)
        reply = stream.get_final_message()
    whole = CLIENT.messages.create(**GREEDY, messages=SUM)
    assert "".join(deltas) == text_of(reply) == text_of(whole)
    assert reply.usage.output_tokens == whole.usage.output_tokens


def test_a_tools_result_goes_back_in_with_the_replys_own_blocks():
    first = CLIENT.messages.create(**GREEDY, messages=QUESTION, tools=[WEATHER])
    assert first.stop_reason == "tool_use"
    use = next(block for block in first.content if block.type == "tool_use")
    assert "Paris" in use.input["city"]
    result = {"type": "tool_result", "tool_use_id": use.id, "content": '{"celsius": 18}'}
    second = CLIENT.messages.create(
        **GREEDY,
        messages=QUESTION
        + [
            {"role": "assistant", "content": first.content},
            {"role": "user", "content": [result]},
        ],
        tools=[WEATHER],
    )
    assert "18" in text_of(second), second


def test_a_streamed_call_comes_with_its_input_whole():
    with CLIENT.messages.stream(**GREEDY, messages=QUESTION, tools=[WEATHER]) as stream:
        reply = stream.get_final_message()
    assert "Paris" in reply.content[-1].input["city"]


def test_the_tool_runner_goes_round_by_itself():
    asked = []

    @anthropic.beta_tool
    def get_weather(city: str) -> str:
        """Tells the weather of a city."""
        asked.append(city)
        return '{"celsius": 18}'

    runner = CLIENT.beta.messages.tool_runner(**GREEDY, messages=QUESTION, tools=[get_weather])
    assert "18" in text_of(runner.until_done())
    assert len(asked) == 1


def test_a_prompt_is_counted_as_a_message_counts_it():
    count = CLIENT.messages.count_tokens(model=MODEL, messages=SUM)
    usage = CLIENT.messages.create(**GREEDY, messages=SUM).usage
    assert count.input_tokens == usage.input_tokens + usage.cache_read_input_tokens


def test_errors_are_the_classes_of_the_sdk():
    assert MODEL in str(refusal(anthropic.NotFoundError, model="claude-opus-4-8"))
    refusal(anthropic.BadRequestError, extra_body={"temperature": 3})


tap.run(sys.modules[__name__])
