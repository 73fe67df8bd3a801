"""Word pieces and windows in Python: what ingest-service/encoder/{tokenizer,windows}.cc must equal.

Tokenizer: Hugging Face `tokenizers` with the encoder's tokenizer.json. Windows: whole paragraphs of at most
MAX_TOKENS pieces.
"""
from tokenizers import Tokenizer

MAX_TOKENS = 256
CLS, SEP, PARAGRAPH = 101, 102, 1
NO_LETTER, LOWER, CAPITAL, UPPER, MIXED, CONTINUATION = range(6)
SPECIAL = (-1, -1)


def load_tokenizer(path):
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def letter_case(surface, continues):
    if continues:
        return CONTINUATION
    if not surface[:1].isalpha():
        return NO_LETTER
    if surface.islower():
        return LOWER
    if surface.isupper() and len(surface) > 1:
        return UPPER
    return CAPITAL if surface[:1].isupper() else MIXED


def paragraphs(tokenizer, text):
    """Yields each paragraph as a list of (id, (begin, end), case), offsets in code points; over-long ones in parts."""
    at = 0
    for line in text.split("\n"):
        e = tokenizer.encode(line, add_special_tokens=False)
        tokens = [(i, (a + at, b + at), letter_case(line[a:b], t.startswith("##"))) for i, (a, b), t in zip(e.ids, e.offsets, e.tokens)]
        longest = MAX_TOKENS - 4
        while len(tokens) > longest:
            ends = (k for k in range(longest, MAX_TOKENS // 2, -1) if text[slice(*tokens[k - 1][1])] in ".?!\"\u201d")
            cut = next(ends, longest)
            yield tokens[:cut]
            tokens = tokens[cut:]
        if tokens:
            yield tokens
        at += len(line) + 1


def windows(tokenizer, text):
    """The windows of an article, each a list of (id, (begin, end), case); SPECIAL is the place of special tokens."""
    packed, current, size = [], [], 2
    for p in paragraphs(tokenizer, text):
        if current and size + len(p) + 1 > MAX_TOKENS:
            packed.append(current)
            last = current[-1]
            fits = len(last) < MAX_TOKENS // 4 and len(last) + len(p) + 4 <= MAX_TOKENS
            current, size = ([last], len(last) + 3) if fits else ([], 2)
        current = current + [p]
        size += len(p) + 1
    if current:
        packed.append(current)
    for w in packed:
        tokens = [(CLS, SPECIAL, NO_LETTER)]
        for p in w:
            tokens += p + [(PARAGRAPH, SPECIAL, NO_LETTER)]
        tokens[-1] = (SEP, SPECIAL, NO_LETTER)
        yield tokens
