"""Word lists and random values. Most names are made up, so that a model has to copy them."""

import re

CITIES = """Paris Rome London Berlin Madrid Boston Tokyo Vienna Zurich Oslo Lisbon Dublin Prague Chicago Seattle
Denver Austin Toronto Sydney Mumbai Delhi Cairo Nairobi Lima Munich Hamburg Bern Basel Geneva Milan Naples Turin
Athens Warsaw Moscow Kyiv Helsinki Stockholm Amsterdam Brussels Lyon Nice Porto Seville Dallas Houston Miami Phoenix
Portland Atlanta Detroit Montreal Ottawa Havana Bogota Santiago Beijing Shanghai Seoul Osaka Bangkok Hanoi Jakarta
Manila Melbourne Perth Auckland Istanbul Ankara Tehran Baghdad Dubai Doha Lagos Accra Dakar Bristol Leeds Glasgow
Edinburgh Liverpool Cardiff Belfast Cork Galway Oxford Cambridge York Brighton Dresden Cologne Stuttgart Frankfurt
Bremen Hanover Nuremberg Bonn Potsdam Lausanne Lucerne Lugano Graz Linz Innsbruck Trieste Verona Bologna Florence Pisa
Palermo Genoa Marseille Toulouse Bordeaux Strasbourg Lille Rennes Grenoble Valencia Bilbao Granada Cordoba Zaragoza
Coimbra Braga Ghent Bruges Rotterdam Utrecht Eindhoven Aarhus Odense Gothenburg Malmo Uppsala Trondheim Stavanger
Tromso Turku Tampere Riga Vilnius Kaunas Minsk Krakow Wroclaw Poznan Brno Ostrava Budapest Debrecen Bucharest Sofia
Varna Belgrade Zagreb Dubrovnik Skopje Tirana Thessaloniki Patras Nicosia Valletta Izmir Antalya Beirut Damascus Amman
Jerusalem Haifa Riyadh Jeddah Muscat Sanaa Kabul Karachi Lahore Tashkent Samarkand Almaty Baku Yerevan Chennai Kolkata
Hyderabad Pune Jaipur Dhaka Kathmandu Colombo Rangoon Vientiane Saigon Penang Singapore Bandung Cebu Taipei Busan
Nagoya Sapporo Fukuoka Hiroshima Nara Harbin Wuhan Chengdu Nanjing Xiamen Lhasa Darwin Brisbane Adelaide Canberra
Wellington Christchurch Suva Honolulu Anchorage Vancouver Calgary Winnipeg Halifax Edmonton Boise Tucson
Albuquerque Omaha Memphis Nashville Charlotte Orlando Tampa Savannah Richmond Baltimore Philadelphia Pittsburgh
Cleveland Columbus Cincinnati Indianapolis Milwaukee Minneapolis Tulsa Sacramento Oakland Fresno Guadalajara Puebla
Merida Cancun Managua Caracas Maracaibo Quito Guayaquil Arequipa Asuncion Montevideo Rosario Mendoza Valparaiso
Brasilia Recife Salvador Fortaleza Manaus Curitiba Casablanca Rabat Tangier Tunis Algiers Tripoli Alexandria Luxor
Khartoum Mombasa Kampala Kigali Dodoma Lusaka Harare Gaborone Maputo Durban Pretoria Johannesburg Luanda Kinshasa
Douala Abuja Ibadan Kumasi Bamako Freetown""".split()
TWO_WORD_CITIES = ["New York", "San Francisco", "Los Angeles", "Cape Town", "Hong Kong", "Mexico City", "Tel Aviv",
                   "Rio de Janeiro", "New Delhi", "San Diego", "Las Vegas", "Buenos Aires"]
REGIONS = ["CA", "MA", "NY", "TX", "WA", "France", "Italy", "Japan", "Germany", "Spain", "UK", "USA", "Canada"]
COUNTRIES = """France Italy Germany Spain Austria Japan Portugal Norway Greece Poland Ireland Sweden Egypt Canada Peru
Brazil Chile Kenya Ghana India China Nepal Iceland Finland Denmark Belgium Hungary Croatia Serbia Turkey Morocco Mexico
Cuba Vietnam Thailand Australia Uganda Estonia Latvia Malta Jordan Ecuador Bolivia Senegal Mali""".split()
NAMES = """Ada Alice Bob Carol Dave Eve Frank Grace Heidi Ivan John Jane Anna Tom Peter Mary Paul Laura Max Lisa Nina
Omar Ravi Mei Yuki Sven Olga Hugo Clara Emma Noah Liam Mia Ben Sara David Maria Lukas Julia Felix Marie Leo Amir
Fatima Chen Priya Carlos Diego Elena Sofia Pablo Ingrid Lars Greta Otto Karl Rosa Abigail Adrian Agnes Albert Alexander
Alfred Amanda Andrew Angela Anthony Arthur Astrid August Barbara Bernard Bettina Brian Bruno Camilla Caroline Cecilia
Charles Charlotte Christian Christopher Claudia Conrad Cornelia Cynthia Damian Daniel Deborah Dennis Dominic Dorothy
Edgar Edith Edward Eleanor Elizabeth Emil Erika Ernest Esther Eugene Evelyn Fabian Florence Francis Frederick Gabriel
George Gerald Gloria Gregory Gustav Hannah Harold Harriet Hector Helena Henry Herbert Hilda Howard Ibrahim Isabel Isaac
Ismail Jacob Jasmine Jessica Joanna Johann Jonathan Joseph Judith Julian Kamala Katherine Kenneth Kevin Khalid Konrad
Kristina Lawrence Leonard Lillian Linda Lorenzo Louise Lucas Lydia Magnus Manuel Margaret Marcus Martha Matilda Matthew
Maurice Melanie Michael Miranda Mohammed Monica Nadia Natalie Nathan Nicholas Nicole Norman Oliver Olivia Oscar Pamela
Patricia Patrick Pauline Penelope Philip Rachel Ralph Raymond Rebecca Reinhard Richard Robert Roland Ronald Rosalind
Roxanne Russell Ruth Samantha Samuel Sebastian Sharon Sigrid Simon Sophie Stella Stephen Susan Sylvia Tatiana Teresa
Thomas Timothy Tobias Ursula Valentina Vanessa Veronica Victor Vincent Virginia Vladimir Walter Wanda William Xavier
Yasmin Yusuf Zachary""".split()
SURNAMES = """Lovelace Hopper Smith Jones Miller Brown Garcia Meyer Weber Rossi Martin Dubois Tanaka Kim Singh Khan
Novak Larsen Berg Lopez Turing Curie Newton Noether""".split()
NOUNS = """apple book car door engine flower garden house island jacket kettle lamp mountain notebook ocean piano
question river song table umbrella village window yard zebra bread cheese coffee dog elephant forest guitar hammer
insect jungle king lemon mirror needle orange pencil queen ring ship tree uncle violin wall bird camera dance egg
farm glass horse ice juice knife leaf moon nut oil paper road salt tiger water bridge chair desk fish gold hat
invoice package ticket account document product customer project device sensor meeting report payment shipment
contract task student teacher library museum hotel flight train bus bike battery printer robot planet star history
physics music art science poem story essay code program python java sql website email letter plan recipe soup cake
pizza pasta wine tea milk sugar rice airport alarm ankle animal answer apron arrow artist aunt bag bakery balcony ball
banana band bank barn basin basket bath beach bean bear bed bee bell belt bench berry blanket boat body bone boot bottle
bowl box boy brain branch brick brush bucket building button cabin cabinet cable candle cap captain carpet carrot castle
cat ceiling cellar chain chalk cheek cherry chest chicken child church circle city clock cloth cloud club coast coat coin
colour comb computer cook copper corn corner cotton couch country cousin cow cream cup curtain cushion daughter doctor
doll dream dress drum duck dust eagle ear earth elbow energy envelope eraser evening eye fabric face factory family fan
father feather fence field finger fire floor flour fog folder food foot fork fountain fox frame friend frog fruit garage
garlic gate ghost gift girl glove goat goose grain grape grass ground guest hall hand harbour hare harvest heart hedge
helmet hen herb hill hole honey hook hospital hour idea iron ivy jar jeans jewel keyboard kitchen kite knee ladder lake
land lantern laptop laundry lawn leather leg lens lesson light lily lion lip liver lobby lock log lunch machine
magazine magnet mango map marble market mask mattress meadow meal meat medal melon metal mouse mouth mud mug muscle
mushroom nail napkin neck nest net night noodle north nose nurse oak oat office olive onion oven owl owner ox page pain
painting palace palm pan pants parcel park parrot party passport path peach pear pearl pen pepper person phone photo pie
pig pigeon pillow pin pine pipe plate plum pocket pond pony potato pot powder price prince prize pump puppy purse rabbit
radio rain ribbon rock roof room root rope rose rug sail salad salmon sand sandwich scarf school scissors screen
seed shadow sheep sheet shelf shell shirt shoe shop shoulder shovel shower silk sink sister skirt sky sleeve snake snow
soap sock sofa soil son spade spider spoon spring square squirrel stable stair stamp stick stone storm stove straw street
string suit suitcase sun sunflower swan sweater sword tail tank tape taxi teapot telephone tent theatre thread throat
thumb tie tile toast toe tomato tongue tooth towel tower town toy tractor tray trousers truck tulip tunnel turkey turtle
typewriter valley van vase vegetable video vine walnut wallet war watch wave wedding wheat wheel whistle wind winter wolf
wood wool worker world wrist yoghurt youth""".split()
VERBS = """find show open close start stop check book cancel update delete create read write list count send track
fetch load save scan print rate review rename move copy rent order reserve measure inspect repair add adjust assign
attach bake block boil brew build buy call charge clean climb collect cool cut deliver dim drain draw drive dry empty
feed fill fix fly fold freeze grind grow heat hide hire invite join jump kick launch lift light lock mark melt mix mute
paint park pause pick plant play point polish pour preheat press protect publish pull pump push refill refund register
release remove renew replace reset restart return ring roll run schedule sell set shake sharpen ship sign sort steer stir
store submit subscribe sweep switch teach tie tow trim turn tune unlock upload wash watch water weigh wind wipe wrap""".split()
ADJECTIVES = """red green blue small large old new fast slow cheap bright dark quiet cold warm sweet round soft
heavy light empty full rare happy ancient angry bitter blunt bold brave broken busy calm careful clean clear clever
cloudy cool crisp curly damp deep dirty double dry dull dusty early electric elegant fair faint fancy famous fine firm
flat foreign free fresh friendly funny gentle golden grand hard hollow honest hungry icy kind late lazy leather lonely
long loud lovely lucky metal modern narrow neat nice noisy nosy odd open orange pale perfect plain polite portable pretty
proud pure ripe rough royal rusty salty secret shallow sharp shiny short shy silent simple slim smooth solid sour spare
spicy square steep sticky stiff strange striped strong sunny tall tame tasty thick thin tidy tight tiny tired tough
urban usual vintage waterproof weak wet white whole wide wild windy wise wooden young""".split()
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


def _followers(words, order):
    """Per `order` letters of these words, the letters that follow them; a word ends with "."."""
    table = {}
    for word in words:
        word = "^" * order + word.lower() + "."
        for at in range(order, len(word)):
            table.setdefault(word[at - order:at], []).append(word[at])
    return table


_LETTERS = _followers(CITIES + NAMES + SURNAMES + NOUNS + ADJECTIVES, 3)


def lookalike(r):
    """A word that nobody has seen, spelt as the words and names here are."""
    while True:
        word = "^^^"
        while not word.endswith("."):
            word += r.choice(_LETTERS[word[-3:]])
        if 3 <= len(word) - 4 <= 12:
            return word[3:-1]


def syllable(r):
    return r.choice(_ONSETS) + r.choice(_VOWELS) + r.choice(_CODAS)


def pseudo(r):
    """A random pronounceable lower-case word; now and then plain random letters."""
    kind = r.random()
    if kind < 0.06:
        return "".join(r.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(r.randint(3, 7)))
    if kind < 0.55:
        return lookalike(r)
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
    return r.choice(NOUNS) if r.random() < 0.75 else pseudo(r)


def phrase(r):
    """One to four lower-case words, as somebody would search for."""
    words = [noun(r) for _ in range(r.randint(1, 3))]
    if r.random() < 0.5:
        words.insert(0, r.choice(ADJECTIVES))
    if r.random() < 0.35:
        words[-1] += "s"
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


def clock_time(r):
    return r.choice([f"{r.randint(0, 23):02d}:{r.randint(0, 59):02d}", f"{r.randint(1, 12)} {r.choice(['am', 'pm'])}", f"{r.randint(1, 12)}:{r.choice(['00', '15', '30', '45'])}",
                     f"{r.randint(1, 12)}{r.choice(['am', 'pm'])}", "noon", "midnight"])


def title(r):
    """The name of a book, a film, a song, a meeting."""
    word = r.choice([noun, noun, pseudo])(r).capitalize()
    return r.choice([word, word, "The " + word, "The " + r.choice(ADJECTIVES).capitalize() + " " + word, r.choice(ADJECTIVES).capitalize() + " " + word, word + " and " + noun(r).capitalize(),
                     word + " " + noun(r), word + " " + noun(r).capitalize(), full_name(r)])


def username(r):
    return (name(r).lower() if r.random() < 0.6 else pseudo(r)) + r.choice(["", str(r.randint(1, 99)), "_" + noun(r), str(r.randint(1970, 2020))])


def rating(r):
    return round(r.randint(0, 9) + r.randint(1, 9) / 10, 1)


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
