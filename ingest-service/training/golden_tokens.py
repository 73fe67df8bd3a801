#!/usr/bin/env python3
"""Writes encoder/testdata/tokens.json: odd lines and small articles as windows.py cuts them.

  golden_tokens.py --tokenizer tokenizer.json --out ../encoder/testdata/tokens.json

"lines": {"text", "pieces": [[id, begin, end, continues], ...]}; "articles": {"text", "windows": [[[id, begin, end, case],
...], ...]}; offsets in bytes, -1 for special tokens. To cover something new, add a line here and run it again.
"""
import argparse
import json

from windows import SPECIAL, load_tokenizer, windows

LINES = [
    "", " \t ", "Plain words, lower-cased.", "UNBELIEVABLE unaffordability", "don't \u2019tis \u201cquoted\u201d \u2014 so\u2026 \u00abici\u00bb \u201eda\u201c",
    # accents: composed, decomposed at the end and inside of a word, several marks, reordered marks
    "caf\u00e9 S\u00e3o", "cafe\u0301", "cafe\u0301s x\u0323\u0302y \u1e9b\u0323", "\u0344\u0316 a\u0345\u0301\u0316\u1dfa", "a\u0302\u0301\u0300 " + "\u0301" * 40,
    # case without simple pairs
    "\u0130stanbul I\u0307 \u0131", "\u039f\u0394\u039f\u03a3 \u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2", "\u01c5 \u01c4 Stra\u00dfe STRA\u1e9eE \u1c90", "\ufb01nance o\ufb03ce",
    # scripts
    "\ud55c\uad6d\uc5b4 \u1112\u1161\u11ab", "\u0627\u0644\u0652\u0639\u064e\u0631\u064e\u0628\u0650\u064a\u064e\u0651\u0629\u060c \u0644\u0627", "\u4e2d\u6587abc\u4e2d \uf900\u3042\u30a2\u30ac\u304b\u3099", "\u0939\u093f\u0928\u094d\u0926\u0940\u0964 \u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22",
    # emoji with joiners, flags and variation selectors
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 ok \U0001f1e9\U0001f1ea\u2764\ufe0f",
    # what is removed: NUL, controls, U+FFFD, private use, format characters; unassigned stays
    "a\u0000b\u0001c\ufffdd\ue000e\u00adf\u200bg\ufeffh", "a\u0378b \U000e0041\U0010fffd", "\u0085\u000b\u000c\u001cx\u00a0y\u2003z\u3000w\u2028v",
    # characters whose category changed between versions of Unicode, and one that was added late
    "a\u166db a\u1734b a\u1885b a\ua9bdb a\U000111c9b a\u2e43b a\U00011938b a\u0890b",
    # limits of a word, unknown words, marks one by one, special tokens written out
    "x" * 100, "x" * 101, "\u00e9" * 100 + " " + "\u00e9" * 101, "\u2603\u2603 ok\u2603", "\"\"\"\"!?!...", "[SEP] [sep] [CLS][MASK]a[PAD]b[UNK] [[SEP]] [SEP", "#hash ##ing a##b",
]

SENTENCE = "The minister said that the budget would be balanced by next year. "
ARTICLES = [
    "",
    " \n\n\t\n",
    "NATO and iPhone makers met in PARIS; I saw \u00c9mile there.\n\n\"We agree,\" McDonald said.",
    # windows of several paragraphs, the short last one repeated
    "\n".join(f"Paragraph {k}. " + SENTENCE * 3 for k in range(12)),
    # paragraphs too long for a window: with sentence ends, with a late quotation mark, without any
    SENTENCE * 50 + "\nShort one.\n" + "no end here " * 200 + "\n" + "word " * 200 + "\u201d " + "word " * 100,
    # a long paragraph that leaves no room for the short one before it
    "Short one.\n" + "long " * 250 + "\nAnother short one.\n" + "more " * 246 + "\nThe end.",
]


def byte_offsets(text):
    at = [0]
    for c in text:
        at.append(at[-1] + len(c.encode("utf-8")))
    return at


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    tokenizer = load_tokenizer(a.tokenizer)

    lines = []
    for text in LINES:
        e, at = tokenizer.encode(text, add_special_tokens=False), byte_offsets(text)
        lines.append({"text": text, "pieces": [[i, at[b], at[x], int(t.startswith("##"))] for i, (b, x), t in zip(e.ids, e.offsets, e.tokens)]})
    articles = []
    for text in ARTICLES:
        at = byte_offsets(text)
        place = lambda s: [-1, -1] if s == SPECIAL else [at[s[0]], at[s[1]]]
        articles.append({"text": text, "windows": [[[i, *place(s), c] for i, s, c in w] for w in windows(tokenizer, text)]})
    with open(a.out, "w", encoding="utf-8") as f:
        f.write("{\"lines\": [\n" + ",\n".join(json.dumps(x, separators=(",", ":")) for x in lines))
        f.write("\n], \"articles\": [\n" + ",\n".join(json.dumps(x, separators=(",", ":")) for x in articles) + "\n]}\n")
    print(f"{a.out}: {len(lines)} lines, {len(articles)} articles")


if __name__ == "__main__":
    main()
