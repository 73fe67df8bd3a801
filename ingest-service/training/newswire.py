"""worldwide_newswire's documents as articles with mentions. One twelfth of them is kept apart for measuring."""
import glob
import os
import random
import zlib

TWELFTHS, HELD_TWELFTH = 12, 0


def documents(data, held):
    """The paths of the documents to train on, or of those `held` apart."""
    for path in sorted(glob.glob(os.path.join(data, "ner", "worldwide_newswire", "*.tsv"))):
        twelfth = zlib.crc32(os.path.basename(path).encode()) % TWELFTHS
        if (twelfth == HELD_TWELFTH) == held:
            yield path


def sentences(path):
    """The sentences of a document as lists of (word, tag)."""
    sentence = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            if not line.strip():
                if sentence:
                    yield sentence
                sentence = []
            elif "\t" in line:
                word, tag = line.rstrip("\n").split("\t")[:2]
                sentence.append((word.strip() or "-", tag.strip()))
    if sentence:
        yield sentence


def article(path):
    """{"id", "text", "mentions": [(begin, end, type)]} in code points; the text's paragraphs are one to four sentences."""
    name = os.path.basename(path)
    choose = random.Random(name)
    text, mentions, left = "", [], 0
    for sentence in sentences(path):
        if left == 0:
            text, left = text + ("\n" if text else ""), choose.randint(1, 4)
        left -= 1
        open_type = None
        for word, tag in sentence:
            text += "" if not text or text.endswith("\n") else " "
            begin = len(text)
            text += word
            kind = tag[2:] if tag[:2] in ("B-", "I-", "E-", "S-") else None
            if kind and tag[0] in "IE" and open_type == kind:
                mentions[-1][1] = len(text)
            elif kind:
                mentions.append([begin, len(text), kind])
            open_type = kind
    return {"id": name, "text": text, "mentions": [tuple(m) for m in mentions]}
