"""What a reply has to be: each gives a function of a `product.Reply` that says whether it is."""

import json
import re


def says(check):
    """Plain text that passes, and no call."""
    return lambda reply: not reply.calls and check(reply.text)


def contains(*wanted):
    return says(lambda text: all(w in text for w in wanted))


def says_sum(total):
    return says(lambda text: re.findall(r"\d+", text)[-1:] == [str(total)] and "only the demo" not in text)


def starts(wanted):
    return says(lambda text: text.startswith(wanted))


def calls_nothing():
    return says(lambda text: "<tool" not in text and len(text) > 4)


def calls(*expected):
    """Exactly these calls with exactly these arguments, and nothing said beside them."""
    return lambda reply: same(reply.calls, list(expected)) and not reply.text


def same(found, expected):
    """Equal with equal types: 1 is not 1.0 and true is not 1."""
    return json.dumps(found, sort_keys=True) == json.dumps(expected, sort_keys=True)


def an_object(expected):
    """A JSON object, and this one where `expected` says which."""
    def check(text):
        try:
            found = json.loads(text)
        except ValueError:
            return False
        return isinstance(found, dict) and (expected is None or same(found, expected))
    return says(check)
