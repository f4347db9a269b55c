"""Tools offered, questions that want them, their results and the sentence made of a result."""

import json

from . import chat
from . import words as w
from .talk import FALLBACK, fill, style

# Per family: tool names, descriptions, parameters (names, type, value, descriptions, optional) and questions.
# A question names the parameters by number: <0>, <1>. An optional parameter is filled where its number occurs.
CITY = ("city|location|place|town|city_name|where|loc", "string", w.city,
        "|The city|City name|Name of the city|The city and state, e.g. San Francisco, CA|The city to look up|Where|"
        "City and country e.g. Bogota, Colombia|The location")
UNIT = ("unit|units|scale|format", "enum", ["celsius", "fahrenheit"], "|The unit|Temperature unit|The temperature unit to use", True)
POLITE = "{|||please|can you|could you|I want to|I need to|I would like to|help me|now|would you|go and|let's}"
FAMILIES = [
    ("get_weather|get_current_weather|weather|current_weather|getWeather|fetch_weather|weather_lookup|weather_now|get_temperature",
     "Get the {current|} weather {in|for} a {given|} {location|city}|The weather in a city|Current weather|Returns the weather|"
     "Get current temperature for a given location.|Retrieves the current weather|Weather for a city", [CITY, UNIT],
     ["{what is|what's|how is|how's|tell me|give me|show me|check|get|do you know|I want to know} the {current|} "
      "{weather|temperature|weather forecast} {like|} {in|at|for} <0> {|today|now|right now|tonight|at the moment|like}",
      "{is it|will it be|is it going to be} {raining|cold|warm|sunny|hot|snowing|windy|cloudy} in <0> {|today|now}",
      "weather {in|for|at|} <0> {|today|now|please}", "how {cold|warm|hot|windy} is it in <0> {|today|now|right now}",
      "{do I need|should I take} {an umbrella|a jacket|a coat} in <0> {|today}", "what's it like {outside|} in <0> {|today}",
      "is <0> {warm|cold|rainy|windy|cloudy|ADJ|dry|hot|wet} {|now|today|tonight|this week|at the moment|already}",
      "I {am flying|travel|drive|am going|go|move|walk} to <0> {tomorrow|today|this evening|next week|soon|on Monday|in May|}. {What is the weather|Is it {cold|warm|raining}|How is the weather|What's the weather like|Will I need a coat} "
      "{there|over there|there now|there today}", "{any|is there|will there be|do they have|do you expect} {snow|sun|fog|wind|storms|rain|clouds} {in|over|at|near} <0> {|now|tonight|this week}", "{in|for} <0>, {what is the weather|is it cold|how is the "
      "weather|what's the temperature}", "{look up|find out|check|get|see} {the|what the} {weather|temperature|forecast} {is|} {in|for|at} <0>", "{the|} {weather|temperature|forecast} {at|in|for|over in|around|near} <0>", "{tell|give} me {in <1>|} {the "
      "temperature|how warm it is|how cold it is} in <0> {in <1>|}", "{what is|what's|how is} the weather {like|} {over|around|up|down|out} {in|at} <0>", "{I want|I need|show me|get me} the {weather|temperature|forecast} {in|of|for} <0> {|in <1>}", "how "
      "{warm|cold|hot} is <0> {|in <1>|now}", "{|please} {use|in|give it in} <1>{:|,} {weather in|the temperature in|how warm is} <0>", "<0> weather {|please|today}", "I am {in|travelling to|going to} <0>, {what's the weather|how is the weather|is it cold}",
      "what is the {weather|temperature} in <0> in <1>", "how {warm|cold|hot} is it in <0> in <1>", "{tell me|give me} the "
      "{temperature|weather} {in|for|at} <0> {in|using} <1>", "weather in <0>, in <1> please", "how many degrees {in|are there in} <0>"]),
    ("get_time|get_current_time|current_time|time_in|what_time|world_clock|local_time|getTime",
     "Get the {current|local|} time in a city|The time in a place|Returns the current time|World clock|Current local time", [CITY],
     ["what time is it in <0> {|now|right now}", "{what is|what's|tell me|give me} the {current|local|} time in <0>",
      "time in <0> {|please|now}", "{do you know|can you tell me} {what time it is|the time} in <0>", "how late is it in <0>",
      "what does the clock say in <0>", "local time {for|in} <0>", "{people|they|my friends|we|I} {live|are|work|sleep|wait} in <0>. {What time is it {there|over there}|How late is it there|What's the time there}", "{please|} {tell|give} me {the|what} {hour|time} {it is|} {in|at|for} <0>",
      "{what does|what is} the {clock|watch} {in|at} <0> {say|show|showing|telling}", "in <0>, what time is it", "{is it|will it be} {late|early|night|morning} in <0>", "{what is|what's} the {hour|time} {in|at|over in} <0>"]),
    ("add|add_numbers|sum|addition|add_integers|plus|calculate_sum|adder",
     "Add two {numbers|integers}|Adds a and b|Returns the sum of two numbers|Sum of two integers|Addition",
     [("a|x|first|first_number|left|num1|n1", "number", w.whole, "|The first number|First number|first operand"),
      ("b|y|second|second_number|right|num2|n2", "number", w.whole, "|The second number|Second number|second operand")],
     ["{what is|what's|how much is|calculate|compute|} <0> {+|plus|and} <1>", "{add|sum up|sum|please add} <0> {and|to|plus} <1>",
      "what do <0> and <1> make", "{what is|give me|calculate} the sum of <0> and <1>", "<0>+<1>", "add <0> and <1> together", "{add|sum|total} {up|} <0> {and|with|to|plus} <1>", "{I have|I want|I need} to {add|total|sum up} <0> {and|to|with|plus} <1>", "how much {do|would|will} <0> {and|plus} <1> {make|give|be}",
      "{the|} {total|result|sum} of <0> {and|plus|+} <1>"]),
    ("multiply|times|multiply_numbers|product|mul", "Multiply two {numbers|integers}|Multiplies a by b|The product of two numbers",
     [("a|x|first|left", "number", w.whole, "|The first number|First factor"),
      ("b|y|second|right", "number", w.whole, "|The second number|Second factor")],
     ["{what is|what's|how much is|calculate|compute|} <0> {times|x|*|multiplied by} <1>", "multiply <0> {by|and|with} <1>",
      "{what is|give me} the product of <0> and <1>"]),
    ("calculator|calculate|eval|evaluate|compute|math", "Evaluate {an|a math} expression|A calculator|Calculates an expression",
     [("expression|expr|input|formula|term", "string", lambda r: f"{w.whole(r)} {r.choice('+-*/')} {w.whole(r)}",
       "|The expression|The expression to evaluate, e.g. 2 + 2")],
     ["{what is|what's|how much is|calculate|compute|evaluate|work out} <0>", "<0>", "use the calculator for <0>"]),
    ("search|web_search|search_web|google|find|lookup|search_documents|internet_search|searchWeb|search_docs",
     "Search the {web|internet|documents}|Searches for a query|Web search|Find documents", [("query|q|text|search_query|term|keywords",
      "string", w.phrase, "|The query|Search query|What to search for|The search terms")],
     ["{search|search the web|look|google|search online|look up information|do a search|search the internet} for <0>",
      "{look up|google|search|find|find information about|find something about|find out about} <0>",
      "{what can you find|is there anything|what does the web say} about <0>", "I {want|need} information {about|on} <0>", "{run|start|make|do|try|perform} {a|another|one|a new} {|quick|web|online|fast|full} search {for|about|on} <0>", "{look|search|check|browse|hunt|dig} {|around|online|the web|the internet|everywhere} for <0>",
      "{find|get|show} me {pages|sites|results|articles|documents|something} {about|on|for} <0>", "{query|search|search term}: <0>", "<0>: {search that|look it up|find it}"]),
    ("lookup_order|get_order|order_status|get_order_status|find_order|track_order|check_order|getOrder",
     "Look up an order|Get the status of an order|Order status by id|Finds an order|Returns the order with this id",
     [("order_id|id|order|order_number|orderId|number", "id", w.code, "|The order id|The id of the order|Order number")],
     ["{where is|what about|track|find|show me|check|look up|status of|get|open|show|pull up} {my|} order {|number|no.} <0>",
      "{what is|what's|tell me|check} the {status|state} of {my|} order {|number|with id} <0>", "has order <0> {shipped|arrived|left|"
      "been sent}", "when {will|does} {my|} order <0> {arrive|come|get here}", "did order <0> {ship|arrive}", "order <0>{, where is "
      "it|, please| status|}", "my order {number is|is} <0>, where is it", "I {wait|am waiting|have waited|am looking|ask} {for|about} {my|} order {|number} <0>{|, {where is it|is it coming|what happened|any news}}", "{any|is there} {news|update|word} {about|on|for|of} {my|} order {|number} "
      "<0>", "what {happened to|about|is with|is up with} order <0>", "{can|could|would} you {look up|check|find|see} order {number|no.|} <0>", "order {number|no.|id|} <0>, {what is its status|did it ship|any news|is it late}"]),
    ("send_message|message|send_text|send_sms|text|sendMessage|notify|send_chat", "Send a message to {someone|a person}|Sends a text "
     "message|Message a person", [("to|recipient|person|name|receiver|contact", "string", w.name, "|The recipient|Who gets it|Receiver"),
      ("text|message|body|content|msg", "string", lambda r: w.message(r) if r.random() < 0.6 else fill(r, "{I will be late|see you in CITY|the NOUN is ready|call me|happy birthday|"
       "meet me at the NOUN|PSEUDO|PHRASE|hello|buy ADJ NOUNs|dinner at NUMBER|I love PSEUDO|thank you|where are you|the meeting is moved}"),
       "|The text|What to send|Message text")],
     ["{send|write} {a message|a text|an sms|a note} to <0> {saying|that says|with the text|:} <1>", "{tell|text|message} <0> {that|:} <1>",
      "{text|message|write to} <0>: <1>", "{a message|message|text} {for|to} <0>: <1>", "{send|write|drop} {a|another} {short|quick|} {message|text|note|line} to <0> {that says|saying|which says|with|:} <1>", "{send|give|write} <0> {a|this} {message|note|text} {saying|that says|:} <1>",
      "{please|} {inform|tell|message|text} <0>{, that| that|:} <1>", "send <1> to <0>", "let <0> know {that|:} <1>", "{send|write} <0> {the message|a message:} <1>",
      "tell <0> \"<1>\"", "send \"<1>\" to <0>"]),
    ("send_email|email|mail|sendEmail", "Send an email|Sends an e-mail to an address",
     [("to|address|recipient|email", "string", w.email, "|The address|Email address"),
      ("subject|title|topic", "string", w.phrase, "|The subject|Subject line")],
     ["{send|write} {an email|an e-mail|a mail} to <0> {about|with the subject|with subject} <1>", "{email|mail} <0> about <1>"]),
    ("get_stock_price|stock_price|get_stock|quote|stock|stock_quote|getStockPrice", "Get the {current|} stock price|Price of a "
     "stock|Stock quote for a symbol", [("symbol|ticker|stock|ticker_symbol|code", "string", w.symbol, "|The symbol|Ticker symbol|e.g. AAPL")],
     ["{what is|what's|tell me|get|check|show me} the {stock price|price|share price|quote|current price} {of|for} <0> {|today|now|stock}",
      "how much is <0> {|stock|worth|trading at|today}", "{price|quote|stock price} {of|for} <0>", "<0> {stock|stock price|share price}",
      "how is <0> {doing|trading}", "where does <0> {stand|trade}", "{at|for} {what|which} price {does|is} <0> {trade|sell|sold|traded|stand}", "{what|how much} {does|is|are} {a|one|ten} {share|shares|stock|stocks} of <0> {cost|worth}", "{get|fetch|find|tell} me the {price|quote|value|stock} {of|for} <0>",
      "the {price|value} of <0>"]),
    ("translate|translate_text|translator", "Translate {text|a text} {into|to} a language|Translates text",
     [("text|input|phrase|sentence", "string", w.phrase, "|The text|Text to translate"),
      ("language|target|target_language|to|lang", "string", lambda r: r.choice(w.LANGUAGES), "|The language|Target language")],
     ["translate {|the text|'}<0>{|} {to|into} <1>", "{how do you say|what is|say} <0> in <1>", "<0> in <1>, please"]),
    ("convert_currency|currency|exchange|convert|exchange_rate", "Convert {money|an amount|currencies}|Currency conversion",
     [("amount|value|sum", "number", w.whole, "|The amount"), ("from|source|from_currency", "string", lambda r: r.choice("USD EUR CHF GBP JPY "
       "SEK NOK INR".split()), "|Source currency"), ("to|target|to_currency", "string", lambda r: r.choice("USD EUR CHF GBP JPY SEK AUD "
       "BRL".split()), "|Target currency")], ["{convert|change|exchange} <0> <1> {to|into|in} <2>", "{how much is|what is|what's} <0> <1> in <2>"]),
    ("set_timer|timer|start_timer|countdown|setTimer", "Set a timer|Starts a timer|Timer in minutes", [("minutes|duration|length|time|min", "int",
      lambda r: r.randint(1, 120), "|Minutes|Duration in minutes|How long")], ["{set|start} a timer {for|of|to} <0> {minutes|min}",
      "{set|start} a <0> minute timer", "timer {for|} <0> minutes", "{wake|remind|call} me in <0> minutes", "count down <0> minutes"]),
    ("create_reminder|remind|add_reminder|reminder", "Create a reminder|Remind me of something",
     [("text|what|task|title", "string", lambda r: r.choice(w.VERBS) + " the " + w.noun(r), "|What|The text"),
      ("when|date|day|time", "string", w.date, "|When|The date")], ["remind me to <0> {on|:} <1>", "{set|create|add} a reminder to <0> on <1>",
      "on <1>, remind me to <0>"]),
    ("play_music|play|play_song|music_player", "Play {music|a song}|Plays songs of an artist",
     [("artist|song|title|track|name", "string", lambda r: r.choice([w.full_name(r), w.proper(r)]), "|The artist|What to play")],
     ["{play|put on|start} {|something by|music by|a song by|songs of} <0>", "I want to {hear|listen to} <0>"]),
    ("book_table|reserve_table|book_restaurant|make_reservation|reserve", "Book a table|Reserve a table in a restaurant",
     [("restaurant|place|name|where", "string", w.proper, "|The restaurant"),
      ("people|guests|party_size|persons|seats", "int", lambda r: r.randint(1, 20), "|How many people|Number of guests")],
     ["{book|reserve|get} a table {at|in} <0> for <1> {|people|persons|guests}", "{book|reserve|get} a table for <1> {|people|guests} {at|in} <0>",
      "table for <1> at <0>"]),
    ("find_flights|search_flights|flights|book_flight|get_flights", "Find flights|Search flights between two cities",
     [("from|origin|from_city|departure|start", "string", w.city, "|Origin|From where"),
      ("to|destination|to_city|arrival|end", "string", w.city, "|Destination|Where to")],
     ["{find|search|show me|book|get|list} {flights|a flight|a plane} from <0> to <1>", "{I want to|how do I|can I} fly from <0> to <1>",
      "flights {from|} <0> to <1>", "{find|show me} flights to <1> from <0>"]),
    ("get_distance|distance|route|get_route|travel_time", "Distance between two {cities|places}|How far apart two cities are",
     [("from|start|a|origin", "string", w.city, "|Start"), ("to|end|b|destination", "string", w.city, "|End")],
     ["how far is {it from|} <0> {to|from} <1>", "{what is|what's} the distance {from|between} <0> {to|and} <1>", "{distance|route} from <0> to <1>",
      "how {long|far} is the {way|drive} from <0> to <1>"]),
    ("get_user|find_user|user_lookup|lookup_customer|get_customer|find_person|getUser", "Look up a {user|customer|person}|Find a user|Returns a "
     "customer", [("user_id|id|customer_id|userId|customer", "id", w.code, "|The id|Id of the user|Customer id")],
     ["{find|get|look up|show me|show|who is|open|load|fetch} {the|} {user|customer|person|client} {|with id|number} <0>", "what do we know about "
      "{user|customer} <0>"]),
    ("find_contact|get_phone_number|phone_book|contact_info|lookup_person", "Find a {contact|person}|Phone number of a person|Look up a person by name",
     [("name|person|full_name|who|contact", "string", w.full_name, "|The name|Name of the person")],
     ["{find|get|look up|what is|tell me|give me} the {phone number|number|contact|address|contact info} of <0>", "how can I {reach|call} <0>",
      "what is <0>'s {phone number|address|number}", "who is <0>"]),
    ("create_ticket|open_ticket|new_ticket|report_issue|create_issue", "Create a ticket|Open a support ticket|Report a problem",
     [("title|summary|subject|problem", "string", lambda r: fill(r, "{the|my} NOUN {is broken|does not VERB|is ADJ|is lost}"), "|The title|What is wrong"),
      ("priority|severity|level|urgency", "enum", ["low", "medium", "high"], "|The priority|How urgent", True)],
     ["{open|create|make|file} {a|a new} ticket{: |, |: }<0>", "{open|create|file} a <1> {priority|severity} ticket: <0>", "report {that|:} <0>",
      "{open|create} a ticket, {priority|severity} <1>: <0>"]),
    ("set_temperature|thermostat|set_thermostat|heat", "Set the temperature {of a room|}|Controls the thermostat",
     [("room|zone|where|place", "string", lambda r: r.choice(["kitchen", "bedroom", "living room", "bathroom", "office", "hall", w.noun(r), w.pseudo(r)]),
       "|The room"), ("degrees|temperature|value|target", "int", lambda r: r.randint(5, 35), "|Degrees")],
     ["{set|turn|put} the <0> to <1> {|degrees}", "make the <0> <1> degrees", "{heat|cool} the <0> to <1> degrees", "I want <1> degrees in the <0>"]),
    ("switch_light|set_light|toggle_light|light|turn_on_light", "Switch a light {on or off|}|Turns lights on and off",
     [("room|light|name|where", "string", lambda r: r.choice(["kitchen", "bedroom", "living room", "bathroom", "office", "hall", w.noun(r), w.pseudo(r)]),
       "|The room"), ("on|state|enabled|active", "onoff", None, "|true for on|On or off")],
     ["{turn|switch} <1> the {|light in the} <0>{| light}", "turn the <0> light <1>", "<0> light <1>", "lights <1> in the <0>"]),
    ("get_news|news|headlines|latest_news", "Get {the latest|} news {about a topic|}|Headlines on a topic", [("topic|subject|about|query", "string",
      w.phrase, "|The topic|Topic of the news")], ["{what is|what's|show me|give me|get|any|tell me} {the|} {latest|newest|} news {about|on} <0>",
      "{headlines|news} {on|about} <0>"]),
    ("find_recipe|get_recipe|recipe|cookbook", "Find a recipe|Recipe for a dish", [("dish|name|food|meal|ingredient", "string", w.phrase, "|The dish|What to "
      "cook")], ["{find|give me|show me|get|I need|look for} a recipe for <0>", "how do I {cook|make|bake} <0>", "recipe for <0>"]),
    ("define|define_word|dictionary|get_definition", "Define a word|Dictionary|Meaning of a word", [("word|term|name|w", "string", lambda r: r.choice([w.noun(r),
      w.pseudo(r)]), "|The word|Word to define")], ["define <0>", "what does <0> mean", "what is meant by <0>", "{what is|what's} the {meaning|definition} of <0>", "look up the word <0>"]),
    ("roll_dice|dice|roll|random_number", "Roll a die|Random number|Roll a die with n sides", [("sides|n|max|faces", "int", lambda r: r.randint(2, 100), "|Sides|Number "
      "of sides")], ["roll a {die|dice} with <0> sides", "roll a <0> sided die", "{give me|pick} a random number up to <0>"]),
    ("read_file|open_file|cat|load_file", "Read a file|Returns the contents of a file", [("path|file|filename|file_path", "string", lambda r: r.choice(["", "/tmp/",
      "src/", w.pseudo(r) + "/"]) + w.pseudo(r) + r.choice([".txt", ".md", ".py", ".json", ".java"]), "|The path|File to read")],
     ["{read|open|show me|show|print|load|what is in|what's in} {the file|} <0>", "{show|give} me the {contents|content} of <0>"]),
    ("get_time_now|now|today|get_date|current_date", "The {current|} {date|time}|Returns today's date", [], ["what {day|date} is {it|today}|what's the date today",
      "what time is it {|now}", "{tell me|give me} {the date|today's date|the time}"]),
    ("tell_joke|get_joke|random_joke", "Tell a joke|A random joke", [], ["tell me a joke", "I want {to hear|} a joke", "joke please", "make me laugh"]),
    ("list_orders|list_users|list_files|list_devices|list_tasks|get_status|health_check|list_all", "List everything|Shows all entries|Current status", [],
     ["{list|show|show me|get|give me} {all|the|all the|my} {orders|users|files|devices|tasks|entries}", "what is the {status|state}", "is everything ok"]),
]


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


PLAIN = (w.city, w.code, w.symbol, w.whole, w.name, w.email)


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
read print add sum multiply calculate compute evaluate count""".split())


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


def generic(r):
    """A tool nobody has seen: a verb and a noun, parameters with any name, values stated in the question."""
    verb = r.choice(w.VERBS) if r.random() < 0.7 else w.pseudo(r)
    thing = w.noun(r)
    words = [verb, thing]
    name = r.choice(["_".join(words), "_".join(words), verb + thing.capitalize(), thing + "_" + verb, verb])
    description = r.choice([f"{verb.capitalize()} a {thing}", f"{verb.capitalize()} the {thing}", f"Can {verb} a {thing}", f"A tool to {verb} any {thing}"])
    parameters, parts = [], []
    for _ in range(r.choice([1, 1, 1, 2, 2, 3])):
        index = len(parameters)
        key = r.choice([w.noun(r), w.pseudo(r), w.noun(r) + "_id", r.choice(["name", "id", "size", "level", "label", "value", "kind", "key", "amount"])])
        if any(key == p[0] for p in parameters):
            continue
        kind, make = r.choice([("string", w.proper), ("string", w.phrase), ("string", w.full_name), ("int", w.whole), ("id", w.code), ("string", w.pseudo),
                               ("string", w.city), ("string", w.date), ("int", w.whole)])
        parameters.append((key, kind, make, "|The " + key + "|" + key.capitalize()))
        parts.append(r.choice([f"{{with|and|where|, }} {key.replace('_', ' ')} {{is|=|:|}} <{index}>", f"{key.replace('_', ' ')} <{index}>", f"{{for|at|of|to|on|in|from|by|with}} {{the|our|my|}} {key.replace('_', ' ')} <{index}>",
                               f"{{for|at|of|to|from|by|called|named|in|with|on}} <{index}>"]) if index or r.random() < 0.7 else f"<{index}>")
    if r.random() < 0.3 and len(parts) == 1:
        question = r.choice([f"what is the {thing} {{of|for|in|at|with}} <0>", f"{{get|give me|tell me|show me|I need|find|check}} the {thing} {{of|for|in|at|with}} <0>", f"{{how|where}} is the {thing} {{of|in|for}} <0>", f"{verb} <0>",
                             f"the {thing} {{of|for|in|at}} <0>", f"{{any|which}} {thing} {{of|for|in|at}} <0>"])
        return "get_" + thing if "<0>" in question and not question.startswith(verb) else name, description if r.random() < 0.5 else f"Get the {thing}", parameters, [question]
    if r.random() < 0.2 and len(parts) == 2:
        first, second = (parameter[0].replace("_", " ") for parameter in parameters)
        return name, description, parameters, [f"{{{verb}|please {verb}|can you {verb}|I want to {verb}}} {{||the {first}|{first}}} <0> {{with|by|at|for|to|using|}} <1> {{|{second}}}"]
    question = "{" + f"{verb}|{verb} the|{verb} a|{verb} my|{verb} this|please {verb} the|I want to {verb} the|can you {verb} the|please {verb}|now {verb}|let's {verb}" + "} " + thing + " " + " ".join(parts)
    return name, description, parameters, [question]


USUAL = "get_weather get_time add calculator search lookup_order send_message get_stock_price".split()


def tool(r):
    if r.random() < 0.35:
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
        if r.random() < 0.12:
            keys[-1] = w.pseudo(r)
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


SEVERAL = {
    "get_weather": ["{what is|what's|how is|tell me|give me|check|get} the {weather|temperature|current weather} {like|} in LIST {|today|now}", "weather in LIST",
                    "compare the weather in LIST", "{I want|I need|show me|please check|please get} the {weather|temperature|forecast} {in|for|of} {both |}LIST",
                    "how {will|is} the weather {be|} in {both |}LIST", "{is it|how} cold {is it|} in LIST", "LIST: {what is|how is} the weather {|there}",
                    "{weather|forecast} for LIST {|please|today}"],
    "get_time": ["what time is it in LIST {|now}", "{what is|tell me|give me} the {|local|current} time in LIST", "time in LIST"],
    "get_stock_price": ["{what is|what's|get|compare|show me} the {stock price|price|stock prices|prices} of LIST", "how are LIST {doing|trading}", "{quotes|prices} for LIST"],
    "lookup_order": ["{where are|track|check|show me|look up|find} {my|} orders LIST", "{what is|tell me} the status of orders LIST"],
}


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


# Families that no question of talk.OTHER could want.
NARROW = "get_time add multiply lookup_order send_message send_email get_stock_price set_timer roll_dice get_user switch_light set_temperature".split()


def narrow(offered):
    return all(t.family not in FAMILIES or t.family[0].split("|")[0] in NARROW for t in offered)


def told(r, calls):
    """Results for the calls and the reply that tells them."""
    results = [result(r) for _ in calls]
    if len(calls) == 1:
        return [results[0][0]], results[0][1]
    said = [f"For {next(iter(arguments.values()))}: {text[0].lower() + text[1:]}" for (_, arguments), (_, text) in zip(calls, results)]
    return [text for text, _ in results], " ".join(said)
