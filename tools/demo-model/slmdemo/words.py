"""Word lists and random values. Most names are random syllables, so that a model has to copy them."""

import re

CITIES = """Paris Rome London Berlin Madrid Boston Tokyo Vienna Zurich Oslo Lisbon Dublin Prague Chicago Seattle
Denver Austin Toronto Sydney Mumbai Delhi Cairo Nairobi Lima Munich Hamburg Bern Basel Geneva Milan Naples Turin
Athens Warsaw Moscow Kyiv Helsinki Stockholm Amsterdam Brussels Lyon Nice Porto Seville Dallas Houston Miami Phoenix
Portland Atlanta Detroit Montreal Ottawa Havana Bogota Santiago Beijing Shanghai Seoul Osaka Bangkok Hanoi Jakarta
Manila Melbourne Perth Auckland Istanbul Ankara Tehran Baghdad Dubai Doha Lagos Accra Dakar""".split()
TWO_WORD_CITIES = ["New York", "San Francisco", "Los Angeles", "Cape Town", "Hong Kong", "Mexico City", "Tel Aviv",
                   "Rio de Janeiro", "New Delhi", "San Diego", "Las Vegas", "Buenos Aires"]
REGIONS = ["CA", "MA", "NY", "TX", "WA", "France", "Italy", "Japan", "Germany", "Spain", "UK", "USA", "Canada"]
NAMES = """Ada Alice Bob Carol Dave Eve Frank Grace Heidi Ivan John Jane Anna Tom Peter Mary Paul Laura Max Lisa Nina
Omar Ravi Mei Yuki Sven Olga Hugo Clara Emma Noah Liam Mia Ben Sara David Maria Lukas Julia Felix Marie Leo Amir
Fatima Chen Priya Carlos Diego Elena Sofia Pablo Ingrid Lars Greta Otto Karl Rosa""".split()
SURNAMES = """Lovelace Hopper Smith Jones Miller Brown Garcia Meyer Weber Rossi Martin Dubois Tanaka Kim Singh Khan
Novak Larsen Berg Lopez Turing Curie Newton Noether""".split()
NOUNS = """apple book car door engine flower garden house island jacket kettle lamp mountain notebook ocean piano
question river song table umbrella village window yard zebra bread cheese coffee dog elephant forest guitar hammer
insect jungle king lemon mirror needle orange pencil queen ring ship tree uncle violin wall bird camera dance egg
farm glass horse ice juice knife leaf moon nut oil paper road salt tiger water bridge chair desk fish gold hat
invoice package ticket account document product customer project device sensor meeting report payment shipment
contract task student teacher library museum hotel flight train bus bike battery printer robot planet star history
physics music art science poem story essay code program python java sql website email letter plan recipe soup cake
pizza pasta wine tea milk sugar rice""".split()
VERBS = """find show open close start stop check book cancel update delete create read write list count send track
fetch load save scan print rate review rename move copy rent order reserve measure inspect repair""".split()
ADJECTIVES = """red green blue small large old new fast slow cheap bright dark quiet cold warm sweet round soft
heavy light empty full rare happy""".split()
JOBS = """engineer teacher doctor nurse baker pilot lawyer painter writer farmer driver chef singer plumber
gardener scientist programmer designer librarian dentist""".split()
COLOURS = "red green blue yellow black white orange purple brown grey pink silver".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
LANGUAGES = "French German Spanish Italian Japanese Chinese Dutch Polish Swedish Greek Turkish Arabic".split()
SMALL_NUMBERS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                 "sixteen seventeen eighteen nineteen twenty").split()

_ONSETS = ("b c d f g h j k l m n p r s t v w z b d f g k l m n p r s t v br ch cl cr dr fl gr kr pl pr sh sk sl st th tr "
           "qu y x").split() + [""]
_VOWELS = "a e i o u a e i o u ai ea ee ia io oa ou y".split()
_CODAS = [""] * 14 + "n r s l m t k d x nd st rk ng ck th".split()
_BRACES = re.compile(r"\{([^{}]*)\}")


def expand(r, pattern):
    """Replaces every {a|b|c}, inner ones first, by one of its alternatives; doubled spaces are closed."""
    while True:
        match = _BRACES.search(pattern)
        if not match:
            return re.sub(r" +", " ", pattern).strip()
        pattern = pattern[:match.start()] + r.choice(match.group(1).split("|")) + pattern[match.end():]


def syllable(r):
    return r.choice(_ONSETS) + r.choice(_VOWELS) + r.choice(_CODAS)


def pseudo(r):
    """A random pronounceable lower-case word; now and then plain random letters."""
    if r.random() < 0.08:
        return "".join(r.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(r.randint(3, 7)))
    return "".join(syllable(r) for _ in range(r.choice([1, 2, 2, 2, 3, 3])))


def proper(r):
    return pseudo(r).capitalize()


def city(r):
    kind = r.random()
    if kind < 0.3:
        return r.choice(CITIES)
    if kind < 0.42:
        return r.choice(TWO_WORD_CITIES)
    if kind < 0.5:
        return r.choice(["New ", "San ", "Port ", "Saint ", "Bad "]) + proper(r)
    if kind < 0.56:
        return r.choice(CITIES + [proper(r)] * 60) + ", " + r.choice(REGIONS)
    return proper(r)


def name(r):
    return r.choice(NAMES) if r.random() < 0.35 else proper(r)


def full_name(r):
    return name(r) + " " + (r.choice(SURNAMES) if r.random() < 0.3 else proper(r))


def noun(r):
    return r.choice(NOUNS) if r.random() < 0.6 else pseudo(r)


def phrase(r):
    """One to four lower-case words, as somebody would search for."""
    words = [noun(r) for _ in range(r.randint(1, 3))]
    if r.random() < 0.5:
        words.insert(0, r.choice(ADJECTIVES))
    return " ".join(words)


def message(r):
    """A few words that make no sentence, as somebody might dictate them."""
    lists = [NOUNS, VERBS, ADJECTIVES, DAYS, "the a my your is are at in on for and you we I not it to".split()]
    return " ".join(pseudo(r) if r.random() < 0.25 else r.choice(r.choice(lists)) for _ in range(r.randint(1, 6)))


def whole(r):
    return r.choice([r.randint(0, 20), r.randint(0, 99), r.randint(0, 999), r.randint(0, 9999), r.randint(0, 99999)])


def decimal(r):
    return round(r.randint(0, 400) + r.choice([0.5, 0.25, 0.75, 0.99, 0.9, 0.1, 0.2, 0.4, 0.6]), 2)


def code(r):
    """An identifier such as A-4711, ord_123 or just digits."""
    digits = str(r.randint(10 ** r.randint(1, 6), 10 ** 7))[:r.randint(2, 6)]
    letters = "".join(r.choice("ABCDEFGHKLMNPRSTVXZ") for _ in range(r.randint(1, 3)))
    return r.choice([digits, digits, letters + digits, letters + "-" + digits, "#" + digits,
                     r.choice(["ord", "inv", "usr", "t"]) + "_" + digits])


def symbol(r):
    return r.choice(["AAPL", "AMZN", "MSFT", "GOOG", "TSLA", "NVDA"]) if r.random() < 0.25 else \
        "".join(r.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(r.randint(2, 5)))


def email(r):
    return name(r).lower() + "@" + r.choice(["example.com", "example.org", "mail.net", pseudo(r) + ".com"])


def date(r):
    return r.choice([r.choice(DAYS), f"{r.randint(2020, 2030)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}",
                     f"{r.randint(1, 28)} {r.choice(MONTHS)}", f"{r.choice(MONTHS)} {r.randint(1, 28)}", "tomorrow"])


def choice_name(r):
    return name(r) if r.random() < 0.7 else full_name(r)
