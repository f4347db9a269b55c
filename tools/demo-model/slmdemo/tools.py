"""Tools offered, questions that want them, their results and the sentence made of a result."""

import json

from . import chat
from . import words as w
from .talk import fill, style
from .toolbox import FAMILIES, NARROW, SEVERAL, USUAL, generic
from .wordings import FALLBACK

POLITE = "{|||please|can you|could you|I want to|I need to|I would like to|help me|now|would you|go and|let's}"


class Tool:
    """One concrete tool: its definition, and for each parameter how to make a value."""

    def __init__(self, r, family):
        names, descriptions, parameters, self.questions = family
        self.family = family
        self.name = r.choice(names.split("|"))
        self.parameters = []
        properties, required = {}, []
        used = set()
        for parameter in parameters:
            options, kind, make, texts = parameter[:4]
            optional = len(parameter) > 4
            key = r.choice([o for o in options.split("|") if o not in used])
            used.add(key)
            kind = {"number": r.choice(["integer", "integer", "number"]), "int": "integer",
                    "id": r.choice(["string", "string", "integer"]), "onoff": "boolean"}.get(kind, kind)
            spec = {"type": "string" if kind == "enum" else kind}
            if optional and r.random() < 0.35:
                self.parameters.append(None)
                continue
            text = r.choice(texts.split("|"))
            if text and r.random() < 0.7:
                spec["description"] = text
            if kind == "enum":
                values = list(make)
                spec["enum"] = values
                make = values
            must = not optional or r.random() < 0.2
            if must:
                required.append(key)
            if r.random() < 0.05:
                spec = {"title": key.capitalize(), **spec}
            properties[key] = spec
            self.parameters.append((key, kind, make, must))
        self.definition = {"name": self.name, "description": w.expand(r, "{" + descriptions + "}") + r.choice(["", "", "."]),
                           "parameters": schema(r, properties, required)}
        if r.random() < 0.05:
            self.definition["description"] = ""

    def ask(self, r):
        """A question and the call it wants: (text, (name, arguments))."""
        while True:
            pattern = w.expand(r, r.choice(self.questions))
            wanted = [p for i, p in enumerate(self.parameters) if p is None and f"<{i}>" in pattern]
            if not wanted:
                break
        polite = w.expand(r, POLITE)
        if polite and pattern.split(" ")[0] in IMPERATIVES:
            pattern = polite + " " + pattern
        arguments = {}
        text = style(r, around(r, fill(r, pattern), self.parameters), ending=False)
        for index, parameter in enumerate(self.parameters):
            if parameter is None:
                continue
            key, kind, make, must = parameter
            slot = f"<{index}>"
            if slot in text:
                shown, value = concrete(r, kind, make)
                text = text.replace(slot, shown)
                arguments[key] = value
            elif must:
                arguments[key] = make[0] if kind == "enum" else None
        return text, (self.name, arguments)


BEFORE = ("{I am in a hurry|I am new here|I need your help|Sorry to bother you|I am planning my day|Good morning|Hello|Hi|Hey there|My boss wants to know|I am back|Quick question|It is urgent|I have a "
          "question|Thanks for before|I am NAME|I am curious|One more thing}{.|!|,|:}")
BEHIND = ("{for me|now|right now|please|today|this {morning|evening|week|afternoon}|at the moment|quickly|again|if you can|right away|, please|, thanks|, now|, would you|, it is urgent|over there|, then|, my friend|at once}")


PLAIN = (w.city, w.code, w.symbol, w.whole, w.name, w.email, w.clock_time)


def around(r, pattern, parameters):
    """Words that belong to no argument, before and behind a question; behind free text only where a comma parts them."""
    if r.random() < 0.22:
        last = parameters[int(pattern[-2])] if pattern.endswith(">") else None
        if last is None or last[2] in PLAIN:
            tail = w.expand(r, BEHIND)
            pattern += tail if tail[0] == "," else " " + tail
        elif r.random() < 0.3:
            pattern += r.choice([", please", ", thanks"])
    if r.random() < 0.2:
        pattern = fill(r, BEFORE) + " " + (pattern[0].upper() + pattern[1:] if r.random() < 0.5 else pattern)
    return pattern


IMPERATIVES = set("""search look google find track show check open send write tell text message email mail translate convert change
exchange set start remind play put book reserve list get load fetch create make file report turn switch heat cool give define roll pick
read print add sum multiply calculate compute evaluate count schedule cancel refund return restart stop wake meet renew rate""".split())


def concrete(r, kind, make):
    """A value as the question shows it and as the call carries it."""
    if kind == "boolean":
        on = r.random() < 0.5
        return ("on" if on else "off"), on
    if kind == "enum":
        value = r.choice(make)
        return value, value
    value = make(r)
    if kind == "integer" and isinstance(value, str):
        value = int("".join(c for c in value if c.isdigit()))
    if kind == "number" and r.random() < 0.3:
        value = w.decimal(r)
    return str(value), value


def schema(r, properties, required):
    """The parameters' JSON schema in the shapes that clients send."""
    if not properties:
        return {"type": "object", "properties": {}}
    out = {"type": "object", "properties": properties}
    if required and r.random() < 0.9:
        out["required"] = required
    if r.random() < 0.25:
        out["additionalProperties"] = False
    if r.random() < 0.08:
        out = {key: out[key] for key in sorted(out)}
    return out


def tool(r):
    if r.random() < 0.42:
        return Tool(r, generic(r))
    return Tool(r, r.choices(FAMILIES, [3 if family[0].split("|")[0] in USUAL else 1 for family in FAMILIES])[0])


KEYS = """temperature unit condition humidity wind time date city status state price currency total count result value name id eta carrier
message title author rating distance duration level size color weight score winner room seats phone email address country population
delivered ok available balance due_date order_id first_name last_updated battery version answer error source speed""".split()


def result(r):
    """A tool's result as text and the sentence that tells it."""
    kind = r.random()
    if kind < 0.62:
        keys = r.sample(KEYS, r.choice([1, 1, 2, 2, 2, 3, 4]))
        if r.random() < 0.25:
            keys = ["temperature", "unit"] if r.random() < 0.6 else ["temperature", "condition"]
        if r.random() < 0.25:
            keys[-1] = r.choice([w.pseudo, w.noun, lambda r: w.noun(r) + "_" + r.choice(KEYS)])(r)
        value = {key: scalar(r, key) for key in keys}
        text = r.choice([json.dumps(value, ensure_ascii=False), json.dumps(value, ensure_ascii=False),
                         json.dumps(value, ensure_ascii=False, separators=(",", ":"))])
        return text, sentence(value)
    if kind < 0.7:
        items = [r.choice([w.whole(r), w.proper(r), w.noun(r)]) for _ in range(r.randint(1, 4))]
        text = chat.dumps(items)
        return text, f"The answer is {text}."
    text = r.choice([fill(r, "{sunny|cloudy|rainy|windy|snow|clear|foggy|PSEUDO}, NUMBER degrees"), str(w.whole(r)), str(w.decimal(r)), w.phrase(r),
                     fill(r, "NUMBER {degrees|euros|km|minutes|NOUNs|PSEUDO}"), fill(r, "{The NOUN is ADJ|PROPER is in CITY|NAME has NUMBER NOUNs|it is ADJ"
                     " in CITY|PSEUDO PSEUDO NUMBER|{sent|done|ok|not found|error: PHRASE|shipped|delivered on {Monday|Friday}}}"),
                     f"{r.randint(0, 23):02d}:{r.randint(0, 59):02d}", w.full_name(r), w.date(r)])
    return text + r.choice(["", "", "."]), f"The answer is {text.rstrip('.')}."


def scalar(r, key):
    if key in ("temperature", "humidity", "count", "total", "score", "size", "level"):
        return r.randint(-20, 45) if key == "temperature" else w.whole(r)
    if key == "unit":
        return r.choice(["celsius", "fahrenheit", "celsius", "C", "F", "km", w.pseudo(r)])
    if key in ("ok", "available", "delivered"):
        return r.random() < 0.5
    if key == "condition":
        return r.choice(["sunny", "cloudy", "rainy", "windy", "clear", "snow", w.pseudo(r)])
    return r.choice([w.whole, w.whole, w.decimal, w.proper, w.phrase, w.full_name, w.city, w.pseudo, w.code, w.date])(r)


def sentence(value):
    """{"a": 1, "b_c": "x"} becomes "The a is 1 and the b c is x."."""
    parts = [f"the {key.replace('_', ' ')} is {item if isinstance(item, str) else json.dumps(item)}" for key, item in value.items()]
    text = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    return text[0].upper() + text[1:] + "."


def offer(r):
    """One tool, often two, at times three, no two of a kind."""
    offered = []
    for _ in range(r.choices([1, 2, 3], [36, 56, 8])[0]):
        other = tool(r)
        if all(other.questions is not o.questions and other.name != o.name for o in offered):
            offered.append(other)
    return offered


def several(r, chosen):
    """A question that wants the same tool two or three times: (text, calls), or None for a tool that has none."""
    patterns = SEVERAL.get(chosen.family[0].split("|")[0])
    if patterns is None:
        return None
    key, kind, make, _ = chosen.parameters[0]
    count = r.choice([2, 2, 2, 3])
    shown, calls = [], []
    while len(calls) < count:
        text, value = concrete(r, kind, make)
        if text in shown or "," in text:
            continue
        shown.append(text)
        arguments = {key: value}
        for other in chosen.parameters[1:]:
            if other and other[3]:
                arguments[other[0]] = other[2][0]
        calls.append((chosen.name, arguments))
    glue = r.choice([" and ", " and ", " and in ", ", and "] if make is w.city else [" and ", ", and "])
    text = style(r, w.expand(r, r.choice(patterns)), ending=False)
    return text.replace("LIST", ", ".join(shown[:-1]) + glue + shown[-1]), calls


def stranger(r, offered):
    """A question for a tool that is not offered, or None."""
    other = tool(r)
    if any(other.questions is t.questions or other.name == t.name for t in offered):
        return None
    return other.ask(r)[0], FALLBACK


def narrow(offered):
    return all(t.family not in FAMILIES or t.family[0].split("|")[0] in NARROW for t in offered)


def told(r, calls):
    """Results for the calls and the reply that tells them."""
    results = [result(r) for _ in calls]
    if len(calls) == 1:
        return [results[0][0]], results[0][1]
    said = [f"For {next(iter(arguments.values()))}: {text[0].lower() + text[1:]}" for (_, arguments), (_, text) in zip(calls, results)]
    return [text for text, _ in results], " ".join(said)
