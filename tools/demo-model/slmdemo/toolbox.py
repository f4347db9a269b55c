"""The tools that are offered in training: families of a known kind, and kinds that nobody has seen."""

from . import words as w
from .talk import fill

# Per family: tool names, descriptions, parameters (names, type, value, descriptions, optional) and questions.
# A question names the parameters by number: <0>, <1>. An optional parameter is filled where its number occurs.
CITY = ("city|location|place|town|city_name|where|loc", "string", w.city,
        "|The city|City name|Name of the city|The city and state, e.g. San Francisco, CA|The city to look up|Where|"
        "City and country e.g. Bogota, Colombia|The location")
UNIT = ("unit|units|scale|format", "enum", ["celsius", "fahrenheit"], "|The unit|Temperature unit|The temperature unit to use", True)
UNITS = "km miles metres feet inches cm kg pounds grams ounces litres gallons celsius fahrenheit hours minutes".split()
FAMILIES = [
    ("get_weather|get_current_weather|weather|current_weather|getWeather|fetch_weather|weather_lookup|weather_now|get_temperature",
     "Get the {current|} weather {in|for} a {given|} {location|city}|The weather in a city|Current weather|Returns the weather|"
     "Get current temperature for a given location.|Retrieves the current weather|Weather for a city", [CITY, UNIT],
     ["{what is|what's|how is|how's|tell me|give me|show me|check|get|do you know|I want to know} the {current|} "
      "{weather|temperature|weather forecast} {like|} {in|at|for} <0> {|today|now|right now|tonight|at the moment|like}",
      "{is it|will it be|is it going to be} {raining|cold|warm|sunny|hot|snowing|windy|cloudy} in <0> {|today|now}",
      "weather {in|for|at|} <0> {|today|now|please}", "how {cold|warm|hot|windy} is it in <0> {|today|now|right now}",
      "{do I need|should I take} {an umbrella|a jacket|a coat} in <0> {|today}", "what's it like {outside|} in <0> {|today}",
      "is <0> {warm|cold|rainy|windy|cloudy|sunny|ADJ|dry|hot|wet} {|now|today|tonight|this week|at the moment|already|in the {morning|evening}|at {noon|night}}",
      "{NOUNs|we|people|my friends} {VERB|PSEUDO|live|wait|are} in <0> {now|today|again|without a NOUN}, {how is|what is} the {weather|temperature} {|there}",
      "how {is|was} {the|this} {ADJ morning|morning|ADJ evening|weather|climate} in <0>", "{what|how} {ADJ|nice|bad} is the weather {in|near} <0> {|now|today|for a NOUN}",
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
      "{what does|what is} the {clock|watch} {in|at} <0> {say|show|showing|telling}", "what {do|does|will} the {clocks|NOUNs|NOUN|people|sun} {in|of|at} <0> {VERB|PSEUDO|say|read|tell|do} {|now|today|me|us}",
      "{do|can|will} {we|people|NOUNs|you} {VERB|PSEUDO|eat|dance|work} in <0>{? |, }{what time is it {there|over there}|how late is it there}",
      "{which|what} {time|hour} {do|does} {they|one|a clock|people|the NOUN} {have|show|see|VERB} in <0> {|now|already}", "in <0>, what time is it", "{is it|will it be} {late|early|night|morning} in <0>", "{what is|what's} the {hour|time} {in|at|over in} <0>"]),
    ("add|add_numbers|sum|addition|add_integers|plus|calculate_sum|adder",
     "Add two {numbers|integers}|Adds a and b|Returns the sum of two numbers|Sum of two integers|Addition",
     [("a|x|first|first_number|left|num1|n1", "number", w.whole, "|The first number|First number|first operand"),
      ("b|y|second|second_number|right|num2|n2", "number", w.whole, "|The second number|Second number|second operand")],
     ["{what is|what's|how much is|calculate|compute|} <0> {+|plus|and} <1>", "{add|sum up|sum|please add} <0> {and|to|plus} <1>",
      "what do <0> and <1> make", "{what is|give me|calculate} the sum of <0> and <1>", "<0>+<1>", "add <0> and <1> together", "{add|sum|total} {up|} <0> {and|with|to|plus} <1>", "{I have|I want|I need} to {add|total|sum up} <0> {and|to|with|plus} <1>", "how much {do|would|will} <0> {and|plus} <1> {make|give|be}",
      "{the|} {total|result|sum} of <0> {and|plus|+} <1>", "<0> and <1> {are|make|give|come to|add up to} {how much|how many|what number}",
      "{be so ADJ and|VERB the NOUN and|I am ADJ,|NAME says} {add|sum|total} <0> {and|to|with} <1>", "{combine|put together|take} <0> and <1>"]),
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
      "{find|get|show} me {pages|sites|results|articles|documents|something} {about|on|for} <0>", "{query|search|search term}: <0>", "{look|browse|hunt|dig|VERB|PSEUDO|go} {around|through|over|into|across} {the {web|internet|NOUN|library}|everything|the net} for <0>", "<0>: {search that|look it up|find it}"]),
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
       "meet me at the NOUN|PSEUDO|PHRASE|{the|your|my|our|a} NOUN {is|was|will be} {ADJ|here|gone|lost|broken|there}|{the|your} NOUN {VERBs|is on the NOUN}|we {VERB|love} the NOUN|hello|buy ADJ NOUNs|dinner at NUMBER|I love PSEUDO|thank you|where are you|the meeting is moved}"),
       "|The text|What to send|Message text")],
     ["{send|write} {a message|a text|an sms|a note} to <0> {saying|that says|with the text|:} <1>", "{tell|text|message} <0> {that|:} <1>",
      "{text|message|write to} <0>: <1>", "{a message|message|text} {for|to} <0>: <1>", "{send|write|drop} {a|another} {short|quick|} {message|text|note|line} to <0> {that says|saying|which says|with|:} <1>", "{send|give|write} <0> {a|this} {message|note|text} {saying|that says|:} <1>",
      "{please|} {inform|tell|message|text} <0>{, that| that|:} <1>", "send <1> to <0>", "let <0> know {that|:} <1>", "{send|write} <0> {the message|a message:} <1>",
      "tell <0> \"<1>\"", "send \"<1>\" to <0>"]),
    ("send_email|email|mail|sendEmail", "Send an email|Sends an e-mail to an address",
     [("to|address|recipient|email", "string", w.email, "|The address|Email address"),
      ("subject|title|topic", "string", w.phrase, "|The subject|Subject line")],
     ["{send|write} {an email|an e-mail|a mail} to <0> {about|with the subject|with subject|, subject|titled} <1>", "{email|mail} <0> {about|:} <1>", "{send|write} <0> an {email|e-mail} about <1>"]),
    ("get_stock_price|stock_price|get_stock|quote|stock|stock_quote|getStockPrice", "Get the {current|} stock price|Price of a "
     "stock|Stock quote for a symbol", [("symbol|ticker|stock|ticker_symbol|code", "string", w.symbol, "|The symbol|Ticker symbol|e.g. AAPL")],
     ["{what is|what's|tell me|get|check|show me} the {stock price|price|share price|quote|current price} {of|for} <0> {|today|now|stock}",
      "how much is <0> {|stock|worth|trading at|today}", "{price|quote|stock price} {of|for} <0>", "<0> {stock|stock price|share price}",
      "how is <0> {doing|trading}", "where does <0> {stand|trade}", "{at|for} {what|which} price {does|is} <0> {trade|sell|sold|traded|stand}", "{what|how much} {does|is|are} {a|one|ten} {share|shares|stock|stocks} of <0> {cost|worth}", "{get|fetch|find|tell} me the {price|quote|value|stock} {of|for} <0>",
      "the {price|value} of <0>"]),
    ("translate|translate_text|translator", "Translate {text|a text} {into|to} a language|Translates text",
     [("text|input|phrase|sentence", "string", w.phrase, "|The text|Text to translate"),
      ("language|target|target_language|to|lang", "string", lambda r: r.choice(w.LANGUAGES), "|The language|Target language")],
     ["translate {|the text|the words} <0> {to|into} <1>", "translate '<0>' {to|into} <1>", "translate \"<0>\" {to|into} <1>", "{how do you say|what is|say} <0> in <1>", "{how do you say|what is} '<0>' in <1>", "<0> in <1>, please"]),
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
    ("get_exchange_rate|exchange_rate|currency_rate|fx_rate|getRate", "{Get|Returns} the exchange rate {of|between} two currencies|Exchange rate", [("base|from|source|from_currency", "string", w.symbol, "|The base currency"),
      ("target|to|quote|to_currency", "string", w.symbol, "|The target currency")], ["{what is|what's|get|show me|tell me} the {exchange|conversion|current|} rate {from|of|between} <0> {to|and|in} <1>", "how many <1> {is|for|do I get for} one <0>", "<0> to <1> {rate|exchange rate|}"]),
    ("set_alarm|alarm|wake_up|create_alarm|setAlarm", "Set an alarm|Alarm clock|Wakes you up", [("time|at|when|hour", "string", w.clock_time, "|The time|Time of the alarm")],
     ["{set|create|make} an alarm {for|at} <0>", "wake me {up|} {with an alarm|} at <0>", "alarm {at|for} <0>", "I have to {get up|wake up|leave} at <0>"]),
    ("book_hotel|find_hotel|hotel|reserve_hotel|search_hotels", "{Book|Find} a hotel|Hotel room in a city", [CITY, ("nights|days|number_of_nights|stay|duration", "int", lambda r: r.randint(1, 30), "|Nights|How long")],
     ["{book|find|reserve|get|I need} a {hotel|room|hotel room} in <0> for <1> {nights|days|night}", "<1> nights in <0>", "{stay|a hotel} for <1> nights {in|at} <0>"]),
    ("create_todo|add_todo|add_task|new_task|create_task|todo", "Create a todo|Add a task {to the list|}", [("task|title|text|item|what", "string", lambda r: r.choice(w.VERBS) + " " + r.choice(["the ", "my ", "a ", ""]) + w.noun(r), "|The task|What to do"),
      ("priority|importance|level", "enum", ["low", "medium", "high"], "|The priority", True)], ["{add|create|make|new} {a|} {todo|task}: <0>", "{add|create|new} {a|} {todo|task}: <0>, {priority|with priority|importance} <1>", "put <0> on {my|the} list",
      "{add|create} a <1> priority {task|todo}: <0>", "I must <0>", "add <0> to my {tasks|list|todos}"]),
    ("schedule_meeting|create_event|book_appointment|schedule_appointment|add_event|create_meeting", "{Schedule|Create} {a meeting|an event|an appointment}|Adds to the calendar",
     [("person|with|doctor|attendee|who|name", "string", lambda r: r.choice(["", "", "Dr. ", "Mrs. "]) + w.choice_name(r), "|With whom|Name of the person"), ("day|date|when|on", "string", w.date, "|The day|When")],
     ["{schedule|book|make|plan|create|arrange} {a meeting|an appointment|an event|a call|lunch} with <0> {on|for} <1>", "{meet|see} <0> on <1>", "on <1> {I meet|schedule a meeting with|I see} <0>"]),
    ("add_calendar_event|calendar|new_event|create_calendar_entry", "Add to the calendar|New calendar event", [("title|summary|event|name", "string", w.title, "|The title"), ("time|start|at|start_time", "string", w.clock_time, "|Start time")],
     ["{add|put|create|schedule} {an event|a meeting|} {called|titled|named} <0> {at|for} <1>", "{at} <1> {add|put} <0> {in|to} {my|the} calendar", "<0> at <1>, put it in my calendar"]),
    ("restart_service|stop_server|deploy_service|get_service_status|restart_server|scale_service", "{Restart|Stop|Check} a {service|server}", [("service|server|name|service_name|target", "string", lambda r: r.choice([w.noun(r), w.noun(r) + "-" + w.noun(r), w.pseudo(r),
      w.noun(r) + "-" + str(r.randint(1, 9))]), "|The service|Name of the server")], ["{restart|stop|reboot|check|start|deploy|kill} {the|} {service|server|} <0>", "the <0> {service|server} {is down|hangs|needs a restart}", "{is|what is} the status of <0>"]),
    ("cancel_order|cancel_booking|cancel_subscription|refund_order|delete_order|return_order", "{Cancel|Refund} an order|Cancels it", [("order_id|id|order|number|reference", "id", w.code, "|The id")],
     ["{cancel|refund|return|delete} {my|the|} {order|booking|subscription|reservation} {|number|no.|with id} <0>", "I want my money back for {order|booking} <0>", "I {do not|don't} {want|need} order <0> any more"]),
    ("get_balance|account_balance|check_balance|balance", "Balance of an account|Get the account balance", [("account|account_id|account_number|id", "id", w.code, "|The account")],
     ["{what is|what's|show me|get|check|tell me} the balance {of|on|for} {account|my account|} <0>", "how much {money|} is {in|on} account <0>", "balance of <0>"]),
    ("convert_units|unit_converter|convert_length|convert_weight", "Convert units|Converts between units", [("value|amount|number|quantity", "number", w.whole, "|The value"), ("from_unit|from|source_unit|unit", "string", lambda r: r.choice(UNITS), "|From"),
      ("to_unit|to|target_unit|into", "string", lambda r: r.choice(UNITS), "|To")], ["{convert|change|turn} <0> <1> {to|into|in} <2>", "{how many|what are} <2> {are|is|in} <0> <1>", "<0> <1> {to|in} <2>"]),
    ("get_population|country_info|get_country|capital_of|population_of", "{Facts about|Population of|Information on} a country", [("country|name|country_name|nation", "string", lambda r: r.choice([w.proper(r), r.choice(w.COUNTRIES)]), "|The country")],
     ["{what is|what's|tell me|get} the {population|size|capital|area} of <0>", "how {big|large|many people live in} {is|} <0>", "{facts|information} {about|on} <0>", "tell me about <0>"]),
    ("rate_movie|get_movie|movie_info|book_info|get_book|find_movie|search_movies", "Information {about|on} a {film|book}|Find a film", [("title|name|movie|book|film", "string", w.title, "|The title")],
     ["{find|get|show me|look up|renew|rate|who made} {the {film|movie|book}|my book|} <0>", "{who wrote|when was|what about} <0>", "{is|have you got} <0> {there|available|in stock}"]),
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

# Questions that want the same tool two or three times.
SEVERAL = {
    "get_weather": ["{what is|what's|how is|tell me|give me|check|get} the {weather|temperature|current weather} {like|} in LIST {|today|now}", "weather in LIST",
                    "compare the weather in LIST", "{I want|I need|show me|please check|please get} the {weather|temperature|forecast} {in|for|of} {both |}LIST",
                    "how {will|is} the weather {be|} in {both |}LIST", "{is it|how} cold {is it|} in LIST", "LIST: {what is|how is} the weather {|there}",
                    "{weather|forecast} for LIST {|please|today}"],
    "get_time": ["what time is it in LIST {|now}", "{what is|tell me|give me} the {|local|current} time in LIST", "time in LIST"],
    "get_stock_price": ["{what is|what's|get|compare|show me} the {stock price|price|stock prices|prices} of LIST", "how are LIST {doing|trading}", "{quotes|prices} for LIST"],
    "lookup_order": ["{where are|track|check|show me|look up|find} {my|} orders LIST", "{what is|tell me} the status of orders LIST"],
}

USUAL = "get_weather get_time add calculator search lookup_order send_message get_stock_price".split()
# Families that no question of wordings.OTHER could want.
NARROW = "get_time add multiply lookup_order send_message send_email get_stock_price set_timer roll_dice get_user switch_light set_temperature".split()


def generic(r):
    """A tool nobody has seen: a verb and a noun, parameters with any name, values stated in the question."""
    verb = r.choice(w.VERBS) if r.random() < 0.7 else w.pseudo(r)
    thing = w.noun(r)
    parameters = []
    for _ in range(r.choice([1, 1, 1, 2, 2, 3])):
        key = r.choice([w.noun(r), w.noun(r), w.pseudo(r), w.noun(r) + "_id", r.choice(["name", "id", "size", "level", "label", "value", "kind", "key", "amount"])])
        if any(key == p[0] for p in parameters):
            continue
        kind, make = r.choice([("string", w.proper), ("string", w.proper), ("string", w.phrase), ("string", w.full_name), ("int", w.whole), ("int", w.whole), ("id", w.code),
                               ("string", w.pseudo), ("string", w.city), ("string", w.city), ("string", w.date)])
        parameters.append((key, kind, make, "|The " + key + "|" + key.capitalize()))
    first = parameters[0][0].replace("_", " ")
    if r.random() < 0.3 and len(parameters) == 1:
        name, description = "get_" + thing, f"Get the {thing} {{of|for|in|at|on}} {{a|the}} {first}|Get the {thing}"
        question = f"{{what is the|what's the|how is the|where is the|how ADJ is the|get the|give me the|tell me the|show me the|I need the|find the|check the|any|which|the|}} {thing} {{of|for|in|at|with|on}} {{|||the {first}}} <0>"
        return name, description, parameters, [question]
    name = r.choice([f"{verb}_{thing}", f"{verb}_{thing}", verb + thing.capitalize(), f"{thing}_{verb}", verb])
    description = f"{{{verb.capitalize()}|Can {verb}|A tool to {verb}}} {{a|the|any}} {thing} {{||of a {first}|on a {first}|with a {first}|in the {first}}}"
    start = f"{{{verb}|please {verb}|can you {verb}|I want to {verb}|let's {verb}|now {verb}}} "
    if r.random() < 0.25 and len(parameters) == 2:
        second, number = parameters[1][0].replace("_", " "), parameters[1][1] == "int"
        behind = f"{{<1>|<1> {second}|with <1> {second}|of <1> {second}|a <1> {second}}}" if number else f"{{with|by|at|for|to|using|}} <1>"
        return name, description, parameters, [start + f"{{||the {first}|{first}|the {thing}|my {thing}}} <0> {behind}"]
    parts = [stated(r, index, parameter[0].replace("_", " "), parameter[1] == "int") for index, parameter in enumerate(parameters)]
    return name, description, parameters, [start + f"{{the|a|my|this|}} {thing} " + " ".join(parts)]


MEASURES = "degrees|grams|minutes|pieces|nights|cups|percent|times|people|euros"


def stated(r, index, key, number):
    """How a question states one parameter."""
    ways = [f"{{with|and|where|, }} {key} {{is|=|:|}} <{index}>", f"{key} <{index}>", f"{{for|at|of|to|on|in|from|by|with}} {{the|our|my|}} {key} <{index}>",
            f"{{for|at|of|to|from|by|called|named|in|with|on|titled}} <{index}>"]
    if number:
        ways += [f"{{to|with|for|of|at|}} <{index}> {{{key}|{key}s|{MEASURES}}}"] * 2
    return r.choice(ways) if index or r.random() < 0.7 else f"<{index}>"
