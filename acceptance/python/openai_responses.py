"""OpenAI's Python SDK, unchanged, in the words of the Responses API, before the demo model."""

import json
import os
import sys

import tap
from openai import BadRequestError, NotFoundError, OpenAI
from pydantic import BaseModel

MODEL = os.environ["SLM_MODEL"]
CLIENT = OpenAI(base_url=os.environ["SLM_BASE_URL"], api_key=os.environ["SLM_API_KEY"])
GREEDY = {"model": MODEL, "temperature": 0, "max_output_tokens": 64}
SUM = "What is 3 + 4?"
QUESTION = [{"role": "user", "content": "What is the weather in Paris?"}]
WEATHER = {
    "type": "function",
    "name": "get_weather",
    "description": "Tells the weather of a city",
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
        "additionalProperties": False,
    },
    "strict": True,
}


class Capital(BaseModel):
    capital: str


def refusal(kind, **more):
    try:
        CLIENT.responses.create(**{**GREEDY, "input": SUM, **more})
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")


def test_a_response_is_answered_and_output_text_joins_it():
    reply = CLIENT.responses.create(**GREEDY, input=SUM)
    assert "7" in reply.output_text, reply
    assert reply.status == "completed"
    assert reply.usage.total_tokens == reply.usage.input_tokens + reply.usage.output_tokens


def test_the_stream_helper_reads_a_stream_to_the_whole_reply():
    with CLIENT.responses.stream(**GREEDY, input=SUM) as stream:
        deltas = [e.delta for e in stream if e.type == "response.output_text.delta"]
        reply = stream.get_final_response()
    whole = CLIENT.responses.create(**GREEDY, input=SUM)
    assert "".join(deltas) == reply.output_text == whole.output_text


def test_a_tools_result_goes_back_in_with_the_replys_own_items():
    first = CLIENT.responses.create(**GREEDY, input=QUESTION, tools=[WEATHER])
    call = next(item for item in first.output if item.type == "function_call")
    assert "Paris" in json.loads(call.arguments)["city"]
    result = {"type": "function_call_output", "call_id": call.call_id, "output": '{"celsius": 18}'}
    second = CLIENT.responses.create(
        **GREEDY, input=QUESTION + first.output + [result], tools=[WEATHER]
    )
    assert "18" in second.output_text, second


def test_an_answer_in_a_schema_is_parsed():
    reply = CLIENT.responses.parse(
        model=MODEL,
        temperature=0,
        max_output_tokens=200,
        input="What is the capital of France?",
        text_format=Capital,
    )
    assert reply.output_parsed.capital


def test_what_is_kept_nowhere_is_refused_with_the_field():
    assert refusal(BadRequestError, previous_response_id="resp_1").param == "previous_response_id"
    assert refusal(NotFoundError, model="gpt-nobody").code == "model_not_found"


tap.run(sys.modules[__name__])
