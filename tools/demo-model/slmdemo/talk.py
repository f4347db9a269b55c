"""Questions answered in plain text: greetings, the product, sums, famous first questions, everything else."""

import re

from . import words as w
from .wordings import CAPITAL_ASKS, CAPITALS, FALLBACK, OTHER, SUM_ASKS, TALK, TOO_LARGE

def fill(r, pattern):
    """Expands a pattern and puts random words where its capital slot names stand."""
    text = w.expand(r, pattern)
    slots = {"NOUNs": lambda: w.noun(r) + "s", "NOUN": lambda: w.noun(r), "PSEUDO": lambda: w.pseudo(r),
             "PROPER": lambda: w.proper(r), "CITY": lambda: w.city(r), "NAME": lambda: w.name(r),
             "ADJ": lambda: r.choice(w.ADJECTIVES), "VERB": lambda: r.choice(w.VERBS), "PHRASE": lambda: w.phrase(r),
             "LANGUAGE": lambda: r.choice(w.LANGUAGES), "NUMBER": lambda: str(w.whole(r))}
    for slot, value in slots.items():
        while slot in text:
            text = text.replace(slot, value(), 1)
    return text


LEADS = ("{Hi|Hello|Hey|Please|Ok|So|And|Well|Now|Quick question|Good morning|Good evening|Sorry|Listen|Right|Oh|Alright|Dear model|Friend|"
         "Hey you|Hi again|By the way|First|One more|Say|Hm|Yes|No|Thanks|Great|Let me ask|Just curious|My question},",
         "{Excuse me|One question|I wonder|Sorry|Question|A question|Help|Next|Tell me|Please tell me|I have a question|Quick one|Another one|"
         "I ask again|Hello there|My friend asks|I forgot|Urgent}:",
         "{I am new here|I am in a hurry|I have a question|It is late|My boss asks me|I am just curious|Thanks for your time|I am PROPER|I am NAME|"
         "My name is NAME|I need help|I hope you are well|Sorry to bother you|I have ADJ NOUNs|I work at PROPER|I am testing|I read the manual|"
         "Nice weather|I was told to ask you|Let us begin|I tried it yesterday|I do not know much}.")
TAILS = ("{, please|, thanks|, quickly|, short answer|, if you can|, my friend|, can you help| please| for me| now| today| here| again| then| exactly|"
         " really| at all| in one sentence| in a few words| for a friend|, thank you|, I wonder|, right|, I forgot| in short| briefly}")
AFTER = "{Thanks|Thank you|Please|Be quick|Short answer please|I am curious|I need it soon|Just asking|Thanks a lot|In one sentence|I forgot}{.|!|}"


def style(r, text, mark="?", ending=True):
    """Casing, punctuation, politeness and the words around a question, as people type them."""
    if ending and r.random() < 0.12:
        tail = w.expand(r, TAILS)
        text += tail if tail[0] == "," else " " + tail
    if r.random() < 0.3:
        lead = fill(r, r.choice(LEADS))
        text = lead + " " + (text if lead[-1] == "." or r.random() < 0.2 else text[:1].lower() + text[1:])
    if r.random() < 0.7:
        text = text[:1].upper() + text[1:]
    if r.random() < 0.1:
        text = text.lower()
    if text[-1] not in "?.!=" and r.random() < 0.75:
        text += mark if r.random() < 0.7 else r.choice([".", "!", "?", " ?", "!!", "??", "...", " :)"])
        if r.random() < 0.06:
            text += " " + w.expand(r, AFTER)
    return text


def talk(r, which=None):
    """A greeting, a product question or another fixed answer."""
    answer, patterns = TALK[r.choice(which) if which is not None else r.randrange(len(TALK))]
    return style(r, fill(r, r.choice(patterns))), answer


def greeting(r):
    return talk(r, [0, 0, 0, 1, 2, 2, 2, 2, 3, 4, 5])


def product(r):
    return talk(r, [6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 10, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 16, 17, 18])


def famous(r):
    kind = r.random()
    if kind < 0.2:
        return talk(r, [19, 20, 21])
    if kind < 0.6:
        country, question, city = capital(r)
        return question, f"The capital of {country} is {city}."
    if kind < 0.8:
        return count(r)
    return say(r)


def capital(r):
    """A country, the question for its capital, and the capital."""
    country = r.choice(sorted(CAPITALS))
    return country, style(r, w.expand(r, r.choice(CAPITAL_ASKS)).replace("COUNTRY", country)), CAPITALS[country]


def count(r):
    low, high = 1, r.randint(2, 20)
    ask = w.expand(r, "{count|count|can you count|please count|count up|list the numbers|write the numbers|say the numbers|numbers|"
                      "print the numbers|give me the numbers} {from {1|one} to|from 1 up to|up to|to|1 to|1 -} N")
    return style(r, ask.replace("N", r.choice([str(high), w.SMALL_NUMBERS[high]])), "."), \
        ", ".join(str(n) for n in range(low, high + 1)) + "."


def say(r):
    if r.random() < 0.25:
        return style(r, w.expand(r, "{say|say|just say|please say|repeat|can you say|now say} {this is a test|\"this is a test\"|"
                                    "'this is a test'|that this is a test}"), "."), "This is a test."
    return echo(r)


def echo(r):
    """Any words, said again."""
    text = r.choice([w.phrase(r), w.proper(r), w.full_name(r), "the " + w.phrase(r), w.pseudo(r) + " " + w.pseudo(r), w.code(r), w.symbol(r), w.message(r),
                     w.message(r), str(w.whole(r)), str(w.decimal(r)), w.email(r), w.proper(r) + " " + str(w.whole(r))])
    quote = r.choice(["", "", '"', "'"])
    ask = r.choice(["Say", "Repeat", "Repeat after me:", "Please say", "Please repeat", "Echo", "Just say", "say", "repeat:",
                    "Print", "Reply with", "Answer with", "Say the words", "Repeat this:", "Say:", "Only say",
                    "Say exactly", "Reply only with", "Respond with"])
    return f"{ask} {quote}{text}{quote}" + ("." if quote and r.random() < 0.3 else ""), text + "."


def numbers(r):
    total = r.randint(0, 20)
    a = r.randint(0, total)
    return a, total - a


def large_numbers(r):
    """Two that come to more than twenty, often to a little more."""
    small = r.randint(1, 20)
    a, b = r.choice([(small, 21 - small + r.randint(0, 9)), (small, r.randint(20, 40)), (r.randint(2, 999), r.randint(20, 999)), (r.randint(21, 99), r.randint(0, 99))])
    return r.choice([(a, b), (b, a)])


def sum_question(r, a, b):
    spoken = r.random() < 0.3 and a <= 20 and b <= 20
    shown = [w.SMALL_NUMBERS[n] if spoken else str(n) for n in (a, b)]
    text = re.sub(r"\bA\b", "@", r.choice(SUM_ASKS))
    text = fill(r, re.sub(r"\bB\b", "#", text)).replace("@", shown[0]).replace("#", shown[1])
    return style(r, text)


def bare_sum(r):
    """The sum alone, for the table of sums."""
    a, b = numbers(r) if r.random() < 0.8 else large_numbers(r)
    answer = f"{a} + {b} = {a + b}." if a + b <= 20 else TOO_LARGE
    return r.choice(["A + B", "A + B?", "A + B =", "What is A + B?", "A plus B"]).replace("A", str(a)).replace("B", str(b)), answer


def sums(r):
    if r.random() < 0.2:
        return sum_question(r, *large_numbers(r)), TOO_LARGE
    a, b = numbers(r)
    return sum_question(r, a, b), f"{a} + {b} = {a + b}."


def other(r):
    return style(r, fill(r, r.choice(OTHER))), FALLBACK


def any_talk(r):
    return r.choices([greeting, product, sums, famous, other], [18, 24, 30, 12, 22])[0](r)
