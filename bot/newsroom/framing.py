"""What stands around a claim without being part of it: hedges, preambles, who passed it on."""

import re

# Words that say nothing of a claim but how it came to whoever passes it on. "I doubt that" is none: it turns it.
_ADVERBS = (
    "apparently", "allegedly", "reportedly", "supposedly", "seemingly", "evidently", "actually", "honestly",
    "basically", "obviously", "btw", "fyi", "well", "so", "ok", "okay", "look", "listen", "guys", "folks", "wow",
    "omg", "lol", "hey", "breaking", "update", "reminder", "fun fact", "for the record", "just so you know",
    "turns out", "it turns out", "rumor has it", "rumour has it", "word is", "word has it", "the story goes",
    "as far as i know", "afaik", "iirc", "if i remember correctly", "from what i heard", "from what i read",
    "in my opinion", "imo", "imho", "to be honest",
)  # fmt: skip
_TELLERS = (
    r"i|we|they|you|people|some people|everyone|everybody|somebody|someone|some|many|others|friends?"
    r"|(?:my|our|a|some) (?:\w+ )?(?:friend|uncle|aunt|neighbou?r|colleague|teacher|mother|father|mum|mom|dad|brother|"
    r"sister|cousin|boss|guy)"
)
_VERBS = (
    r"heard|hear|read|think|thought|believe|said|say|says|saying|tells? (?:me|us)|told (?:me|us)|"
    r"(?:was|were|been) told|"
    r"guess|suppose|reckon|claims?|claimed|swear|remember|understand|gather|assume|know|knows|saw|keep(?:s)? saying"
)
_FRAMES = (
    rf"(?:{'|'.join(_ADVERBS)})\b(?: that\b)?",
    rf"(?:{_TELLERS}) (?:(?:just|also|always|have|had|has|'ve|all|once|now|keep) )*(?:{_VERBS})"
    r"(?: (?:somewhere|online|on tv|on the news|on twitter|on facebook|today|yesterday|recently))?(?: that\b)?",
    r"(?:is it|it is|it's|is this|it seems|it appears|it looks like)"
    r"(?: (?:true|right|said|claimed|reported|rumou?red))?"
    r"(?: that\b)?(?= )",
    r"did you (?:know|hear|see|read)(?: that\b)?",
    r"there (?:is|are|was|were) (?:a |an |some )?(?:rumou?rs?|reports?|talk|claims?)(?: that\b)",
    r"the fact(?: is)?(?: that\b)",
    r"according to (?:my|some|a|an|this|that|the internet|someone|somebody|people)\b[^,.;:]{0,40},",
)
_BEFORE = re.compile(
    rf"[\s\"'“”\u2018\u2019«»(>*_~|-]*(?:{'|'.join(_FRAMES)})(?=[\s,:;.!?-]|$)[\s,:;.!-]*", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"[\s,;-]+(?:apparently|allegedly|reportedly|supposedly|right|no|lol|imo|afaik|iirc|"
    rf"(?:or )?so (?:i|they|people) (?:heard|hear|say|said)|(?:{_TELLERS}) (?:{_VERBS}))[\s?!.\"'”\u2019]*$",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"^[\s\"“”«»>*_~|]+|[\s\"“”«»*_~|]+$")
# Frames in frames: "BREAKING: my uncle says they heard that ...".
_DEEPEST = 5
# Where one sentence goes on with another claim.
_JOINTS = re.compile(
    r"\s*(?:;|\s[-\u2013\u2014]{1,2}\s|,?\s\b(?:and also|and that|but|while|whereas|plus)\b|,\s*and\b)\s*",
    re.IGNORECASE,
)


def unframed(claim: str) -> str:
    """Return a claim without what stands around it; all of it where nothing else would be left."""
    bare = _QUOTES.sub("", claim)
    for _ in range(_DEEPEST):
        shorter = _QUOTES.sub("", _BEHIND.sub("", _BEFORE.sub("", bare, count=1) if _BEFORE.match(bare) else bare))
        if shorter == bare:
            break
        bare = shorter
    return bare if any(character.isalnum() for character in bare) else claim.strip()


def clauses(sentence: str) -> tuple[str, ...]:
    """Return the parts of a sentence that may each claim something of its own; the sentence alone where it has one."""
    parts = tuple(part for part in _JOINTS.split(sentence) if part.strip())
    return parts if len(parts) > 1 else (sentence,)
