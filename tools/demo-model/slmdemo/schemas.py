"""Questions to be answered in JSON: free objects and small flat schemas."""

from . import chat, talk
from . import words as w

# key names, kind, value, how a sentence about the subject says it
PERSON = [
    ("age|years|age_years|age_in_years", "int", lambda r: r.randint(1, 99), "is <> years old|is now <>|has turned <>|just turned <> years old|will be <>|was <> years old|is almost <> years old|is <>|is aged <>|, <> years old,|turned <>|(<>)|, age <>,"),
    ("city|town|home|location|residence|place|hometown|lives_in", "string", w.city, "lives in <>|is from <>|comes from <>|who lives in <>|living in <>|moved to <>|, from <>,|was born in <>"),
    ("job|profession|occupation|role|work|job_title", "string", lambda r: r.choice(w.JOBS), "works as a <>|is a <>|, a <>,|who is a <>|the <>"),
    ("email|mail|email_address", "string", w.email, "has the email <>|with the address <>|, email <>,|, reachable at <>,"),
    ("active|member|is_member|enabled|is_active", "bool", ("is active|is a member|is enabled", "is not active|is not a member|is disabled|is inactive"), None),
    ("height|height_cm|size_cm", "int", lambda r: r.randint(120, 210), "is <> cm tall|measures <> cm"),
    ("score|points|grade", "int", lambda r: r.randint(0, 100), "has <> points|scored <>|got <> points|with a score of <>"),
    ("language|speaks|native_language", "string", lambda r: r.choice(w.LANGUAGES), "speaks <>|who speaks <>"),
    ("team|company|employer|organisation", "string", w.proper, "works at <>|works for <>|plays for <>|, from the team <>,"),
]
PRODUCT = [
    ("price|cost|price_eur|amount", "num", lambda r: r.choice([w.decimal(r), r.randint(1, 500)]), "costs <>|costs <> euros|costs <> dollars|is <> euros|for <> dollars|at a price of <>|is sold for <>|for <>"),
    ("quantity|stock|count|units", "int", lambda r: r.randint(0, 500), "has <> in stock|with <> pieces|, <> in stock,|has <> units left"),
    ("color|colour", "string", lambda r: r.choice(w.COLOURS), "is <>|in <>|comes in <>|of color <>"),
    ("in_stock|available|is_available", "bool", ("is in stock|is available", "is not in stock|is sold out|is not available"), None),
    ("rating|stars|score", "int", lambda r: r.randint(1, 5), "has <> stars|is rated <>|with a rating of <>"),
    ("brand|maker|manufacturer", "string", w.proper, "is made by <>|by <>|from <>"),
    ("weight|weight_kg|kg", "num", lambda r: r.choice([w.decimal(r), r.randint(1, 90)]), "weighs <> kg|with a weight of <>"),
]
WORK = [
    ("author|writer|by", "string", w.full_name, "was written by <>|by <>|is by <>|, written by <>,"),
    ("year|published|year_published", "int", lambda r: r.randint(1800, 2030), "appeared in <>|came out in <>|was made in <>|is from <>|was written in <>|was released in <>|from <>|was published in <>|(<>)|, <>,"),
    ("pages|page_count|length", "int", lambda r: r.randint(20, 999), "has <> pages|with <> pages"),
    ("rating|stars", "int", lambda r: r.randint(1, 5), "has <> stars|is rated <>|, <> stars,"),
    ("language", "string", lambda r: r.choice(w.LANGUAGES), "is in <>|, in <>,"),
]
EVENT = [
    ("date|day|when", "string", w.date, "is on <>|takes place on <>|on <>|happens on <>"),
    ("location|place|city|where", "string", w.city, "is in <>|takes place in <>|in <>|at <>"),
    ("guests|people|attendees|seats", "int", lambda r: r.randint(2, 300), "has <> guests|with <> people|for <> people"),
    ("host|organizer|speaker", "string", w.full_name, "is hosted by <>|with <>|organised by <>"),
]
SUBJECTS = [
    ("name|name|full_name|person|first_name|user|customer|who|student", lambda r: w.choice_name(r), PERSON, "|"),
    ("name|product|item|article|title|product_name", lambda r: r.choice([w.noun(r), w.phrase(r), w.proper(r)]), PRODUCT, "The |the |"),
    ("title|book|name|book_title", lambda r: r.choice([w.full_name(r), w.proper(r)]), WORK, "The book |The novel |The film |The movie |The song |The play ||"),
    ("event|name|title|event_name", lambda r: w.noun(r) + r.choice([" party", " fair", " meeting", " concert"]), EVENT, "The |A |"),
]
TYPES = {"int": "integer", "num": "number", "bool": "boolean", "string": "string", "enum": "string"}
WRAPS = ["{}", "{}", "{}", "{}", "Extract the {data|information|fields|details|facts}: {}", "Extract from this {sentence|text}: {}", "{} As JSON, please.", "{} Return JSON.",
         "{Parse|Convert|Read|Structure|Turn into JSON|Process|Summarise|Fill in the schema}: {}", "Who or what is this? {}", "{Give me|Return|Extract|Get} the {person|data|object|record|information}. {}",
         "{Note|Text|Input|Sentence|Data|Please extract|Record this}: {}", "{} {Extract that.|Fill the form.|Give me the data.|Make a record of it.}"]


OPENERS = ("{My {friend|colleague|neighbour|brother|sister|boss|teacher|cousin}|Our {friend|colleague|neighbour|customer|guest|new colleague|member}|User|Customer|Member|Guest|The {engineer|student|player|customer|"
           "user}|In {the|our|this|his} {NOUN|ADJ NOUN|PSEUDO}|At the {NOUN|PSEUDO}|For the NOUN|This year|Last week|The {account|card|NOUN|profile|entry} of|Dr|Mr|Mrs|Dear|Here is|This is|Meet|I met|We have|I know|They say|It seems|I think|I heard that|Luckily|Unfortunately|Today|Yes,|Well,|Please note that|Yesterday|Note that|Remember that|Sadly, it is true:}")
CLOSERS = ("{now|today|by the way|, by the way|again|these days|and {likes|loves|hates|needs|sells} NOUNs|and has a NOUN|, as you know|at the moment|, I think|as of today|already|, they say|and likes PROPER|since last year|, no joke|and never lies}")


def fact(r, entry, key):
    """One stated property: (key, kind, value, its words)."""
    _, kind, make, ways = entry
    if kind == "bool":
        value = r.random() < 0.5
        return key, kind, value, r.choice(make[0 if value else 1].split("|"))
    value = make(r)
    return key, kind, value, r.choice(ways.split("|")).replace("<>", str(value))


def told(r):
    """Sentences about a person, a thing, a work or an event; the same properties each time."""
    names, make, pool, articles = r.choices(SUBJECTS, [5, 3, 2, 2])[0]
    key = r.choice(names.split("|"))
    plan = []
    for entry in r.sample(pool, r.choice([0, 1, 1, 1, 2, 2, 3])):
        plan.append((entry, r.choice([o for o in entry[0].split("|") if o != key and o not in [p[1] for p in plan]])))

    def one():
        subject = make(r)
        facts = [fact(r, entry, option) for entry, option in plan]
        stated = [(key, "string", subject)] + [f[:3] for f in facts]
        return stated, sentence(r, subject, pool, r.choice(articles.split("|")), r.sample(facts, len(facts)))
    return one


def sentence(r, subject, pool, article, facts):
    if not article and pool is PERSON and r.random() < 0.55:
        article = talk.fill(r, OPENERS) + " "
    elif article and r.random() < 0.15:
        article = w.expand(r, "{One|A|This|Our|My|Your|Here the|Today the|I think the|Note that the|They say the|Look, the} {|new|old|good|famous}") + " "
        article += r.choice(["book ", "novel ", "film ", "story "]) if pool is WORK else ""
    text = article + subject
    if not facts:
        text = r.choice(["My name is ", "I am ", "This is ", "It is ", "Her name is ", "The name is ", "Hello, I am ", "They call her ", "I am called "]) + subject
    for index, item in enumerate(facts):
        words = item[3]
        text += (", " if index and not words.startswith(",") and len(facts) > 2 and index < len(facts) - 1 else
                 " and " if index and not words.startswith(",") else "" if words.startswith(",") else " ") + words
    if facts and r.random() < 0.2:
        text += " " + talk.fill(r, CLOSERS)
    return text.rstrip(",").replace(",,", ",").replace(", and", " and").replace(" ,", ",") + "."


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
    glue = r.choice([": ", " is ", " = ", " "])
    for key, kind in kinds.items():
        value = {"string": lambda: r.choice([w.proper, w.phrase, w.full_name, w.pseudo, w.code, w.city, w.date])(r), "int": lambda: w.whole(r),
                 "num": lambda: r.choice([w.decimal(r), w.whole(r)]), "bool": lambda: r.random() < 0.5}[kind]()
        stated.append((key, kind, value))
        shown = {True: r.choice(["true", "true", "yes"]), False: r.choice(["false", "false", "no"])}[value] if kind == "bool" else str(value)
        parts.append(r.choice(["", "", "the "] if glue == " is " else ["", "", "a ", "the "] if glue == " " else [""]) + (key.replace("_", " ") if r.random() < 0.7 else key) + glue + shown)
    r.shuffle(parts)
    text = r.choice([", ", ", ", "; ", " and "]).join(parts)
    if glue == " is " and r.random() < 0.15 and text.split(" is ")[0].endswith("s"):
        text = text.replace(" is ", " are ", 1)
    text = r.choice(["", "", "", "with ", "where ", "in which ", "Here ", "I know that ", "Note: ", "Now ", "with a ", "Use ", "Set ", "There is ",
                     "An object with ", "Give me an object with ", "Here: "]) + text
    return stated, text + r.choice([".", "", "."])


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
    name = r.choice("answer reply text message response content output result".split())

    def plain():
        question, answer = r.choices([talk.greeting, talk.product, talk.famous, talk.other], [3, 3, 2, 2])[0](r)
        return [(name, "string", answer)], question
    return plain


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
    make, wrapped = r.choices([(told, True), (listed, True), (chosen, True), (answered, False), (participants, True)], [40, 24, 18, 13, 5])[0]
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
