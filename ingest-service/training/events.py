"""Events of paragraphs as the task of events reads them: types, statuses and spans, from three kinds of files.

  own     events.jsonl here: {"article", "begin", "end", "events": [{"type", "trigger": [b, e], "status", "actor": [[b, e], ...],
          "recipient": [...], "time": [b, e], "place": [b, e]}]}, places in code points of an article of PolNeAR or the newswire,
          or of a synthetic story of NGEC ("story 7" is row 7)
  plover  plover.jsonl here: the same with "sentence", an id of plover/PLV_train.tsv, in place of the article
  gold    onrecord/events_*.jsonl: strings of a paragraph whose white space was collapsed

All become texts with the marked parts of each: (text, [(begin, end, events)]).
"""
import csv
import io
import json
import os
import re
import zipfile
import zlib

import newswire

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDS, HELD_FOLD = 5, 0  # of PLOVER's sentences one fifth is kept apart for measuring
HELD_EVERY = 20  # one in so many of PolNeAR's training articles is kept apart for calibration
GOLD_HELD_EVERY = 3  # one in so many gold training paragraphs is kept apart for calibration
FUNCTION_WORDS = set("a an and at by for from his her in its of on or s the their to with".split())
SPAN_LISTS, SPANS = ("actor", "recipient"), ("time", "place")


def read_jsonl(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def fold_of(sentence):
    """The fifth that a sentence of PLOVER belongs to; equal texts share one."""
    return zlib.crc32(sentence.encode("utf-8")) % FOLDS


def articles(data):
    """The text of each article that events are marked in, by its id."""
    texts = {a["id"]: a["text"] for a in read_jsonl(os.path.join(data, "polnear", "train.jsonl"))}
    for path in newswire.documents(data, held=False):
        article = newswire.article(path)
        texts[article["id"]] = article["text"]
    return texts | stories(data)


def stories(data):
    """The synthetic stories of NGEC, by "story" and their row."""
    with zipfile.ZipFile(os.path.join(data, "plover", "ngec_synthetic_events.csv.zip")) as archive:
        with archive.open(archive.namelist()[0]) as f:
            rows = csv.DictReader(io.TextIOWrapper(f, encoding="utf-8"))
            return {f"story {k}": row["text"] for k, row in enumerate(rows)}


def plover_rows(data):
    """PLOVER's sentences in order: {"id", "text", "actor", "recipient", "type"}; type YIELD stands for CONCEDE or RETREAT."""
    with open(os.path.join(data, "plover", "PLV_train.tsv"), encoding="utf-8") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    return [{"id": r["sentence_id"], "text": r["sentence"], "actor": r["source"], "recipient": r["target"], "type": r["gold_root"]}
            for r in rows]


def of_plover(name):
    """PLOVER's name for one of our types."""
    return "YIELD" if name in ("CONCEDE", "RETREAT") else name


def names_same(some, words):
    """Whether one of the noun phrases `some` shares a word of meaning with the noun phrase `words`."""
    own = set(re.findall(r"\w+", words.lower())) - FUNCTION_WORDS
    return any(own & set(re.findall(r"\w+", phrase.lower())) for phrase in some)


def answers(event, row):
    """Whether an event in the shared scorer's form is the one that PLOVER's annotators marked in `row`."""
    return (of_plover(event["type"]) == row["type"] and names_same(event["actor"], row["actor"])
            and names_same(event["recipient"], row["recipient"]))


def occurrences(text, words):
    """Where `words` stand in `text`, whatever the white space, as whole words where they do so anywhere."""
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    whole = [m.span() for m in re.finditer(r"(?<!\w)" + pattern + r"(?!\w)", text)]
    return whole or [m.span() for m in re.finditer(pattern, text)]


def nearest(text, words, trigger):
    """The occurrence of `words` nearest to `trigger`, or None."""
    found = occurrences(text, words) if words and words.strip() else []
    return min(found, key=lambda s: max(s[0] - trigger[1], trigger[0] - s[1]), default=None)


def place_event(event, text, taken):
    """A record of strings with spans of `text` in their place, or None where its trigger isn't found. Of equal triggers
    each gets the next occurrence that is not `taken`; "nth", where given, says which."""
    found = occurrences(text, event["trigger"])
    if "nth" in event:
        found = [m.span() for m in re.finditer(re.escape(event["trigger"]), text)][event["nth"] - 1:][:1] or found
    trigger = next((s for s in found if s not in taken), None)
    if trigger is None:
        return None
    taken.add(trigger)
    placed = dict(event, trigger=trigger)
    for name in SPAN_LISTS:
        placed[name] = [s for s in (nearest(text, words, trigger) for words in event.get(name, [])) if s]
    for name in SPANS:
        placed[name] = nearest(text, event.get(name), trigger)
    return placed


def place_events(events, text, at):
    """Records of strings as records of spans; `at` is where `text` begins in its article."""
    taken = set()
    placed = [place_event(event, text, taken) for event in events]
    return [shift(event, at) for event in placed if event]


def shift(event, by):
    moved = dict(event, trigger=[event["trigger"][0] + by, event["trigger"][1] + by])
    for name in SPAN_LISTS:
        moved[name] = [[b + by, e + by] for b, e in event[name]]
    for name in SPANS:
        moved[name] = [[event[name][0] + by, event[name][1] + by]] if event.get(name) else []
    return moved


def held_articles(data):
    """The articles of PolNeAR that training keeps apart (tasks.Attributions)."""
    rows = read_jsonl(os.path.join(data, "polnear", "train.jsonl"))
    return {row["id"] for k, row in enumerate(rows) if k % HELD_EVERY == 0}


def own_rows(apart, held):
    """Our own marked paragraphs to train on, or those `held` apart, with the articles that are."""
    return [row for row in read_jsonl(os.path.join(HERE, "events.jsonl")) if (row["article"] in apart) == held]


def gold_rows(data, held):
    """The gold training paragraphs to train on, or those `held` apart for calibration."""
    rows = read_jsonl(os.path.join(data, "onrecord", "events_train.jsonl"))
    return [row for k, row in enumerate(rows) if (k % GOLD_HELD_EVERY == 0) == held]


def marked_articles(data):
    """{article: [(begin, end, events)]} of our own and the gold training paragraphs, in order; gold ones count."""
    texts, marked, apart = articles(data), {}, held_articles(data)
    for row in own_rows(apart, held=False):
        events = [with_spans(e) for e in row["events"]]
        marked.setdefault(row["article"], {})[row["begin"]] = (row["begin"], row["end"], events)
    for row in gold_rows(data, held=False):
        if row["article"] in apart:
            continue
        begin, end = row["begin"], row["end"]
        events = place_events(row["events"], texts[row["article"]][begin:end], begin)
        marked.setdefault(row["article"], {})[begin] = (begin, end, events)
    return {name: (texts[name], sorted(parts.values(), key=lambda p: p[0])) for name, parts in sorted(marked.items())}


def with_spans(event):
    """A record of one of the files here as one of the task: lists of spans for all roles."""
    return shift({"time": None, "place": None, **event}, 0)


def own_cases():
    """[(text, [(0, end, events)])] of event_cases.jsonl here."""
    return [(row["text"], [(0, len(row["text"]), [with_spans(e) for e in row["events"]])])
            for row in read_jsonl(os.path.join(HERE, "event_cases.jsonl"))]


def with_surroundings(text, parts):
    """[begin, end, parts] of the stretches of `text` that hold each part and the line before and behind it, joined where
    they meet."""
    stretches = []
    for part in parts:
        begin = text.rfind("\n", 0, max(0, text.rfind("\n", 0, part[0]))) + 1
        end = text.find("\n", text.find("\n", part[1]) + 1) if "\n" in text[part[1]:] else len(text)
        end = len(text) if end < 0 else end
        if stretches and begin <= stretches[-1][1]:
            stretches[-1][1] = max(end, stretches[-1][1])
            stretches[-1][2].append(part)
        else:
            stretches.append([begin, end, [part]])
    return stretches


def plover_sentences(data, folds):
    """[(text, [(0, end, events)], gold row)] of PLOVER's sentences in `folds`, with the events that plover.jsonl marks."""
    gold = {row["id"]: row for row in plover_rows(data)}
    out, seen = [], set()
    for row in read_jsonl(os.path.join(HERE, "plover.jsonl")):
        text = gold[row["sentence"]]["text"]
        if fold_of(text) in folds and row["sentence"] not in seen:
            seen.add(row["sentence"])
            events = [with_spans(e) for e in row["events"]]
            out.append((text, [(0, len(text), events)], gold[row["sentence"]]))
    return out

