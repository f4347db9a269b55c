"""Conversations to learn from: seeded, endless, one at a time."""

import itertools
import random

from . import chat, heldout, schemas, talk, tools
from . import words as w

SYSTEMS = ["You are a helpful assistant."] * 6 + [
    "You are a helpful assistant", "Be brief.", "Answer briefly.", "You are a pirate.", "You are a friendly bot.", "Answer in one sentence.",
    "You are an AI assistant that helps people find information.", "You are a test.", "Speak like Shakespeare.", "You are an expert programmer.",
    "Be polite and short.", "You are a weather assistant.", "Use the supplied tools to assist the user.", "You are a customer support agent.",
    "Reply in English.", "You are Hermes 3.", "Today is Monday.", "You are a calculator.", "Do what the user says.", "You answer questions.",
    "You are a helpful customer support assistant. Use the supplied tools to assist the user.", "Extract the event information.",
    "Extract the data from the text.", "You are a poet.", "Never lie.", "You are a teacher for children."]


def system_text(r):
    if r.random() < 0.75:
        return r.choice(SYSTEMS)
    return r.choice(["You are a ", "Act as a ", "Pretend to be a ", "Always mention the ", "You know everything about the "]) + w.phrase(r) + r.choice([".", ". Be brief.", "!", ""])


def say(role, content):
    return {"role": role, "content": content}


def opening(r, often=0.3):
    return [say("system", system_text(r))] if r.random() < often else []


def pairs(*made):
    """Questions and answers as messages."""
    return [say(role, text) for pair in made for role, text in zip(("user", "assistant"), pair)]


def chatting(r):
    head = opening(r)
    return [head + pairs(*[talk.any_talk(r) for _ in range(r.choices([1, 2, 3], [80, 15, 5])[0])]) for _ in range(2)], None, None


def summing(r):
    """The table of sums takes many examples."""
    head = opening(r, 0.1)
    return [head + pairs(talk.sums(r) if r.random() < 0.6 else talk.bare_sum(r)) for _ in range(8)], None, None


def echoing(r):
    """Copying and nothing else."""
    head = opening(r, 0.1)
    return [head + pairs(talk.echo(r)) for _ in range(6)], None, None


def small_talk(r):
    """An exchange that no tool could have wanted."""
    return r.choice([talk.greeting, talk.product, talk.famous])(r)


def calling(r):
    """Tools, and several conversations that begin anew with the same tools."""
    offered = tools.offer(r)
    head = opening(r)
    return [head + wanting(r, offered) if r.random() < 0.84 else head + not_wanting(r, offered) for _ in range(r.randint(3, 5))], \
        [tool.definition for tool in offered], None


def wanting(r, offered):
    """A question for one of the tools, at times for two or three calls; often its result told, at times a further question."""
    messages = pairs(small_talk(r)) if r.random() < 0.08 else []
    for _ in range(r.choices([1, 2], [88, 12])[0]):
        chosen = r.choice(offered)
        question, call = chosen.ask(r)
        calls = [call]
        if r.random() < 0.18:
            question, calls = tools.several(r, chosen) or (question, calls)
        messages += pairs((question, chat.call_text(calls)))
        if r.random() < 0.55:
            break
        results, reply = tools.told(r, calls)
        messages += [say("tool", results), say("assistant", reply)]
        if r.random() < 0.06:
            messages += pairs(small_talk(r))
    return messages


def not_wanting(r, offered):
    """A question for none of the tools."""
    kind = r.random()
    if kind < 0.3:
        found = tools.stranger(r, offered)
        if found:
            return pairs(found)
    if kind < 0.5 and tools.narrow(offered):
        return pairs(talk.other(r))
    return pairs(r.choices([talk.greeting, talk.product], [6, 4])[0](r))


def object_answer(r):
    head = opening(r)
    return [head + pairs(schemas.with_object(r)) for _ in range(3)], None, "json_object"


def schema_answer(r):
    schema, answers = schemas.with_schema(r, r.randint(3, 5))
    head = opening(r)
    return [head + (pairs(small_talk(r)) if r.random() < 0.04 else []) + pairs(answer) for answer in answers], None, schema


KINDS = [(chatting, 30), (summing, 11), (echoing, 5), (calling, 42), (object_answer, 17), (schema_answer, 34)]


def families(seed):
    """An endless stream of (conversations, tools, response_format): conversations that share the system's turns.

    A conversation that happens to hold a wording or a name of the examination is left out.
    """
    r = random.Random(seed)
    makers, weights = zip(*KINDS)
    while True:
        members, offered, form = r.choices(makers, weights)[0](r)
        members = [messages for messages in members if not any(m["role"] == "user" and heldout.occurs_in(m["content"]) for m in messages)]
        if members:
            yield members, offered, form


def conversations(seed, count):
    """The conversations of the first `count` families, one by one: (messages, tools, response_format)."""
    for members, tools_offered, response_format in itertools.islice(families(seed), count):
        for messages in members:
            yield messages, tools_offered, response_format
