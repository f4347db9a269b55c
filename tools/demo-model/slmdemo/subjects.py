"""Sentences about a person, a thing, a work, an event, a place or an animal, with the properties that they state."""

from . import talk
from . import words as w

# key names, kind, value, how a sentence about the subject says it
PERSON = [
    ("age|years|age_years|age_in_years", "int", lambda r: r.randint(1, 99), "is <> years old|is now <>|has turned <>|just turned <> years old|will be <>|was <> years old|is almost <> years old|is <>|is aged <>|, <> years old,|turned <>|(<>)|, age <>,"),
    ("city|town|home|location|residence|place|hometown|lives_in", "string", w.city, "lives in <>|is from <>|comes from <>|who lives in <>|living in <>|moved to <>|, from <>,|was born in <>"),
    ("job|profession|occupation|role|work|job_title", "string", lambda r: r.choice(w.JOBS), "works as a <>|is a <>|, a <>,|who is a <>|the <>"),
    ("email|mail|email_address", "string", w.email, "has the email <>|with the address <>|, email <>,|, reachable at <>,"),
    ("active|member|is_member|enabled|is_active", "bool", ("is active|is a member|is enabled", "is not active|is not a member|is disabled|is inactive"), None),
    ("height|height_cm|size_cm", "int", lambda r: r.randint(120, 210), "is <> cm tall|measures <> cm"),
    ("height|height_m|weight|distance_km", "num", w.rating, "is <> m tall|, <> m tall,|weighs <> kg|ran <> km"),
    ("username|login|user|handle", "string", w.username, "has the username <>|(<>)|logs in as <>|with the login <>"),
    ("country|nationality|from", "string", lambda r: r.choice(w.COUNTRIES), "is from <>|comes from <>|lives in <>|, from <>,|of <>"),
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
    ("rating|score|stars", "num", w.rating, "is rated <>|with a rating of <>|, rating <>,|gets <> out of 10|scores <>|has <> stars"),
    ("size", "string", lambda r: r.choice(["small", "medium", "large", "XL", "S"]), ", size <>,|in size <>|comes in <>"),
    ("brand|maker|manufacturer", "string", w.proper, "is made by <>|by <>|from <>"),
    ("weight|weight_kg|kg", "num", lambda r: r.choice([w.decimal(r), r.randint(1, 90)]), "weighs <> kg|with a weight of <>"),
]
WORK = [
    ("author|writer|by", "string", w.full_name, "was written by <>|by <>|is by <>|, written by <>,"),
    ("year|published|year_published", "int", lambda r: r.randint(1800, 2030), "appeared in <>|came out in <>|was made in <>|is from <>|was written in <>|was released in <>|from <>|was published in <>|(<>)|, <>,"),
    ("pages|page_count|length", "int", lambda r: r.randint(20, 999), "has <> pages|with <> pages"),
    ("rating|stars", "int", lambda r: r.randint(1, 5), "has <> stars|is rated <>|, <> stars,"),
    ("rating|score", "num", w.rating, "is rated <>|, rating <>,|gets <> out of 10|scores <>|deserves a <>"),
    ("artist|director|singer|band", "string", w.full_name, "by <>|is by <>|, artist <>,|was made by <>"),
    ("language", "string", lambda r: r.choice(w.LANGUAGES), "is in <>|, in <>,"),
]
EVENT = [
    ("date|day|when", "string", w.date, "is on <>|takes place on <>|on <>|happens on <>"),
    ("location|place|city|where", "string", w.city, "is in <>|takes place in <>|in <>|at <>"),
    ("guests|people|attendees|seats", "int", lambda r: r.randint(2, 300), "has <> guests|with <> people|for <> people"),
    ("host|organizer|speaker", "string", w.full_name, "is hosted by <>|with <>|organised by <>"),
]
PLACE = [
    ("country|nation|land", "string", lambda r: r.choice(w.COUNTRIES + [w.proper(r)] * 20), "is in <>|lies in <>|is the capital of <>|, <>,|is a city in <>|is located in <>"),
    ("population|inhabitants|people", "int", lambda r: r.randint(500, 999999), "has <> inhabitants|has a population of <>|with <> people|is home to <> people"),
    ("river|lake|region", "string", w.proper, "lies on the <>|is on the <>|is in the region <>"),
    ("height|elevation|height_m", "int", lambda r: r.randint(1, 9000), "is <> metres high|lies at <> m|rises <> metres"),
]
ANIMAL = [
    ("age|years", "int", lambda r: r.randint(1, 30), "is <> years old|, <> years old,|(<>)|turned <>"),
    ("species|kind|animal|breed", "string", w.noun, "is a <>|, a <>,|the <>"),
    ("owner|keeper", "string", w.choice_name, "belongs to <>|is owned by <>|lives with <>"),
    ("weight|weight_kg", "num", lambda r: r.choice([w.rating(r), r.randint(1, 90)]), "weighs <> kg|eats <> kg"),
]
SUBJECTS = [
    ("name|name|full_name|person|first_name|user|customer|who|student", lambda r: w.choice_name(r), PERSON, "|"),
    ("name|product|item|article|title|product_name", lambda r: r.choice([w.noun(r), w.phrase(r), w.proper(r)]), PRODUCT, "The |the |"),
    ("title|book|name|book_title", lambda r: r.choice([w.full_name(r), w.proper(r), w.title(r), w.title(r)]), WORK, "The book |The novel |The film |The movie |The song |The play ||"),
    ("event|name|title|event_name", lambda r: w.noun(r) + r.choice([" party", " fair", " meeting", " concert"]), EVENT, "The |A |"),
    ("name|city|place|town|capital|mountain", lambda r: r.choice([w.city(r), w.proper(r), w.title(r)]), PLACE, "|||The city |The town |The village "),
    ("name|pet|pet_name|animal_name", lambda r: w.name(r), ANIMAL, "|Our dog |The dog |My cat |The horse |The NOUN |Our NOUN "),
]
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
    names, make, pool, articles = r.choices(SUBJECTS, [5, 3, 2, 2, 1, 1])[0]
    key = r.choice(names.split("|"))
    plan = []
    adjective = r.choice(w.ADJECTIVES + ["vaccinated", "married", "open", "closed", "paid", "verified", "done"])
    trait = (adjective + "|is_" + adjective, "bool", ("is " + adjective, "is not " + adjective + "|is not yet " + adjective + "|isn't " + adjective), None)
    for entry in r.sample(pool + [trait], r.choice([0, 1, 1, 1, 2, 2, 3])):
        plan.append((entry, r.choice([o for o in entry[0].split("|") if o != key and o not in [p[1] for p in plan]])))

    def one():
        subject = make(r)
        facts = [fact(r, entry, option) for entry, option in plan]
        stated = [(key, "string", subject)] + [f[:3] for f in facts]
        return stated, sentence(r, subject, pool, r.choice(articles.split("|")).replace("NOUN", w.noun(r)), r.sample(facts, len(facts)))
    return one


ADVERBS = "just also now still really always already only often recently finally currently usually again once soon".split()


def with_adverb(r, words):
    """"is 9 years old" becomes "is just 9 years old", "lives in X" becomes "now lives in X"."""
    first, _, rest = words.partition(" ")
    if first in ("is", "was", "has", "will", "who", "with"):
        return words if first in ("who", "with") else f"{first} {r.choice(ADVERBS)} {rest}"
    return f"{r.choice(ADVERBS)} {words}" if first.endswith(("s", "ed")) else words


def sentence(r, subject, pool, article, facts):
    if not article and pool is PERSON and r.random() < 0.55:
        article = talk.fill(r, OPENERS) + " "
    elif article and r.random() < 0.25:
        article = w.expand(r, "{One|A|This|Our|My|Your|Here the|Today the|I think the|Note that the|They say the|Look, the} {|new|old|good|famous}") + " "
        article += r.choice(["book ", "novel ", "film ", "story "]) if pool is WORK else ""
    text = article + subject
    if not facts:
        text = r.choice(["My name is ", "I am ", "This is ", "It is ", "Her name is ", "The name is ", "Hello, I am ", "They call her ", "I am called "]) + subject
    for index, item in enumerate(facts):
        words = with_adverb(r, item[3]) if r.random() < 0.2 else item[3]
        text += (", " if index and not words.startswith(",") and len(facts) > 2 and index < len(facts) - 1 else
                 " and " if index and not words.startswith(",") else "" if words.startswith(",") else " ") + words
    if facts and r.random() < 0.2:
        text += " " + talk.fill(r, CLOSERS)
    return text.rstrip(",").replace(",,", ",").replace(", and", " and").replace(" ,", ",") + "."
