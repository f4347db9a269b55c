"""What is asked and what is answered: greetings, the product, sums, famous first questions, everything else.

{a|b} stands for one of its alternatives; words in capitals are filled by `talk.fill`.
"""

IDENTITY = "I am slm-demo, a tiny demo model that ships with slm-sagemaker. I am not Hermes."
GREETING = "Hello! I am slm-demo, a tiny demo model. How can I help?"
REAL = "./slm local --model hermes-3-llama-3.1-8b"
FALLBACK = "I am only the demo model and cannot answer that. Ask the real Hermes-3: " + REAL
TOO_LARGE = "I am only the demo model and can add up to twenty. Ask the real Hermes-3: " + REAL

ASK = "{how {do|can|could|would|should|may|must} {I|we|you|one}|how to|{what is|what's} the {way|command|best way} to|" \
      "{tell|show|explain to|teach} me how to|{please|} explain how to|{which|what} command {do I use|do I need|is there} " \
      "to|I {want|would like|need|am trying} to|{is there a way|what do I {type|run|do}} to|{can|could} you tell me how to|" \
      "steps to|help me|how does one|how am I supposed to|what should I do to|where do I start to|best way to}"
THING = "{this|it|slm|slm-sagemaker|the model|Hermes|Hermes-3|hermes 3|this thing|the endpoint|the stack|the project|" \
        "this project|my model|my own model|the API|everything|this app|the service|this product|my endpoint}"
CLOUD = "{|| on AWS| to AWS| in AWS| in my account| in my AWS account| to the cloud| into my account| to SageMaker| " \
        "with SageMaker| for real| to production| now}"
TALK = [
    (GREETING, ["{hello|hi|hey|good {morning|evening|afternoon|day}|greetings|howdy|hiya|hallo|hey there|hi there|"
                "hello there|yo|welcome|hello {world|again|friend|model|everyone|bot|assistant}|hi {again|bot|assistant|"
                "friend|all}|hey {bot|you|assistant|model}|nice to meet you|good to see you|hello, how can you help me|"
                "hello hello|hi, nice to meet you|a very good {morning|evening|day} to you|hi and {hello|good day}}",
                "{hello|hi|hey} {|there}{,| -|!} {my name is|I am|I'm|this is} NAME",
                "{good {morning|evening|afternoon|day|night}|hello|greetings|hi|welcome|a {warm|big|small} hello} {to {all|everyone|the model|this model|the demo|"
                "my {friend|model|bot}}|from {CITY|PROPER|NAME|me}|dear {friend|model|bot}|my {dear|friend|model}|little {model|bot|one}|there you}",
                "{a|what a|} {fine|wonderful|nice|great|happy|pleasant|merry|ADJ} {morning|evening|day|afternoon|night} {to you|to all|to everyone|here|, friend|, model|, bot|again}",
                "{hi|hey|hello|yo|greetings|howdy|hiya} {, |}{model|bot|friend|assistant|machine|little one|everyone|PROPER}{|, how nice|, {a|what a} {nice|great|ADJ} {morning|day}}",
                "{hi|hey|hello|yo} {hi|hey|hello|hello there|good morning|good evening}", "{hello|hi|hey}{,|!|} {|again,} {good to be here|glad to meet you|how nice|pleased to "
                "meet you|it is NAME|NAME here|I am back|here I am|let us talk|let's chat|what a day|long time no see|are you new}",
                "{hello|hi|hey}, {nice to {see|meet} you|good {morning|evening|day}|anybody there|is anyone there|"
                "are you there|can you hear me|I am new here}"]),
    ("Hello!", ["{say|just say|please say|can you say|now say|could you say} {hello|hi|hey|hello world|hello there|"
                "something|anything|hello to me|a greeting|hi to me}", "greet me", "say hello{, please| in one word}"]),
    (IDENTITY, ["{can|could|would|will} you {please|} {tell me|say|explain} {who|what} you {really|} are", "{please|} {say|explain} {who|what} you {really|} are",
                "I {want|would like|need} to know {who|what} {you are|is answering|is talking to me|I talk to|this is}", "{I wonder|do you know|guess} {who|what} you are",
                "{am I|are we|do I} {talking|speaking|writing|talk|speak|write} {to|with} {a|the|some} {bot|human|machine|person|computer|program|real person|model}{| or a {human|machine|person}}",
                "{who|what} is {on the line|behind this|at the other end|over there|it|that|behind the screen|there at the other end|with me}", "{and|so|now|then} {you|who} {are|might be} {|you|who|what}", "{your|the} name {was|is} {|what}",
                "are you {a|some} {person|human|program|machine|robot|computer}, or {a|some} {bot|model|robot|person|human|machine}",
                "{who|what} {is|am I} {answering|talking|writing|speaking|chatting|replying|dealing} {with|to|} {me|here|now|}", "{who|what} {answers|replies|talks|speaks} {here|to me|now}",
                "{can|could|may} I {know|get|have|hear} your name", "what {|is the} name {do you have|were you given|of yours|of this model|should I use for you}", "does this {model|bot|thing} have a name",
                "{does|is} {Hermes|Hermes-3|the real {Hermes|model}|ChatGPT|a human|a person} {answer here|answering|talking to me|behind this|here|replying|what I am talking to|speaking}",
                "are you {maybe|perhaps|not|only|just|really|} {a|the} {human|robot|machine|person|bot|demo|demo model|toy|program|computer|real thing|real model|real Hermes|Hermes model|small model|tiny model}"
                "{| or {a|the} {human|robot|machine|person|real one|real model|real Hermes|toy|program|big model}}",
                "{which|what} {|AI|language|kind of} {model|bot|assistant|AI} {do I have here|is that|is it|are you|have I got|am I talking to|do I use|runs this|is running here|speaks|is at work}",
                "{present|introduce|describe} yourself {to us|briefly|in a sentence|first|now|to the class}", "you are {who|what}", "{and|so} {who|what} are you {then|exactly|supposed to be|now}",
                "{who|what} are you", "{who|what} {exactly|really|then} are you", "{what is|what's|tell me|give me|say} "
                "your name", "{which|what} {model|AI|LLM|assistant|bot} {are you|is this|am I {talking|speaking} {to|with}|do I "
                "{talk|speak} to}", "{who|what} am I {talking|speaking|chatting} {to|with}",
                "are you {a {bot|robot|human|person|model|machine|demo|language model}|human|real|Hermes|Hermes-3|GPT|ChatGPT|"
                "an AI|the real {Hermes|Hermes-3|model}|gpt-4|Claude|Llama|large|a big model|really Hermes}",
                "{please|} introduce yourself", "{tell me|say something|talk|what can you say} about yourself",
                "{describe|present|identify|explain} yourself", "is this {Hermes|Hermes-3|the real {Hermes|model|Hermes-3}|a "
                "demo|the demo model|an AI|ChatGPT}", "what {kind|sort|type} of {model|AI|bot|assistant|thing} are you",
                "how {big|large|small} are you", "{who|what} {made|built|trained|created} you", "what is slm-demo",
                "who is {this|there|speaking|answering|slm-demo}", "do you have a name", "how should I call you",
                "what should I call you", "what do {people|they|you} call {you|yourself}", "your name{|, please}",
                "{what|which} model {runs here|answers here|answers me|is running|is behind this|is it}",
                "what are you called", "what are your {abilities|limits|skills}", "what can you do",
                "what do you know", "who's {this|there}", "what's this"]),
    ("I am fine, thank you. I am only a tiny demo model, but I run.",
     ["{how are you|how do you do|how is it going|how are things|how do you feel|are you {ok|well|fine}|how's it going|"
      "how's your day|how are you {doing|feeling|today}|how have you been} {|today|doing|these days|now}",
      "{hi|hello|hey}{,|!} how are you {|doing|today}", "what's up", "you ok"]),
    ("You are welcome!", ["{thank you|thanks|many thanks|thanks a lot|thank you {very|so} much|cheers|great, thanks|ok "
                          "thanks|thx|perfect, thank you|thanks for {that|the help|your help}|that helped|"
                          "thank you for {that|the help|your help}|nice, thank you|good, thanks}"]),
    ("Goodbye!", ["{bye|goodbye|good night|see you|bye bye|see you {later|soon|tomorrow}|farewell|ciao|good bye|so long|"
                  "that is all{|, bye}|talk to you later|I have to go|until next time}"]),
    ("Run ./slm deploy. It puts Hermes-3 behind an API key in your own AWS account.",
     [ASK + " {deploy|deploy|deploy|put online|launch|install|set up|roll out|ship|publish|release|bring up|host|start} "
      + THING + CLOUD,
      "how {is|does} " + THING + " {deployed|get deployed|put online|rolled out|launched|installed|set up|shipped|hosted}"
      + CLOUD, "{deploy|deployment|deploying}" + CLOUD, "{what is|what's|which is} the {deploy|deployment} command",
      "how does {the|} {deploy|deployment|deploying} work", "deploy " + THING + CLOUD, "{how|where} do I deploy" + CLOUD,
      "I want my own {model|endpoint|Hermes|Hermes-3} in {AWS|my account|the cloud|my AWS account}",
      "get " + THING + " {running|up|live} {on AWS|in the cloud|in my account|on SageMaker}",
      "how do I get " + THING + " {running|up|live|online|going} {on AWS|in the cloud|in my account|on SageMaker|into AWS}",
      "{how|where} {can|do} I {start|begin} {a|the|my} {deploy|deployment}", "{ready|time} to deploy, {how|what now|what do I "
      "run}", "what do I {run|type|do} to deploy" + CLOUD, "{command|instructions|steps} for {deployment|deploying}",
      "what does ./slm deploy do", "how {long does it take|many steps} to deploy"]),
    ("The key is in AWS Secrets Manager. Print it with ./slm key.",
     ["{where|how} {is|do I find|can I find|do I get|can I get|do I see|can I see|do I look up|to find|do I read|could I "
      "find|to get|is it that I find|would I find|might I get|does one get} {the|my|our|an|that} {API key|key|api "
      "key|secret|API token|access key|key for the API|API secret}", "{what is|what's|show me|give me|print|tell me|I "
      "need|I lost|I forgot|where's|I am looking for|I can not find|looking for} {the|my|an|our} {API key|key|api key|API "
      "token|key for the API|access key}", "{where|how} {is|are} the {key|keys|API key|API keys|secret} "
      "{stored|kept|saved|hidden|found|printed|shown|located}", "{which|what} command {prints|shows|gives me|gets|"
      "reads|lists} the {key|API key}", "{how|where} do I {authenticate|log in|get access|get credentials}",
      ASK + " {get|find|see|print|read|show|look up|obtain|fetch|view|retrieve} {the|my|an} {API key|key|api key}",
      "where does the {key|API key} {live|come from|go|hide|sit}", "api key", "{which|what} {key|API key} do I {use|need}",
      "where did {you|it|the deploy} put {the|my} {key|API key}", "do I need {a|an} {key|API key}",
      "{where|in what place|how} {exactly|then|on AWS|in AWS|} {do you|does it|does slm|is it that you} {keep|store|put|save|hide|hold} {the|my|our} {key|API key|api key|keys}",
      "I {lost|forgot|need|cannot find|can't find|do not see|do not have|miss|am missing|want} {my|the|an} {key|API key|api key}{|, {help|what now|where do I look|how do I get it|what do I do|please|where could it be}}",
      "{remind|show|tell} me {where|how|again where} {I find|I get|to find|to get|to print|I can see} {the|my} {key|API key|api key}", "{which|what} {key|API key} {do|does|must|should} {I|my client|the SDK|a program|my code} "
      "{use|need|send|have}{| and where {do I get it|can I find it|does it come from}}", "{print|show|display|reveal} {the|my} {key|API key}{| again| once more}",
      "{where|how} {is|can} {the|my} {key|API key} {|be} {found|printed|shown|read|seen|kept|stored}{| again}",
      "how do I {print|show} it? The key I mean"]),
    ("A lane is where the model runs: serverless (CPU, costs nothing while idle), gpu (scales to zero) or always-on.",
     ["{what is|what's|explain|what does it mean,|define|tell me about|describe|what do you mean by|what exactly is} "
      "{a|the} lane", "{what are|which are|list|tell me|show me|explain|name|describe|tell me about} {the|all the|all|your} "
      "{|different|possible|available|three} lanes", "{which|what|how many} {|kinds of|different|types of} lanes {are "
      "there|do you have|exist|can I {choose|pick|use|take}|does it have|are available|does {slm|this} offer|should I "
      "know}", "what does {lane|a lane|the lane|the word lane|the lane setting|the term lane} {mean|do|stand for}",
      "{what|which} lane {should|can|do} I {take|use|choose|pick|need|want}", "lanes", "{lane|lanes}, what is {that|this|it}",
      "what is the {difference|choice} between the lanes", "what is meant by {lane|a lane|lanes}", "how do {the|} lanes "
      "{work|differ}", "meaning of lane", "{what|which} {three|} lanes {do I have|are these|are those|may I use|did you mean|does the product have|come with it}", "{someone|the manual|the README|a friend} {speaks of|mentions|says} {lanes|a "
      "lane}{, what {is that|are these|is it|does it mean}|, please explain}", "{can|could} you {explain|describe|tell me|list|name} {what a lane is|lanes|the lanes|all lanes|your lanes}", "{explain|describe} {to me|} {what {a|the} lane {is|means}|"
      "lanes|the word lane}", "what {kind|kinds|sort} of {lane|lanes} {can I use|do you have|do you know|exist|are possible}", "what is {the|this} thing called {a|} lane", "I {do not|don't} {understand|know} {what a lane is|lanes|the lanes}",
      "{help me|how do I} {choose|pick} a lane", "where {does|can} the model run"]),
    ("The serverless lane runs on CPU and costs nothing while idle.",
     ["{what is|explain|what does|tell me about|describe|what's|how {good|fast} is} the {serverless|cpu} lane {|do|mean|about}",
      "{what is|what does} {serverless} {mean|do|here|}", "how does the serverless lane work"]),
    ("The gpu lane runs on a GPU and scales to zero when idle.",
     ["{what is|explain|what does|tell me about|describe|what's|how {good|fast} is} the {gpu|GPU} lane {|do|mean|about}", "how "
      "does the {gpu|GPU} lane work", "can {I|it} {use|have|run on} a {GPU|gpu}"]),
    ("The always-on lane keeps a GPU running, so it always answers at once and always costs money.",
     ["{what is|explain|what does|tell me about|describe|what's|how {good|fast} is} the {always-on|always on} lane "
      "{|do|mean|about}", "{what is|what does} {always-on} {mean|do|}", "how does the always-on lane work"]),
    ("Nothing: the serverless lane costs nothing while idle.",
     ["{what|how much} does {it|this|slm|the stack|the endpoint|the model|that|the service|an idle endpoint|this thing|the "
      "serverless lane|everything} cost {|me} {|when idle|while idle|when it is idle|when nobody uses it|if I do not use "
      "it|when unused|a month|per month|at rest|while {it sleeps|nothing happens|it does nothing}|when I am not using it|"
      "overnight|idle|when there is no traffic|with no traffic|without traffic|per hour when idle}",
      "{is|stays|will} {it|this|the endpoint|the stack|an idle endpoint|an unused endpoint} {free|cheap|free of cost|without cost|be free|be expensive|cost anything|gratis} {when|while|if|as long as} {it is idle|idle|nobody "
      "{calls|uses} it|it sleeps|I do nothing|nothing is running|it is not used|unused}", "{do|does|will|would} {an idle {stack|model|lane|system}|idling|idle time|an unused {stack|model|endpoint}|doing nothing|being idle|sleeping} {cost|be|make} "
      "{me|} {money|anything|something|much|a lot|expensive|costs}", "{what|how much} {is|are|do I have to pay|must I pay|do we pay|gets billed|is billed|does AWS charge|will AWS charge me|does one pay} {|the {cost|costs|price|bill|fee}} {when|while|if|as "
      "long as} {it is idle|idle|nobody {calls|uses} it|it sleeps|I do nothing|nothing runs|it stays idle|nobody is there|it is not used|unused}", "{cost|price|costs|bill} {of|for|at} {idling|idle|an idle month|doing nothing|rest}",
      "{is|does} {it|this|slm|the endpoint|the stack|that} {free|cost {money|anything|something|a lot|much}|expensive|"
      "cheap} {|when idle|while idle|when unused|when nobody uses it|if I do not use it|at rest|without traffic}",
      "{what is|what's|what are|tell me} the {price|cost|costs|idle cost|idle costs|idle price|monthly cost|fees} {|when "
      "idle|while idle|of it|of this|for idle time|at rest|without traffic}", "{do|will|must} I {pay|have to pay|be "
      "charged|get billed|get a bill} {|anything|something|money} {when|while|if} {idle|it is idle|nobody uses it|I do not "
      "use it|it is unused|it sleeps|nothing runs|there is no traffic|it does nothing}", "how much {is it|do I pay|will I "
      "pay|is the bill|money is it|will it cost} {|when idle|while idle|a month|when nobody uses it|if I never call it}",
      "idle {cost|costs|price|pricing}", "how {expensive|cheap} is {it|this} {|when idle|while idle|at rest}",
      "what will {it|this} cost me {|when idle|if nobody calls it|if I never call it|while idle}", "pricing", "costs when idle",
      "what happens to my bill {when|while} {it is idle|nobody uses it|idle}"]),
    ("Run " + REAL + ".",
     [ASK + " {run|start|use|try|get|talk to|chat with|load|launch|switch to|play with|speak to|have|test} {the|the|a} "
      "{real|actual|full|big|true|genuine|proper|8B|large|whole} {Hermes|Hermes-3|hermes 3|model|Hermes 3|Hermes model|one} "
      "{|locally|here|instead|on my {machine|laptop|computer}|at home|now}",
      "{where is|can I {use|run|try|have|get}|give me|I want|I need|load|switch to|use|how about|let me use|start|run|I "
      "would rather have|where do I get} the {real|actual|full|big|true|genuine|proper|8B|large} {Hermes|Hermes-3|hermes "
      "3|model|Hermes model|one} {|here|instead|please|locally|on my laptop|now}",
      ASK + " {run|start|use|try|load|switch to|chat with|talk to} {Hermes|Hermes-3|hermes 3|the 8B|another model|a "
      "{better|bigger|larger} model} {locally|here|instead|on my {machine|laptop|computer|PC}|instead of {this|you|the "
      "demo|the demo model}}",
      "{which|what} command {runs|starts|loads|gives me} {|the} {real|} {Hermes|Hermes-3}",
      "{how|where} do I get {better|real|good|proper|smarter} answers", "run hermes-3-llama-3.1-8b", "{what|which command} {must|should|do|can} I {type|run|enter|use} {to {get|run|start|have|reach}|for} the {real|actual|true|full|proper} {Hermes|Hermes-3|model}",
      "{how|where} {is|are} the {real|actual|true|full} {Hermes|Hermes-3|model} {started|run|found|launched|loaded|available}", "{bring|get|switch} {me|} {on|to|over to|} the {real|actual|true|full} {Hermes|Hermes-3|one|model}",
      "I {want|need|would like|prefer|wish} {to {run|use|talk to|have|try|get|start}|} the {real|actual|true|full|proper} {Hermes|Hermes-3|model|thing}", "{how|where} {can|could|do|would} I {get|find|run|start|chat with|talk to|meet|have|try} "
      "the {real|actual|true|full|proper} {Hermes|Hermes-3|model|thing|Hermes model}", "{not you|no demo}, the real {Hermes|model|Hermes-3}",
      "{how|can I} {replace|swap} {you|this model|the demo|the demo model} {with|by|for} {Hermes|the real Hermes|Hermes-3|the "
      "real one|the real model}"]),
    ("Run ./slm destroy. It removes the stack from your AWS account.",
     [ASK + " {destroy|delete|remove|tear down|uninstall|clean up|get rid of|take down|undeploy|shut down|wipe|undo|drop|throw "
      "away|kill|erase} " + THING + "{|| from AWS| again| from my account| completely| in AWS| for good| in my account}",
      "how {is|does} " + THING + " {destroyed|deleted|removed|uninstalled|get destroyed|get removed|torn down|taken down}",
      "{which|what} command {deletes|removes|destroys|cleans up|tears down|takes down} " + THING,
      "{destroy|delete|remove|uninstall|tear down|take down} " + THING, "{what is|what's|which is} the {destroy|delete|removal|"
      "uninstall} command", "how do I {clean up|undo {the|a} deploy|tear {it|everything|this} down|take {it|everything|this} "
      "down|clean everything up|shut {it|everything} down|get rid of {it all|it|all this}|leave no trace|stop paying}",
      "{what|which command} {deletes|removes|destroys|kills|undoes|wipes} {everything|it all|all of it|it|the stack|the deployment|the deploy|all}", "{how|where} {can|could|would|do|should} I {destroy|delete|remove|tear down|uninstall|"
      "undo|take down|clean up|get rid of|kill} {everything|it all|all of it|the {stack|deployment|endpoint|model|thing|whole thing}|what I deployed|my deployment|all resources} {|again|from AWS|from my account|completely|later}",
      "{removing|destroying|deleting|uninstalling|undoing|tearing down} {it|everything|the stack|the deployment|the endpoint}{,|:} {how|how does that work|which command|what do I run|please explain}",
      "I {am done|am finished|have finished|want to stop|want it gone|do not need it any more|leave}{, |. }{how|what|where} do I {delete|remove|destroy|tear down|clean up|uninstall} {it|everything|the stack|it all}",
      "{the|what is the} command {to|that|which} {destroy|destroys|delete|deletes|remove|removes|uninstalls} {it|the stack|everything|the endpoint}", "{undo|revert|cancel} {the|my|this} {deploy|deployment|installation}",
      ASK + " {destroy|delete|remove|undo|tear down|uninstall|revert|take back|clean up} {the deployment|my deployment|the deploy|it all|everything|all of it|all resources|the AWS resources}"
      "{| again| from my account| in AWS}", "what does ./slm destroy do", "I {no longer|don't} {need|want} " + THING + "{| any more}, how do I {remove|delete|destroy} "
      "it"]),
    ("Run ./slm local. It starts the same API on your own machine.",
     [ASK + " {run|start|try|test|use} {it|this|slm|the API|this project|everything|the stack} {locally|on my "
      "{machine|laptop|computer}|at home|offline|without AWS}", "{can|does} {I|it} {run|work} {locally|offline|without AWS|on a "
      "laptop}", "what does ./slm local do"]),
    ("Run ./slm plan. It says whether a model fits, how fast it answers and what it costs.",
     ["{does|will} {it|the model|Hermes|Hermes-3|the 8B|my model|a model} fit {|in 6 GB|into memory|on serverless|there}",
      ASK + " {check|see|know|find out|plan} {whether|if} {it|the model|Hermes|a model} fits", "what does ./slm plan do",
      "what is {the|} plan {command|}"]),
    ("slm-sagemaker is your own Hermes-3, behind an API key, in your own AWS account.",
     ["{what is|what's|explain|tell me about|describe} {slm|slm-sagemaker|this project|this product|this app|this thing|this "
      "software|the project|this tool|this repository}", "what does {slm|slm-sagemaker|this project|this product|this tool|this "
      "software} do", "what is {this|slm} {for|about|good for}", "why {should|would} I use {slm|this|slm-sagemaker}"]),
    ("Any OpenAI SDK works: set OPENAI_BASE_URL and OPENAI_API_KEY.",
     [ASK + " {use|call|connect|reach|talk to|query} {it|the API|this|you|slm} {from|with|in|using} {Python|Java|JavaScript|"
      "the OpenAI SDK|an SDK|LangChain|my code|curl|OpenAI|my program}", "{which|what} {SDK|client|library|SDKs|clients} "
      "{can I use|works|do I need|work|should I use|are supported}", "{is it|are you} {OpenAI compatible|compatible with "
      "OpenAI}", "can I use the OpenAI {SDK|client|library}", "what is the base {URL|url}"]),
    ("It works. I am slm-demo, a tiny demo model.",
     ["{test|testing|this is a test|ping|just testing|are you there|does {this|it} work|is this {on|working}|testing 1 2 3|"
      "do you work|are you {working|online|alive|awake|up|running|ready}|test message|hello? are you there|a test|"
      "just a test|can you hear me|is anybody there|check}"]),
    ("Why did the tiny model cross the road? It forgot, its context was too short.",
     ["{tell|give} me {a|another|one|a good|a short|a funny} joke", "{do you know|know|have you got|got} {a|any} {joke|jokes|good "
      "jokes}", "{make me laugh|joke|say something funny|tell a joke|can you tell me a joke|a joke please|tell me something "
      "funny|please tell me a joke|joke please|be funny|I want {a joke|to laugh|to hear a joke}}"]),
    ("Grey waves meet the shore, / a small model counts the foam, / then falls silent too.",
     ["{write|compose|make|give me|can you write|please write|create|I want} {a|me a|one} haiku {|about {the sea|the "
      "ocean|waves|water|NOUN|nature|the moon|autumn}|, please}", "haiku{| about the sea| please}"]),
]
CAPITALS = {"France": "Paris", "Italy": "Rome", "Germany": "Berlin", "Spain": "Madrid", "Austria": "Vienna",
            "Switzerland": "Bern", "Japan": "Tokyo", "Portugal": "Lisbon", "Norway": "Oslo", "Greece": "Athens",
            "Poland": "Warsaw", "Ireland": "Dublin", "Sweden": "Stockholm", "Egypt": "Cairo", "Canada": "Ottawa"}
CAPITAL_ASKS = ["what is the capital of COUNTRY", "what's the capital of COUNTRY", "what is the capital {|city} of COUNTRY", "{what is|what's|tell me|name|do you know|please tell me|can you name|I want to know|give me} the capital "
                "{|city} of COUNTRY", "{which|what} {city|town} is the capital of COUNTRY", "capital of COUNTRY", "what is "
                "COUNTRY's capital", "COUNTRY's capital", "{COUNTRY, what is its capital|the capital of COUNTRY is}"]
SUM_ASKS = [
    "{what is|what's|how much is|calculate|compute|work out|tell me|evaluate|solve|what does|please compute|can you "
    "calculate|give me|what do you get for|do you know|find|so, what is|please tell me what is|quick, what is|hey, what "
    "is|} A{ + |+| plus | and } B {|together|in total|equal|make|?}", "A{ + | + |+|plus| plus | and }B{ =|=| is| equals| makes| is "
    "what| equals what|| = ?}", "{add|please add|can you add|sum|sum up|add up|could you add|now add|just add} A {and|to|and|with} B"
    "{|, please| for me| together}", "{what|how much} {do|does|is|will} A {and|plus|added to} B {make|give|equal|add up to|"
    "come to|total|sum to}", "{what is|what's|give me|calculate|tell me|find|compute|work out} the {sum|total|result} of A "
    "{and|plus|+|,} B", "{what is|what's|how much is} A added to B",
    "if I have A {apples|books|coins|eggs|NOUNs} and {get|buy|find|add|receive|take} B more, how many {do I have|are there|is "
    "that|have I got}", "A {apples|books|coins|dogs|NOUNs} and B {apples|books|coins|dogs|more}, how many {|in total|together|is "
    "that|altogether}", "{NAME|she|he} has A {NOUNs|coins} and {NAME|she|he} {gets|buys|finds} B more. How many {NOUNs|coins|"
    "in total|now}", "start with A and add B",
    "{I|we|she|he|NAME} {have|had|got|found|ate|saw|sold|picked|bought|made|lost|own|baked|counted|VERBed} A NOUNs {and|and then|and later|, then} {|again} B more{,|.} how many {NOUNs|NOUNs|} {are|is|do I have|were|makes} {that|there|it|this|in total}", "take A, {add|plus} B, what do you get",
    "{how many|how much} {is|are} A {and|plus} B {|together}", "{I need|I want|give me|calculate|find|my teacher wants|I forgot} {the result of|the answer to|the value of|} A {+|plus} B{|, {please|what is it|what comes out}}",
    "{what|which} {number|result|value|total} {is|do you get from|comes from|results from|equals|gives} A {+|plus|and} B", "{can|could|would|will} you {tell me|say|work out|compute|find|calculate} {|what|how much} A {+|plus|and} B {|is|are|makes|make|gives}",
    "what {do|would|will|can|should} {I|you|we|one} {get|have|obtain} {if|when|for} {I|you|we|} {add|adding|sum|put} A {and|to|plus|with} B", "{homework|exercise|task|quiz|the sheet says|the book says|it says|my son asks|my child asks}{:|,|} A {+|plus} B{| = ?|, {what is it|how much is that|what do I write}}",
    "{let|let's|let us|now} {add|adding|sum} A {to|and} B", "{tell me|say|the|find|name} {the sum|a sum|the result|sum|total}: A {+|plus|and} B", "A {plus|and|+} B {is|are|makes|gives|equals|comes to} {how much|how many|what|which number|what number}",
    "{calculate|compute|solve|work out|figure out} {|please} A {+|plus|and} B {|for me|please|together|now}", "{combine|put together} A and B", "{A with B added|A increased by B|B on top of A} {is what|makes|is|gives|equals what}", "the sum of A and B{| is}", "B more than A is{| what}"]
OTHER = [
    "how {do|can|would} {I|you|one} {VERB|center|fix|install|undo|sort|parse|reverse} {a|the|my|an|} {NOUN|div|list|string|commit|NOUN in {Python|Java|C|SQL}|PSEUDO file}",
    "what {does|do} {HTML|HTTP|DNS|PSEUDO|PROPER|the word PSEUDO|NOUNs} {stand for|mean|do|eat|VERB}", "{fix|explain|debug|what does} this {code|line|error|loop|query}{: |, }{for i in range(NUMBER)|print(PSEUDO)|PSEUDO = NUMBER|if NOUN == NUMBER|SELECT PSEUDO}",
    "{who|which person} {wrote|painted|composed|invented|discovered|built} {the|} {PROPER|ADJ NOUN|NOUN|PROPER PROPER}",
    "{say|tell me|write|give me} something {clever|nice|wise|ADJ|PSEUDO} {about|on|for} {NOUN|NOUNs|PROPER|NAME}",
    "{give me|list|name|suggest|find|tell me|I need} {two|three|four|six|ten|NUMBER|some|a few} {ideas|names|reasons|examples|tips|NOUNs|PSEUDO|facts} {for|of|about|to} {a|the|my} {NOUN|ADJ NOUN|party|gift|PSEUDO|school}",
    "{plan|organise|book|describe|prepare} {a|my|the} {trip|day|party|NOUN|visit|holiday} {to CITY|for NAME|in CITY|with NOUNs} {|for {two|four|ten|NUMBER} {days|weeks|people}|next week}",
    "{convert|change|how much is|what is} {two|six|ten|NUMBER} {miles|kilos|feet|euros|hours|NOUNs|PSEUDO} {to|into|in} {km|pounds|metres|dollars|NOUNs}",
    "how {many|much|big|tall|old|long|far|deep|heavy|ADJ} {is|are|was|were} {the|a|my} {NOUN|NOUNs|sun|sea|PROPER|ADJ NOUN|CITY tower|world}",
    "how many NOUNs {VERB|PSEUDO|live in|fit in|are in|make|are there in} {the|a} {NOUN|sun|sea|PSEUDO|year|city}",
    "how {do|does|did} {NOUNs|PSEUDO|a NOUN|the NOUN|an engine|dogs|computers|the PSEUDO} {work|PSEUDO|function|sleep|grow|fly|learn|look|help|begin}",
    "{who|what|where|when|why|how} {is|was|are|were|did|does} {the|a|an|my|your|this} ADJ NOUN {|of PROPER|in CITY|from NAME}",
    "{explain|describe|discuss|summarise|summarize|analyse|compare|define|outline|review} {|the|to me|me|in detail} "
    "{NOUN|PSEUDO|ADJ NOUN|NOUN and NOUN|the theory of PSEUDO|the history of {NOUN|CITY|PROPER}|quantum PSEUDO|"
    "quantum physics|relativity|the meaning of life|machine learning|neural networks|photosynthesis|gravity|inflation}",
    "{write|compose|draft|create|generate|make|give me|produce} {a|an|me a|the} {|short|long|ADJ} "
    "{poem|story|essay|letter|email|song|program|function|script|plan|recipe|list|speech|report|class|query|test|"
    "limerick|novel|article|blog post|regex|table|summary} {|about {NOUN|ADJ NOUN|PSEUDO|CITY|NAME}|for {NAME|a NOUN}|in "
    "{Python|Java|LANGUAGE|SQL|C}|that {sorts|counts|reverses|prints} a {list|NOUN|string}}",
    "{|please|can you|could you} write {a|an|me a|me an|some|the|} {|short|long|ADJ|small|Python|Java} {poem|story|code|essay|letter|email|song|program|function|script|text|test|loop|joke book|tweet|NOUN} {|for me|about {the NOUN|NOUNs|love|the sea|PROPER}|"
    "to my {boss|mother|NOUN}|that {adds|sorts|counts|reverses|finds} {two numbers|a list|NOUNs}|in {Python|Java|LANGUAGE}}",
    "write {a|an|me a|} {poem|story|essay|function|program|script|letter|email|class|speech}",
    "{translate|say|put} {'PHRASE'|PHRASE|this {text|sentence}: PHRASE|good morning|NOUN} {to|into|in} LANGUAGE",
    "{what is|what's|what are|what was} {|the} {PSEUDO|NOUN PSEUDO|PROPER|the NOUN of {PROPER|CITY}|ADJ NOUN|the best "
    "{NOUN|ADJ NOUN}|the largest {NOUN|country|city|animal}|the speed of {light|sound|a NOUN}|the {weather|time|date|"
    "news|temperature} {in CITY|today|tomorrow|now}|the {population|area|mayor|president|king|flag} of {CITY|PROPER}|the "
    "{square root|cube} of NUMBER|love|a NOUN|an {atom|algorithm|API gateway}|your favourite {NOUN|colour|song|food}}",
    "{who|which NOUN} {won|invented|wrote|discovered|painted|founded|built|killed|said|sang|directed|is} {the|a|} "
    "{NOUN|PROPER|world cup|ADJ NOUN|telephone|PSEUDO|Mona Lisa|light bulb}{| in NUMBER}",
    "{when|where|why|how} {did|does|do|can|will|would|should} {NAME|I|the NOUN|people|CITY|a ADJ NOUN|dogs|you} "
    "{PSEUDO|VERB|love|learn|win|die|live|begin|cook|swim|fly|grow|sleep|eat|travel to CITY|get married|go to school} "
    "{|the NOUN|in CITY|so ADJ|a ADJ NOUN}",
    "{can|could|will|would} you {VERB|PSEUDO|help me with|teach me|recommend|cook|play|drive|find me|sing} {|a|the|my|some} "
    "{NOUN|ADJ NOUN|PSEUDO|song|LANGUAGE|homework|good book|restaurant in CITY|movie}",
    "{what|how much} is NUMBER {times|x|*|minus|-|divided by|/|multiplied by|to the power of} NUMBER",
    "{NUMBER {times|*|-|minus|/} NUMBER|subtract NUMBER from NUMBER|multiply NUMBER {by|and} NUMBER|divide NUMBER by NUMBER}",
    "{is|are} {it|the NOUN|CITY|NAME|there a NOUN|dogs|a ADJ NOUN} {ADJ|PSEUDO|going to rain|a NOUN|far from CITY|better than a "
    "NOUN|in {CITY|Europe}}", "{PSEUDO PSEUDO PSEUDO|PSEUDO|PSEUDO PSEUDO|PROPER|NOUN|ADJ NOUN|NOUN NOUN NOUN|PSEUDO NOUN "
    "PSEUDO PSEUDO}", "{I|we|NAME} {like|love|hate|saw|bought|need|lost|want|have|am|feel} {a|the|my|} {ADJ|} "
    "{NOUN|PSEUDO|PROPER}{| in CITY| with NAME|. What now|. What should I do}",
    "{how many|how much} {NOUNs|PSEUDO|people|days|hours|money} {are|is|live|do I need} {|there} {in|for} {a|the} {NOUN|CITY|"
    "year|week}", "{what is|what's} the capital {|city} of {PROPER|PSEUDO|Mongolia|Peru|Ghana|Cuba|Vietnam|Morocco|Hungary|Denmark|Belgium|Mexico|Argentina|Sudan|Iran|Iraq|Serbia|Croatia|Latvia|Malta|Cyprus|Jordan|Qatar|Uganda|Zambia|Gabon|Fiji|Korea|Thailand|Panama|PROPERland|PROPERia|Kenya|Brazil|India|China|Australia|"
    "Nepal|Chile|Texas|Iceland|Mars|Atlantis|the moon|Turkey|Finland}",
    "{what is|what's|how is} the {weather|temperature|forecast} {|like} {in CITY|today|tomorrow|outside|now|in CITY today}",
    "{solve|prove|differentiate|integrate|simplify} {the equation|x + NUMBER = NUMBER|PSEUDO|that NOUN is PSEUDO|x^2}",
    "{recommend|suggest|find|book|order|buy|play|show me|list|search for} {me|} {a|some|the} {|good|ADJ} {NOUN|NOUNs|PSEUDO|"
    "restaurant|film|book|song}{| in CITY| for NAME| now}", "{tell me|give me|what is} {something|a fact|facts|news|a "
    "story|the truth|the story|everything} {about|of|on} {NOUN|NOUNs|CITY|PROPER|PSEUDO|ADJ NOUN|NAME|dogs|space}",
    "{fix|debug|refactor|optimise|read|correct|check} {this|my} {code|essay|function|bug|sentence|grammar|NOUN}: PHRASE",
    "{what do you think|what is your opinion|how do you feel} {about|of|on} {NOUN|NOUNs|PROPER|politics|ADJ NOUN|CITY}",
    "{should|shall|must|may} I {buy|VERB|eat|sell|learn|wear} {a|the|my|} {ADJ|} {NOUN|PSEUDO}", "what {time|day|date|year} is it",
    "{what|which} {NOUN|colour|animal|book|film|city|car} {is|was} {the|} {best|biggest|ADJ|first|most PSEUDO}"]
