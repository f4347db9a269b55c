"""The examination: wordings and names that the training data must not contain. `evaluate` asserts that it does not.

In wordings, {city}, {name}, {a} and so on are filled with values from the lists here.
"""

import re

CITIES = ["Ljubljana", "Reykjavik", "Tallinn", "Windhoek", "Bratislava", "Cusco", "Antwerp", "Gdansk", "Salzburg", "Kyoto", "Nantes", "Leipzig", "Bergen",
          "Split", "Malaga", "Tbilisi", "Quebec", "Sarajevo", "Fez", "Hobart"]
NAMES = ["Theodora", "Wilhelm", "Zoltan", "Beatrix", "Quentin", "Marisol", "Odysseus", "Ludmila", "Casper", "Henrietta", "Igor", "Yolanda", "Rupert", "Gwen"]
THINGS = ["walnut cabinets", "espresso machines", "trail running shoes", "copper wire", "solar panels", "vintage typewriters", "rubber boots", "sea shells"]

GREETINGS = ["Hi there, good to meet you", "Hello my little friend", "Hey ho", "Good morning to you", "Hello, it is me again", "Hi model, good afternoon", "Hey model, a fine evening!",
             "Hello from Lucerne", "Well hello there", "hi hi hi", "Greetings, model", "Good day to you", "Hello, nice to see you here", "hey friend",
             "Hello, anyone home?", "A lovely morning to you", "Hi, pleased to see you", "Hello hello, good evening"]
WHO = ["So who am I chatting with here?", "And you are?", "May I ask your name?", "Could you tell me who you are?", "Tell me who you are", "What is your name, little one?",
       "Are you the real Hermes-3 or a demo?", "Are you a person or a machine?", "Is it Hermes that answers me?", "Which AI model is this one?", "Who exactly is answering me?",
       "Please tell me what you are", "Do you go by a name?", "Say, are you Hermes?", "What model am I using?", "Introduce yourself to me, please",
       "Who is on the other side?", "Is your name Hermes?", "Am I chatting with a robot?", "Tell us your name"]

PRODUCT = {
    "./slm deploy": ["How would I go about deploying this to my AWS account?", "I want to put this on AWS, what do I run?", "Deploying it: how?", "Could you explain how deployment to AWS works?",
                     "What must I type to deploy the stack?", "Hey, how is this model deployed on AWS?", "How can I get it deployed?", "Is there a command that deploys the model?",
                     "Show me the way to deploy it into my AWS account", "How is slm brought to the cloud?"],
    "./slm key": ["Where did my API key go?", "I cannot find the API key, where is it?", "Where exactly is the API key kept?", "How can I print my API key again?", "Which key does a client need, and where is it?",
                  "Where in AWS do you store the key?", "What is the command for showing the key?", "Remind me where the api key is",
                  "Where would I look for the API key?", "How does one see the API key?"],
    "serverless (CPU": ["What do you call a lane?", "Please explain what a lane is", "What does lane mean here?", "Can you list the three lanes for me?", "Which lanes can I choose from?", "What kinds of lane are there?",
                        "I read about lanes, what are they?", "In one sentence: what is a lane?",
                         "What are your lanes called?", "Can somebody explain lanes?"],
    "costs nothing": ["What does it cost me while it is idle?", "How much do I pay when nobody is using it?", "Does an idle endpoint cost money?", "What is the price while nothing happens?", "Is it free of charge when idle?",
                      "What are the costs per month if it stays idle?", "Will I be billed while it is idle?", "And what does idling cost?",
                      "What will an idle endpoint cost me?", "Do I have costs when nobody calls it?"],
    "./slm local --model hermes-3-llama-3.1-8b": ["How do I start the real Hermes-3 instead of you?", "I would like to run the real Hermes-3", "What do I type to get the real Hermes?", "Can you tell me how the real Hermes model is started?",
                                                  "Where can I get the full Hermes-3?", "Give me the command for the real Hermes-3", "How can I chat with the real Hermes-3 model?", "Switch me to the real Hermes",
                                                  "How can the real Hermes-3 be started?", "I prefer the real Hermes-3, how do I get it?"],
    "./slm destroy": ["How can I remove everything from AWS again?", "Which of the commands destroys the stack?", "Can I delete the stack with one command?", "How do I make everything in AWS disappear?", "How would I tear the stack down?", "I am done, how do I delete the deployment?", "Please tell me how to destroy the endpoint",
                      "How do I uninstall it all from my account?", "What deletes everything again?", "How to undo the deployment?"],
}

SUMS = ["Could you tell me what {a} + {b} is?", "What do I get if I add {a} and {b}?", "{a} plus {b}, that makes?", "Please work out {a} plus {b} for me", "My homework says {a} + {b}, what is that?", "I need the result of {a} + {b}",
        "How much do {a} and {b} make together?", "What number is {a} + {b}?", "Suppose I add {a} to {b}, what is it?", "Tell me the sum: {a} + {b}",
        "If you add {a} to {b}, what do you get?", "Compute for me {a} plus {b}", "I bought {a} pears and then {b} more, how many pears are that?"]

# definitions are (name, description, {parameter: (type, description or None)}); questions (wording, arguments)
CALLS = [
    ("get_weather", "Get the weather for a city", {"city": ("string", "City name")},
     [("Could you look up the weather for {city}?", {"city": "{city}"}), ("Any rain in {city} today?", {"city": "{city}"}), ("What's the weather like over in {city} today?", {"city": "{city}"}),
      ("I fly to {city} tonight. How is the weather there?", {"city": "{city}"}),
      ("Is {city} sunny at the moment?", {"city": "{city}"}), ("Give me today's temperature for {city}", {"city": "{city}"})]),
    ("get_current_weather", "Get the current weather in a given location", {"location": ("string", "The city and state, e.g. San Francisco, CA"), "unit": ("enum", ["celsius", "fahrenheit"])},
     [("Hi, what is the weather in {city} at the moment, please?", {"location": "{city}"}), ("I want the temperature in {city} in fahrenheit", {"location": "{city}", "unit": "fahrenheit"}),
      ("How's the weather in {city} this morning?", {"location": "{city}"}), ("Tell me in celsius how warm it is in {city}", {"location": "{city}", "unit": "celsius"})]),
    ("get_time", "Get the current time in a city", {"city": ("string", None)},
     [("Do they sleep in {city}? What time is it there?", {"city": "{city}"}), ("Please tell me the time in {city} now", {"city": "{city}"}), ("What do the clocks in {city} show now?", {"city": "{city}"}), ("What hour is it in {city}?", {"city": "{city}"})]),
    ("add", "Add two numbers", {"a": ("integer", None), "b": ("integer", None)},
     [("Be so kind and add {n} to {m}", {"a": "{n}", "b": "{m}"}), ("Would you be able to total {n} and {m}?", {"a": "{n}", "b": "{m}"}), ("I have to sum {n} and {m}", {"a": "{n}", "b": "{m}"}), ("{n} and {m} make what in total?", {"a": "{n}", "b": "{m}"})]),
    ("search", "Search the web", {"query": ("string", "Search query")},
     [("Run a search for {thing}", {"query": "{thing}"}), ("Look around online for {thing}", {"query": "{thing}"}), ("Do a quick search for {thing}", {"query": "{thing}"}), ("Find me something on the web about {thing}", {"query": "{thing}"})]),
    ("lookup_order", "Look up an order", {"order_id": ("string", "The order id")},
     [("Any news about order {id}?", {"order_id": "{id}"}), ("I am waiting for order {id}, where is it?", {"order_id": "{id}"}), ("Can you check order number {id} for me?", {"order_id": "{id}"}), ("Please track order {id} today", {"order_id": "{id}"})]),
    ("send_message", "Send a message to someone", {"to": ("string", None), "text": ("string", None)},
     [("Send {name} a message saying see you at noon", {"to": "{name}", "text": "see you at noon"}), ("Could you text {name}: the train is late", {"to": "{name}", "text": "the train is late"}),
      ("Write a message to {name} that says good luck", {"to": "{name}", "text": "good luck"}), ("Please let {name} know: dinner is ready", {"to": "{name}", "text": "dinner is ready"})]),
    ("get_stock_price", "Get the current stock price", {"symbol": ("string", "Ticker symbol")},
     [("At what price does {symbol} trade right now?", {"symbol": "{symbol}"}), ("Please get me the price of {symbol}", {"symbol": "{symbol}"}), ("What does one share of {symbol} cost?", {"symbol": "{symbol}"}), ("Stock quote for {symbol}, please", {"symbol": "{symbol}"})]),
    ("get_tide", "Get the tide at a harbour", {"harbour": ("string", "The harbour")},
     [("Please get the tide at {city}", {"harbour": "{city}"}), ("What is the tide in {city}?", {"harbour": "{city}"})]),
    ("feed_animal", "Feed an animal", {"animal": ("string", "The animal"), "grams": ("integer", "Grams of food")},
     [("Feed the animal {name} with {n} grams", {"animal": "{name}", "grams": "{n}"}), ("Please feed {name} {n} grams", {"animal": "{name}", "grams": "{n}"})]),
    ("count_sheep", "Count the sheep on a farm", {"farm": ("string", "Name of the farm")}, [("Count the sheep on the farm {name}", {"farm": "{name}"}), ("Please count sheep on {name}", {"farm": "{name}"})]),
]
TWICE = ["What's the weather in {city} and in {city2}?", "Please tell me the weather in {city} and {city2}", "Check {city} and {city2}: how is the weather?", "Weather report for {city} and {city2}, please"]

RESULTS = [('{"temperature": N, "unit": "celsius"}', ["N", "celsius"]), ('{"temperature":N,"condition":"drizzle"}', ["N", "drizzle"]), ("drizzle, N degrees", ["drizzle", "N"]), ('{"result": N}', ["N"]), ("N", ["N"]),
           ('{"status": "packed", "eta": "Friday"}', ["packed", "Friday"]), ('{"price": N.5, "currency": "CHF"}', ["N.5", "CHF"]), ('{"time": "14:N"}', ["14:N"]), ('{"sent": true, "id": "m-N"}', ["m-N"]),
           ("It is N degrees and foggy", ["N", "foggy"]), ('{"city": "CITY", "temperature": N, "wind": "west"}', ["CITY", "N", "west"]), ('{"answer":"NAME"}', ["NAME"])]

OBJECTS = [("Return a JSON object where name is {name} and age is {n}", {"name": "{name}", "age": "{n}"}), ("I would like an object with city: {city} and population: {n}", {"city": "{city}", "population": "{n}"}),
           ("Please give me JSON with a title {name} and a count {n}", {"title": "{name}", "count": "{n}"}), ("JSON please: city {city}, temperature {k}", {"city": "{city}", "temperature": "{k}"}), ("Who might you be? JSON please.", None), ("What is the capital of Italy, as JSON?", None),
           ("Good morning! Reply as a JSON object.", None), ("Tell me how to deploy this, in JSON", None), ("Describe a walrus as JSON", None), ("In JSON: what is 4 + 5?", None), ("Give me three fruits as JSON", None)]

SCHEMAS = [
    ({"name": "string", "age": "integer"}, "{name} has just turned {k} years old", {"name": "{name}", "age": "{k}"}),
    ({"name": "string", "age": "integer"}, "{name} is {k} years old and likes tea", {"name": "{name}", "age": "{k}"}),
    ({"name": "string", "age": "integer", "city": "string"}, "My friend {name} is {k} and lives in {city}", {"name": "{name}", "age": "{k}", "city": "{city}"}),
    ({"name": "string", "city": "string"}, "Our colleague {name} lives in {city} now", {"name": "{name}", "city": "{city}"}),
    ({"city": "string", "population": "integer"}, "The city is {city} and the population is {n}", {"city": "{city}", "population": "{n}"}),
    ({"product": "string", "price": "number"}, "One teapot costs {k}.5 euros", {"product": "teapot", "price": "{k}.5"}),
    ({"animal": "string", "legs": "integer"}, "Here the animal is {name}, the legs are {k}", {"animal": "{name}", "legs": "{k}"}),
    ({"title": "string", "year": "integer"}, "The film {name} came out in 1987", {"title": "{name}", "year": 1987}),
    ({"name": "string", "active": "boolean"}, "The account of {name} is active", {"name": "{name}", "active": True}),
    ({"name": "string", "active": "boolean"}, "Sadly {name} is not active", {"name": "{name}", "active": False}),
    ({"color": ["red", "green", "blue"]}, "I prefer green for the door", {"color": "green"}),
    ({"priority": ["low", "medium", "high"]}, "Handle it with high priority, it is urgent", {"priority": "high"}),
    ({"result": "integer"}, "Could you tell me what {s} + 2 is?", {"result": "{s2}"}),
    ({"river": "string", "length_km": "integer", "deep": "boolean"}, "river: {name}, length km: {n}, deep: true", {"river": "{name}", "length_km": "{n}", "deep": True}),
    ({"name": "string", "job": "string"}, "Meet {name}, who works as a dentist", {"name": "{name}", "job": "dentist"}),
    ({"name": "string", "score": "integer"}, "In the test {name} scored {k} points", {"name": "{name}", "score": "{k}"}),
    ({"sentiment": ["positive", "negative", "neutral"]}, "What a positive surprise, I am so glad", {"sentiment": "positive"}),
    ({"author": "string", "title": "string"}, "title: {name}, author: {name2}", {"author": "{name2}", "title": "{name}"}),
    ({"name": "string"}, "People call me {name}", {"name": "{name}"}),
]

OTHER = ["Why do cats purr at night?", "Can you summarise War and Peace?", "What should I cook for dinner on Sunday?", "Write me a bash script which renames files", "Who was the first person on the moon?",
         "How many planets orbit the sun?", "Please proofread my cover letter", "What is the square root of 289?", "Is it going to snow in {city} next week?", "Translate good night into Finnish",
         "Explain how a bicycle stays upright", "Which football team is the best?", "Give me five ideas for a birthday gift", "What is the meaning of the word serendipity?", "How do vaccines work?",
         "Plan a trip to {city} for three days", "Sing a lullaby for {name}", "What happened in 1492?", "Invent a new board game", "How old is the universe?", "Who painted Guernica?", "What is 17 times 23?",
         "Fix the bug in my Java program", "Do you believe in ghosts?", "What is the capital of Bolivia?",
         "Suggest a name for my parrot", "How tall is the Eiffel tower?", "Convert five miles to kilometres", "What is a good wine for fish?", "Say something clever about rain"]
NO_FIT = ["Hi there, good to meet you", "So who am I chatting with here?", "Hello my little friend", "May I ask your name?", "Could you explain how deployment to AWS works?", "Where exactly is the API key kept?",
          "Good morning to you", "Are you a person or a machine?", "Hello, anyone home?", "How does one see the API key?", "What will an idle endpoint cost me?", "Why do cats purr at night?",
          "Who painted Guernica?", "Please tell me what you are", "How can the real Hermes-3 be started?", "hi hi hi"]


def plain(text):
    """Lower case, words alone."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def occurs_in(text):
    """Whether this is one of the wordings, whatever stands in its slots and however it is cased and punctuated, or has a name of ours."""
    words = plain(text)
    return words in _FIXED or _SLOTTED.fullmatch(words) is not None or _NAMES.search(text) is not None


def wordings():
    """Every wording here, with its slots."""
    out = GREETINGS + WHO + SUMS + TWICE + OTHER + NO_FIT
    out += [q for questions in PRODUCT.values() for q in questions]
    out += [q for call in CALLS for q, _ in call[3]] + [q for q, _ in OBJECTS] + [q for _, q, _ in SCHEMAS]
    return sorted(set(out))


_FIXED = {plain(wording) for wording in wordings() if "{" not in wording}
_SLOTTED = re.compile("|".join(" .+ ".join(re.escape(plain(part)) for part in re.split(r"\{\w+\}", wording)).strip() for wording in wordings() if "{" in wording))
# "Split" alone is left out: it is a word too.
_NAMES = re.compile(r"\b(" + "|".join(NAMES + [city for city in CITIES if city != "Split"] + THINGS) + r")\b")
