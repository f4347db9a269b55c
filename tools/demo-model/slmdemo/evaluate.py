"""Examines a GGUF through `./slm local`, greedily, on the held-out wordings, and writes the table into README.md."""

import argparse
import hashlib
import itertools
import random
import re
from pathlib import Path

from . import blind, dataset, heldout, product
from .checks import an_object, calls, calls_nothing, contains, says, says_sum, starts
from .wordings import FALLBACK

SEED = 4711
CALL, REQUIRED = "a tool call", "the same with tool_choice required"
START, STOP = "<!-- evaluation -->", "<!-- end of evaluation -->"


def user(text):
    return {"role": "user", "content": text}


def values(r):
    city, city2 = r.sample(heldout.CITIES, 2)
    name, name2 = r.sample(heldout.NAMES, 2)
    s = r.randint(0, 18)
    return {"city": city, "city2": city2, "name": name, "name2": name2, "thing": r.choice(heldout.THINGS), "n": r.randint(11, 9999), "m": r.randint(11, 999),
            "k": r.randint(18, 89), "id": r.choice(["QX-", "Z", ""]) + str(r.randint(1000, 99999)), "symbol": "".join(r.choice("BDFKQVWXZ") for _ in range(4)),
            "s": s, "s2": s + 2}


def put(template, slots):
    """Fills a wording, or an expected value: "{n}" alone becomes the number itself, "{k}.5" a number too."""
    if not isinstance(template, str):
        return template
    bare = re.fullmatch(r"\{(\w+)\}", template)
    if bare:
        return slots[bare[1]]
    text = template.format(**slots)
    return float(text) if re.fullmatch(r"\d+\.\d", text) else text


def definition(entry):
    name, description, parameters, _ = entry
    properties = {}
    for key, (kind, note) in parameters.items():
        properties[key] = {"type": "string", "enum": note} if kind == "enum" else {"type": kind} | ({"description": note} if note else {})
    required = [key for key, (kind, _) in parameters.items() if kind != "enum"]
    return {"name": name, "description": description, "parameters": {"type": "object", "properties": properties, "required": required}}


def talk_cases(r):
    for text in heldout.GREETINGS:
        yield "greetings and who it is", [user(text)], None, None, contains("Hello")
    for text in heldout.WHO:
        yield "greetings and who it is", [user(text)], None, None, contains("slm-demo", "not Hermes")
    for wanted, questions in heldout.PRODUCT.items():
        for text in questions:
            yield "this product", [user(text)], None, None, contains(wanted)
    for text in heldout.SUMS:
        for _ in range(5):
            total = r.randint(0, 20)
            a = r.randint(0, total)
            yield "sums up to twenty", [user(text.format(a=a, b=total - a))], None, None, says_sum(total)
    for text in heldout.OTHER:
        yield "anything else", [user(text.format(**values(r)))], None, None, starts("I am only the demo model")


def tool_cases(r):
    definitions = [definition(entry) for entry in heldout.CALLS]
    for index, entry in enumerate(heldout.CALLS):
        for text, wanted in entry[3]:
            for others in (0, 1):
                slots = values(r)
                offered = [definitions[index]] + r.sample([d for d in definitions if d["name"].split("_")[-1] != entry[0].split("_")[-1]], others)
                r.shuffle(offered)
                expected = (entry[0], {k: put(v, slots) for k, v in wanted.items()})
                for group in (CALL, REQUIRED):
                    yield group, [user(text.format(**slots))], offered, None, calls(expected)
    for text in heldout.TWICE:
        slots = values(r)
        expected = [("get_weather", {"city": slots[key]}) for key in ("city", "city2")]
        yield CALL, [user(text.format(**slots))], [definitions[0]], None, calls(*expected)
    for text in heldout.NO_FIT:
        unfit = [definition for definition in definitions if definition["name"] != "search"]
        yield "tools offered, none wanted", [user(text)], [r.choice(unfit)], None, calls_nothing()
    for content, wanted in heldout.RESULTS:
        for entry in r.sample(heldout.CALLS, 3):
            slots = values(r)
            text, arguments = entry[3][0]
            call = (entry[0], {k: put(v, slots) for k, v in arguments.items()})

            def fill(s, slots=slots):
                return s.replace("NAME", slots["name"]).replace("CITY", slots["city"]).replace("N", str(slots["k"]))
            messages = [user(text.format(**slots)), {"role": "assistant", "calls": [call]}, {"role": "tool", "content": [fill(content)]}]
            yield "a sentence from the result", messages, [definition(entry)], None, says(lambda text, w=[fill(x) for x in wanted]: all(x in text for x in w) and text.endswith("."))


def json_cases(r):
    for text, wanted in heldout.OBJECTS:
        for _ in range(3 if wanted else 1):
            slots = values(r)
            expected = {k: put(v, slots) for k, v in wanted.items()} if wanted else None
            yield "response_format json_object", [user(text.format(**slots))], None, "json_object", an_object(expected)
    for kinds, text, wanted in heldout.SCHEMAS:
        for strict in (True, False, True):
            slots = values(r)
            properties = {key: {"type": "string", "enum": kind} if isinstance(kind, list) else {"type": kind} for key, kind in kinds.items()}
            schema = {"type": "object", "properties": properties, "required": list(kinds)} | ({"additionalProperties": False} if strict else {})
            yield "response_format json_schema", [user(text.format(**slots))], None, schema, an_object({k: put(v, slots) for k, v in wanted.items()})


def later_cases(r):
    """The same questions after an earlier exchange, under a system prompt of somebody's own."""
    cases = [c for c in talk_cases(r)]
    for group, messages, _, _, check in r.sample(cases, 40):
        before = [{"role": "system", "content": r.choice(["You work for a bakery in Split.", "Answer like a sailor would.", "You are a kind librarian."])}] * r.randint(0, 1)
        earlier = r.choice([("Hello!", "Hello! I am slm-demo, a tiny demo model. How can I help?"), ("What is 2 + 2?", "2 + 2 = 4."), ("Who knows?", FALLBACK)])
        messages = before + [user(earlier[0]), {"role": "assistant", "content": earlier[1]}] + messages
        yield "a second question", messages, None, None, check


def cases():
    r = random.Random(SEED)
    return list(itertools.chain(talk_cases(r), tool_cases(r), json_cases(r), later_cases(r)))


def assert_unseen(seed, count):
    """No held-out wording, however cased or punctuated and whatever its slots hold, is a training question, and no name of ours occurs."""
    seen = 0
    for messages, _, _ in dataset.conversations(seed, count):
        for message in messages:
            if message["role"] == "user":
                seen += 1
                if heldout.occurs_in(message["content"]):
                    raise SystemExit(f"held-out text in the training data: {message['content']!r}")
    return seen


def examine(model, examination, show):
    """Per group [asked, right], and how many replies ended by themselves; `show` prints the misses."""
    table, stopped, total = {}, 0, 0
    for group, messages, tools, form, check in examination:
        reply = model.ask(messages, tools, form, group == REQUIRED)
        row = table.setdefault(group, [0, 0])
        right = reply.ended and check(reply)
        row[0] += 1
        row[1] += right
        stopped += reply.ended
        total += 1
        if show and not right:
            print(f"WRONG [{group}] {messages[-1]['content']!r} -> {reply.calls or reply.text!r}", flush=True)
    table["stops by itself (all of the above)"] = [total, stopped]
    return table


def markdown(table):
    lines = ["| group | n | right | % |", "|---|---|---|---|"]
    lines += [f"| {group} | {n} | {right} | {100 * right / n:.1f} |" for group, (n, right) in table.items()]
    return "\n".join(lines)


def main():
    here = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path, default=here / "slm-demo.gguf")
    parser.add_argument("--seed", type=int, default=20261123, help="the training seed, for the held-out check")
    parser.add_argument("--families", type=int, default=165000, help="how many were trained on")
    parser.add_argument("--readme", type=Path, help="put the table there and the checksum beside the GGUF")
    parser.add_argument("--quick", action="store_true", help="skip the held-out check")
    options = parser.parse_args()
    with product.Product(options.gguf) as model:
        table, unprepared = examine(model, cases(), True), examine(model, blind.cases(), False)
        print(f"answered {model.start:.1f} s after its start; wrote {model.tokens:,} tokens in {model.asking:.1f} s, "
              f"{model.tokens / model.asking:.0f} a second, the reading of the prompts included")
    digest = hashlib.sha256(options.gguf.read_bytes()).hexdigest()
    facts = [f"`{options.gguf.name}`: {options.gguf.stat().st_size:,} bytes, SHA-256 `{digest}`"]
    if not options.quick:
        seen = assert_unseen(options.seed, options.families)
        facts.append(f"none of {len(heldout.wordings())} held-out wordings and {len(heldout.NAMES + heldout.CITIES + heldout.THINGS) - 1} names among the {seen:,} training questions (seed {options.seed})")
    text = "\n\n".join([markdown(table), "The blind examination:", markdown(unprepared), "\n".join(f"- {fact}" for fact in facts)])
    print(text)
    if options.readme:
        before, rest = options.readme.read_text().split(START)
        options.readme.write_text(before + START + "\n" + text + "\n" + STOP + rest.split(STOP)[1])
        options.gguf.with_suffix(".gguf.sha256").write_text(f"{digest}  {options.gguf.name}\n")


if __name__ == "__main__":
    main()
