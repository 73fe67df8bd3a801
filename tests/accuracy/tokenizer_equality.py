#!/usr/bin/env python3
"""Compares the reader's tokenizer with the reference on 20,000 lines of gold data and on odd Unicode.

  tokenizer_equality.py --tokenize onrecord_tokenize --model reader.safetensors --data ../shared/data
                        [--tokenizer tokenizer.json] [--lines 20000] [--code-points]

Ids, offsets and which pieces continue a word must all be equal. The reference is BERT's uncased tokenizer with the
model's own vocabulary, or that of --tokenizer. --code-points adds one line for every code point
of Unicode (a minute). Exits with 0 where everything is equal, 1 where not, and 77 (skipped) where the data, the
package `tokenizers` is missing.
"""
import argparse
import glob
import itertools
import json
import os
import random
import struct
import subprocess
import sys

SKIPPED = 77
# Under --data: where the lines come from, and where in them the text is: the name of a field of JSON lines, the
# number of a column of tokens whose sentences end with an empty line, or None for lines as they are.
SOURCES = [
    ("polnear/*.jsonl", "text"),
    ("srl/ewt_propbank.jsonl", "text"),
    ("ner/worldwide_newswire/*.tsv", 0),
    ("ner/wikigold/CONLL-format/**/*.txt", 0),
    ("ner/WNUT17/**/*", 0),
    ("coref/ontogum/*.conll", 1),
    ("coref/gap/*.tsv", None),
    ("coref/newswcl50/Annotations.csv", None),
    ("events/muc4/data/muc/processed/*.json", "doctext"),
    ("events/wikievents/data/wikievents/*.jsonl", "text"),
    ("gazetteers/world_cities/data/*.csv", None),
    ("gazetteers/mledoze_countries/countries.json", None),
]
PER_SOURCE = 200_000  # lines read of one pattern at most
LONGEST_LINE = 4_000  # characters

ODD = [
    "", " ", "\t\r", "caf\u00e9 cafe\u0301 cafe\u0301s \u0130stanbul \u0130", "\u039f\u0394\u039f\u03a3 \u03a3", "\ufb01nance o\ufb03ce",
    "\ud55c\uad6d\uc5b4 \u1112\u1161\u11ab", "\u0627\u0644\u0652\u0639\u064e\u0631\u064e\u0628\u0650\u064a\u064e\u0651\u0629", "\u4e2d\u6587abc\u4e2d \uf900\u3042\u30a2\u30ac\u304b\u3099",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \u2764\ufe0f", "a\u0000b\u0001c\ufffdd\ue000e\u0378f\u00adg\u200bh\ufeffi", "\u1e9b\u0323 \u0344\u0316 a\u0345\u0301\u0316\u1dfa",
    "x" * 100, "x" * 101, "\u00e9" * 101, "\"" * 1000, "[SEP] [sep] [CLS][MASK]a[PAD]b[UNK] [[SEP]] [SEP", "\u2019tis \u201cquoted\u201d \u2014 \u2013 \u2026 \u00ab \u00bb \u201e",
    "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22 \u0939\u093f\u0928\u094d\u0926\u0940 \u0939\u093f\u0902\u0926\u0940\u0964", "\U00011938 \U0001d15e \u2126 \u212b \u1f82", "\u00a0\u2003\u3000\u2028\u2029\u0085\u000b\u000c\u001c x",
    "\u01c5 \u01c4 \u1e9e \u00df \u10a0 \u1c90 \U00010400", "1,234.56 $5bn \u20ac3 50% #tag @user a_b c++ e-mail", "a\u0301" * 50 + " " + "\u0301" * 500, "\u166d\u1734\u1885\u1886\ua9bd\U000111c9",
]


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def texts_of(path, where):
    with open(path, encoding="utf-8", errors="ignore", newline="\n") as f:
        if isinstance(where, str):
            yield from (json.loads(line).get(where, "") for line in f)
        elif where is None:
            yield from f
        else:
            tokens = []
            for line in itertools.chain(f, [""]):
                columns = line.rstrip("\n").split("\t" if "\t" in line else " ")
                if line.strip() and len(columns) > where:
                    tokens.append(columns[where])
                elif tokens:
                    yield " ".join(tokens)
                    tokens = []


def lines_of(path, where):
    for text in texts_of(path, where):
        yield from (part[:LONGEST_LINE] for part in text.split("\n") if part.strip())


def sample(data, count):
    """`count` different lines, half of them PolNeAR's, the rest from all other sources alike; the same on every run."""
    chooser, pools = random.Random(1), []
    for pattern, where in SOURCES:
        pool = {}
        for path in sorted(filter(os.path.isfile, glob.glob(os.path.join(data, pattern), recursive=True))):
            for line in lines_of(path, where):
                pool[line] = None
                if len(pool) >= PER_SOURCE:
                    break
        pools.append(sorted(pool))
    chosen = {}
    polnear, others = pools[0], [p for p in pools[1:] if p]
    for line in chooser.sample(polnear, min(len(polnear), count // 2)):
        chosen[line] = None
    while len(chosen) < count and any(others):
        for pool in filter(None, others):
            chosen[pool.pop(chooser.randrange(len(pool)))] = None
    return list(chosen)[:count]


def every_code_point():
    return [f"a{chr(c)}b{chr(c)}" for c in range(0x110000) if not 0xD800 <= c < 0xE000 and c != 0x0A]


def expected(tokenizer, lines):
    for start in range(0, len(lines), 10_000):
        part = lines[start:start + 10_000]
        for line, e in zip(part, tokenizer.encode_batch(part, add_special_tokens=False)):
            at, byte = [0] * (len(line) + 1), 0
            for k, c in enumerate(line):
                byte += len(c.encode("utf-8"))
                at[k + 1] = byte
            yield [[i, at[b], at[x], int(t.startswith("##"))] for i, (b, x), t in zip(e.ids, e.offsets, e.tokens)]


def model_vocabulary(path):
    with open(path, "rb") as f:
        (size,) = struct.unpack("<Q", f.read(8))
        begin, end = json.loads(f.read(size))["tokenizer.vocabulary"]["data_offsets"]
        f.seek(begin, os.SEEK_CUR)
        return {piece: k for k, piece in enumerate(f.read(end - begin).decode("utf-8").split("\n")[:-1])}


def reference_tokenizer(a):
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
    if a.tokenizer:
        tokenizer = Tokenizer.from_file(a.tokenizer)
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer
    vocabulary = model_vocabulary(a.model)
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    return tokenizer


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--tokenize", required=True, help="the program onrecord_tokenize")
    p.add_argument("--model", required=True)
    p.add_argument("--data", required=True)
    p.add_argument("--tokenizer", help="the reference's tokenizer.json")
    p.add_argument("--lines", type=int, default=20_000)
    p.add_argument("--code-points", action="store_true")
    a = p.parse_args()

    if not os.path.isdir(os.path.join(a.data, "polnear")):
        skip(f"no gold data in {a.data}")
    try:
        tokenizer = reference_tokenizer(a)
    except ImportError:
        skip("the Python package tokenizers isn't installed")

    lines = sample(a.data, a.lines) + ODD + (every_code_point() if a.code_points else [])
    given = "".join(line + "\n" for line in lines).encode("utf-8")
    found = subprocess.run([a.tokenize, a.model], input=given, stdout=subprocess.PIPE, check=True).stdout.splitlines()
    if len(found) != len(lines):
        print(f"{len(lines)} lines given, {len(found)} answered")
        return 1
    pieces = mismatches = 0
    for line, answer, right in zip(lines, found, expected(tokenizer, lines)):
        answer = json.loads(answer)
        pieces += len(right)
        if answer != right:
            mismatches += 1
            if mismatches <= 10:
                print(f"differs: {line!r}\n  reader:    {answer}\n  reference: {right}")
    print(f"{len(lines)} lines, {pieces} pieces compared, {mismatches} lines differ")
    return 1 if mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
