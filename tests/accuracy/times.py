#!/usr/bin/env python3
"""Time expressions of Causal-TimeBank: reads the corpus and scores what the reader finds.

  times.py --times onrecord_times [--shared ../shared] [--show]

The corpus is TimeML in a zip, one document a file. Of its TIMEX3s those of type DATE and TIME in the text are gold: not the
creation time, which is no part of the text, and no durations and sets. `relaxed` is F1 of expressions that overlap, one to
one; in `value` the TIMEX3 values of both have to be equal as well. --show lists what is missed, added and valued wrong.
"""
import argparse
import json
import os
import subprocess
import zipfile
from xml.etree import ElementTree

CORPUS = ("events", "causal_timebank", "Causal-TimeBank-TimeML.zip")
TYPES = ("DATE", "TIME")


def publish_time(value):
    """A TIMEX3 value in RFC 3339, on UTC: noon where it tells no time."""
    day, _, clock = value.partition("T")
    hours, minutes, seconds = ([int(x) for x in clock.split(":") if x] + [0, 0, 0])[:3] if clock else (12, 0, 0)
    return f"{day}T{hours:02}:{minutes:02}:{seconds:02}Z"


def read_document(xml):
    """The article of one TimeML file, and its gold times."""
    root = ElementTree.fromstring(xml)
    text, times = "", []

    def walk(node):
        nonlocal text
        begin = len(text)
        text += node.text or ""
        for child in node:
            walk(child)
            text += child.tail or ""
        if node.tag == "TIMEX3" and node.get("type") in TYPES:
            times.append({"begin": begin, "end": len(text), "value": node.get("value")})

    walk(root.find("TEXT"))
    created = root.find("DCT/TIMEX3").get("value")
    return {"id": root.findtext("DOCID").strip(), "text": text, "publish_time": publish_time(created), "times": times}


def read_corpus(data):
    """The articles of the corpus in the folder `data`, in the order of their files."""
    with zipfile.ZipFile(os.path.join(data, *CORPUS)) as corpus:
        names = sorted(name for name in corpus.namelist() if name.endswith(".tml"))
        return [read_document(corpus.read(name)) for name in names]


def pair(gold, predicted):
    """Pairs (gold, predicted) that overlap, in order, each in one pair at most; None on the side of what is left."""
    left = list(predicted)
    for time in gold:
        found = next((p for p in left if p["begin"] < time["end"] and time["begin"] < p["end"]), None)
        if found:
            left.remove(found)
        yield time, found
    yield from ((None, p) for p in left)


def prf(hit, predicted, gold):
    """[precision, recall, F1] in percent."""
    precision, recall = hit / max(1, predicted), hit / max(1, gold)
    return [round(100 * x, 1) for x in (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))]


def pairs_of(articles, rows):
    for article in articles:
        for gold, predicted in pair(article["times"], rows[article["id"]]["times"]):
            yield article, gold, predicted


def score(articles, rows):
    """[precision, recall, F1] of overlapping expressions, and of those with the right value."""
    pairs = [(gold, predicted) for _, gold, predicted in pairs_of(articles, rows)]
    gold, predicted = sum(g is not None for g, _ in pairs), sum(p is not None for _, p in pairs)
    both = [(g, p) for g, p in pairs if g and p]
    right = sum(g["value"] == p["value"] for g, p in both)
    return {"relaxed": prf(len(both), predicted, gold), "value": prf(right, predicted, gold)}


def predict(program, articles):
    """What the program onrecord_times finds in the articles, by their ids."""
    written = "".join(json.dumps(article) + "\n" for article in articles)
    done = subprocess.run([program], input=written, check=True, capture_output=True, text=True)
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


def show(articles, rows):
    for article, gold, predicted in pairs_of(articles, rows):
        if gold and predicted and gold["value"] == predicted["value"]:
            continue
        kind = "added" if not gold else "missed" if not predicted else "value"
        begin, end = (predicted or gold)["begin"], (predicted or gold)["end"]
        text = article["text"]
        around = f"{text[max(0, begin - 60):begin]}[{text[begin:end]}]{text[end:end + 30]}".replace("\n", " ")
        values = "/".join(str(time and time["value"]) for time in (gold, predicted))
        print(kind, article["publish_time"][:10], values, around, sep=" | ")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", required=True, help="the program onrecord_times")
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared")
    parser.add_argument("--shared", default=os.environ.get("ONRECORD_SHARED", beside))
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    articles = read_corpus(os.path.join(arguments.shared, "data"))
    rows = predict(arguments.times, articles)
    if arguments.show:
        show(articles, rows)
    for name, figures in score(articles, rows).items():
        print(name, figures)


if __name__ == "__main__":
    main()
