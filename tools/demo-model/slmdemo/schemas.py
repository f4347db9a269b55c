"""Questions to be answered in JSON: free objects and small flat schemas."""

from . import chat, talk
from . import words as w
from .subjects import told

TYPES = {"int": "integer", "num": "number", "bool": "boolean", "string": "string", "enum": "string"}
WRAPS = ["{}", "{}", "{}", "{}", "Extract the {data|information|fields|details|facts}: {}", "Extract from this {sentence|text}: {}", "{} As JSON, please.", "{} Return JSON.",
         "{Parse|Convert|Read|Structure|Turn into JSON|Process|Summarise|Fill in the schema}: {}", "Who or what is this? {}", "{Give me|Return|Extract|Get} the {person|data|object|record|information}. {}",
         "{Note|Text|Input|Sentence|Data|Please extract|Record this}: {}", "{} {Extract that.|Fill the form.|Give me the data.|Make a record of it.}"]


def listed(r):
    """Properties of any name, each stated outright."""
    kinds = {}
    for _ in range(r.choice([1, 2, 2, 3, 3, 4])):
        key = r.choice([w.noun(r), w.noun(r), w.pseudo(r), w.noun(r) + "_" + r.choice(["id", "name", "count", "size", w.noun(r)]), r.choice(w.ADJECTIVES),
                        r.choice("name age city price color title year count size email country status level owner amount population".split())])
        kinds[key] = r.choice(["string", "string", "int", "num", "bool"])
    return lambda: listing(r, kinds)


def listing(r, kinds):
    stated, parts = [], []
    glue = r.choice([": ", ": ", " is ", " is ", " = ", "=", " ", " set to "])
    quote, capital = r.random() < 0.1, glue == ": " and r.random() < 0.3
    for key, kind in kinds.items():
        value = {"string": lambda: r.choice([w.proper, w.phrase, w.full_name, w.pseudo, w.code, w.city, w.date])(r), "int": lambda: w.whole(r),
                 "num": lambda: r.choice([w.decimal(r), w.whole(r)]), "bool": lambda: r.random() < 0.5}[kind]()
        stated.append((key, kind, value))
        shown = {True: r.choice(["true", "true", "yes"]), False: r.choice(["false", "false", "no"])}[value] if kind == "bool" else str(value)
        shown = f'"{shown}"' if quote and kind == "string" else shown
        parts.append(r.choice(["", "", "the "] if glue == " is " else ["", "", "a ", "the "] if glue == " " else [""]) + named(r, key, quote, capital) + glue + shown)
    r.shuffle(parts)
    text = r.choice([" ", " ", ", "] if glue == "=" else [", ", ", ", "; ", " and "]).join(parts)
    if glue == " is " and r.random() < 0.15 and text.split(" is ")[0].endswith("s"):
        text = text.replace(" is ", " are ", 1)
    text = r.choice(["", "", "", "with ", "where ", "in which ", "Here ", "I know that ", "Note: ", "Now ", "with a ", "Use ", "Set ", "There is ", "Take ", "fields ",
                     "An object with ", "Give me an object with ", "Here: "]) + text
    return stated, text + r.choice([".", "", "."])


def named(r, key, quote, capital):
    """A property's name as a list of properties shows it."""
    if quote:
        return f'"{key}"'
    shown = key.replace("_", " ") if r.random() < 0.7 else key
    return shown.capitalize() if capital else shown


def bought(r):
    """So many of a thing, at a price."""
    names = [r.choice(options.split("|")) for options in ("item|product|article|thing", "quantity|count|amount|number", "price|unit_price|cost|each")][:r.choice([2, 3, 3])]

    def one():
        item, count, price = w.noun(r) + "s", r.randint(2, 90), r.choice([w.rating(r), w.decimal(r), r.randint(1, 99)])
        text = f"{count} {item}" + (w.expand(r, f" {{at|for}} {price} {{each|a piece|euros each|dollars|per piece}}") if len(names) == 3 else "")
        return list(zip(names, ["string", "int", "num"], [item, count, price])), talk.fill(r, "{I|We|NAME|She} {bought|ordered|need|want|sold|took|would like} ") + text + r.choice([".", ""])
    return one


def participants(r):
    """The calendar event that OpenAI's examples extract."""
    names = r.choice(["name", "title", "event"]), r.choice(["date", "day"]), r.choice(["participants", "people", "attendees"])

    def one():
        people = [w.name(r) for _ in range(r.choice([2, 2, 3]))]
        event = r.choice(["science fair", "concert", "meeting", "party", w.noun(r) + " fair", w.phrase(r), w.noun(r) + " show"])
        day = r.choice(w.DAYS)
        who = ", ".join(people[:-1]) + " and " + people[-1]
        text = w.expand(r, "{" + f"{who} are going to {{a|the}} {event} on {day}|On {day} {who} {{visit|go to|meet at}} {{a|the}} {event}|"
                        f"{who} meet at the {event} on {day}" + "}.")
        return list(zip(names, ["string", "string", "list"], [event, day, people])), text
    return one


CHOICES = ("the KEY is VALUE|it is VALUE|VALUE|this is VALUE|KEY: VALUE|a VALUE one|choose VALUE|I would say VALUE|the NOUN is VALUE|make it VALUE|"
           "take VALUE|VALUE, please|my NOUN is VALUE|I {prefer|want|like|take|need|would like|choose|pick|go for} VALUE {|today|here|this time|for now|"
           "for the NOUN|for my NOUN|, it is ADJ|because it is ADJ}|{handle|treat|mark|see|make|paint|do|file} {it|this|them|the NOUN} {as|with|in|} VALUE "
           "{|KEY|, please|now|, it is ADJ}|this NOUN {has|needs|is of|gets} VALUE KEY|what a VALUE NOUN{|, I am so ADJ|, thanks}|a VALUE NOUN, I {say|think}|"
           "my NOUN was VALUE {|today|again}|with VALUE KEY{|, it is ADJ|, please}|{clearly|surely|I think it is|looks} VALUE")


def chosen(r):
    """An enum whose value the question names."""
    values = r.choice([["low", "medium", "high"], ["red", "green", "blue"], ["positive", "negative", "neutral"], ["yes", "no"], ["small", "large"],
                       ["open", "closed"], ["cat", "dog", "bird"], [w.pseudo(r) for _ in range(3)], r.sample(w.COLOURS, 3), r.sample(w.NOUNS, 3),
                       r.sample(w.ADJECTIVES, 2)])
    key = r.choice(["color", "priority", "sentiment", "kind", "size", "status", "category", "answer", "choice", "level", "label", "type", w.noun(r)])

    def one():
        value = r.choice(values)
        text = talk.fill(r, "{" + CHOICES + "}").replace("KEY", key).replace("VALUE", value)
        return [(key, ("enum", values), value)], text[0].upper() + text[1:] + r.choice([".", "", "!"])
    return one


def answered(r):
    """One property that takes the plain answer, or the number a sum comes to."""
    if r.random() < 0.35:
        key, kind = r.choice("result sum answer total value number".split()), r.choice(["int", "int", "num"])

        def one():
            a, b = talk.numbers(r)
            return [(key, kind, a + b)], talk.sum_question(r, a, b)
        return one
    if r.random() < 0.2:
        with_country, key = r.random() < 0.4, r.choice(["capital", "capital", "city", "capital_city"])

        def capital():
            country, question, city = talk.capital(r)
            return ([("country", "string", country)] if with_country else []) + [(key, "string", city)], question
        return capital
    name = r.choice("answer reply text message response content output result".split())

    def plain():
        question, answer = r.choices([talk.greeting, talk.product, talk.famous, talk.other], [3, 3, 2, 2])[0](r)
        return [(name, "string", answer)], question
    return plain


FEELINGS = {
    "positive": "I {love|like|enjoy|adore} {this|the|my|your|our} {|ADJ} NOUN|{what a|a} {great|lovely|wonderful|fantastic|perfect|good} NOUN|{this|the|my} NOUN {is|was} {great|good|amazing|excellent|wonderful|the best}|"
                "I am {very|so|} {happy|pleased|glad|satisfied} with {the|my} NOUN",
    "negative": "I {hate|dislike|regret|can not stand} {this|the|my|your|our} {|ADJ} NOUN|{what a|a} {bad|terrible|horrible|awful|poor} NOUN|{this|the|my} NOUN {is|was} {bad|terrible|awful|broken|the worst|useless}|"
                "I am {very|so|} {unhappy|angry|sad|disappointed} with {the|my} NOUN",
    "neutral": "{this|the|my} NOUN {is|was} {ok|average|all right|so so|as expected|in the NOUN}|it is {a|the} NOUN|there is a NOUN in CITY|I have a {|ADJ} NOUN"}


def felt(r):
    """Whether a sentence is meant well."""
    values = r.choice([["positive", "negative", "neutral"], ["positive", "neutral", "negative"], ["negative", "neutral", "positive"], ["positive", "negative"]])
    key = r.choice(["sentiment", "sentiment", "label", "feeling", "mood"])

    def one():
        value = r.choice(values)
        return [(key, ("enum", values), value)], talk.style(r, talk.fill(r, "{" + FEELINGS[value] + "}"), r.choice(".!"))
    return one


def property_schema(r, key, kind):
    if isinstance(kind, tuple):
        return {"type": "string", "enum": kind[1]} if r.random() < 0.85 else {"enum": kind[1]}
    if kind == "list":
        return {"type": "array", "items": {"type": "string"}}
    spec = {"type": TYPES[kind]}
    if r.random() < 0.12:
        spec["description"] = r.choice(["The " + key.replace("_", " "), w.phrase(r)])
    return spec


def schema(r, stated):
    """The JSON schema for the stated properties, in the shapes that clients send."""
    properties = {key: property_schema(r, key, kind) for key, kind, _ in stated}
    required = [key for key, _, _ in stated]
    kind = r.random()
    if kind < 0.15:
        properties = {key: {"title": key.replace("_", " ").title(), **spec} for key, spec in properties.items()}
        return {"properties": properties, "required": required, "title": r.choice(["Person", "Item", "Answer", "Record", "Event", w.proper(r)]), "type": "object"} | (
            {"additionalProperties": False} if r.random() < 0.5 else {})
    out = {"type": "object", "properties": properties}
    if r.random() < 0.93:
        out["required"] = required
    if r.random() < 0.5:
        out["additionalProperties"] = False
    if r.random() < 0.06:
        out = {key: out[key] for key in sorted(out)}
    return out


EXTRAS = "note comment phone country status id nickname zip".split()


def with_schema(r, count):
    """A schema and `count` pairs of question and answer. What a question does not state is "unknown", 0 or false."""
    make, wrapped = r.choices([(told, True), (listed, True), (chosen, True), (answered, False), (participants, True), (felt, True), (bought, True)], [42, 26, 18, 13, 5, 4, 3])[0]
    one = make(r)
    pairs = [one() for _ in range(count)]
    extra = [(r.choice(EXTRAS), *r.choice([("string", "unknown"), ("int", 0), ("bool", False), ("string", "unknown")]))] \
        if make in (told, listed) and r.random() < 0.12 else []
    extra = [e for e in extra if e[0] not in [key for key, _, _ in pairs[0][0]]]
    order = list(range(len(pairs[0][0]) + len(extra)))
    if r.random() < 0.3:
        r.shuffle(order)
    complete = [[(stated + extra)[i] for i in order] for stated, _ in pairs]
    return schema(r, complete[0]), [(wrap(r, text) if wrapped else text, chat.dumps({key: value for key, _, value in stated}))
                                    for stated, (_, text) in zip(complete, pairs)]


def wrap(r, text):
    return w.expand(r, r.choice(WRAPS).replace("{}", "\x00")).replace("\x00", text)


def with_object(r):
    """(question, answer) for response_format json_object."""
    if r.random() < 0.75:
        stated, text = listed(r)()
        text = w.expand(r, r.choice(["{Give me|Return|Make|Create|Write|I need|Build|Produce|Please give me|Can you make|I would like|I want|Show me|Print} {a JSON object|an object|JSON|a JSON|the JSON|some JSON} {with|where|in which|having|that has|of|for|with a|with the|,|:|whose} ", "JSON with ", "{Return|Make} a JSON object: ", "{JSON now|JSON|An object|Please, JSON|As an object, please}: ",
                                     "{Answer|Reply} in JSON: ", "As JSON: ", ""])) + " " + (text if text[:1].islower() else text[0].lower() + text[1:])
        for lead in ("where ", "in which ", "here ", "i know that ", "note: ", "now ", "with a ", "with ", "use ", "set ", "there is ", "an object with ", "give me an object with ", "here: "):
            text = text.replace("with " + lead, "with ")
        return text.strip(), chat.dumps({key: value for key, _, value in stated})
    if r.random() < 0.2:
        a, b = talk.numbers(r)
        return talk.sum_question(r, a, b), chat.dumps({"answer": a + b})
    question, answer = r.choices([talk.greeting, talk.product, talk.famous, talk.other], [3, 3, 2, 4])[0](r)
    return question + r.choice(["", "", "", " Answer in JSON.", " Reply in JSON.", " Use JSON."]), chat.dumps({"answer": answer})
