#!/usr/bin/env python3
"""Reads the gold data with the reader, scores what it finds and checks it against floors.json.

  run.py --programs build/tests/accuracy [--shared ../shared] [--write-results]

The gold data and the scorers are no part of the repository: they are looked for in --shared, in the folder that
ONRECORD_SHARED names, or in ../shared beside the repository. Exits with 0 where every figure reaches its floor, 1 where
one doesn't, 77 (skipped) where the data is missing. --write-results writes the figures to RESULTS.md beside this file.

Floors are F1, or the one number where a scorer has one. Two kinds of them: `network_only` holds what the training code's
own decoding scores with the same weights, less half a point; the others only ever go up.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "ingest-service", "training")]
import judging  # noqa: E402
import events as marked_events  # noqa: E402
import nested  # noqa: E402
import newswire  # noqa: E402
import places  # noqa: E402
import times  # noqa: E402

SKIPPED = 77
NAMES = ("Person", "Organization", "Location", "NORP")


def read(command, inputs, out):
    """Runs a program on the rows of the file `inputs`; its predictions go to the file `out`."""
    with open(inputs, "rb") as stdin, open(out, "wb") as stdout:
        done = subprocess.run(command, stdin=stdin, stdout=stdout, check=False)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed with {done.returncode} on {inputs}")
    return out


def score_mentions(gold, predicted):
    """Exact spans with their types, of each of NAMES and of all of them."""
    count = collections.defaultdict(lambda: [0, 0, 0])
    for article in gold:
        for name in NAMES:
            own = {tuple(m[:2]) for m in article["mentions"] if m[2] == name}
            read = {tuple(m[:2]) for m in predicted[article["id"]] if m[2] == name}
            for key in (name, "all"):
                for k, v in enumerate((len(own & read), len(read), len(own))):
                    count[key][k] += v
    return {key: times.prf(*count[key]) for key in ("all", *NAMES)}


def score_confidence(shared, articles, rows):
    """How many attributions of each tenth of confidence are right, and the mean gap between the two."""
    scorer, confidences, verdicts = judging.scorer(shared), [], []
    for article in articles:
        attributions = rows[article["id"]]["attributions"]
        confidences += [a["confidence"] for a in attributions]
        verdicts += judging.right(scorer, article, attributions)
    gap = 0
    table = {}
    for low, high, number, share in judging.reliability(confidences, verdicts):
        inside = [c for c in confidences if low <= c < high or c == high == 1]
        mean = 100 * sum(inside) / len(inside)
        gap += number * abs(mean - share)
        table[f"{low:.1f} to {high:.1f}"] = f"{share} % of {number} right"
    return {"calibration_gap": round(gap / max(1, len(confidences)), 1), **table}


def nested_figures(reader):
    cases = nested.read_cases(os.path.join(HERE, "nested_cases.jsonl"))
    right = nested.measure([reader], cases)
    return {"right": sum(right.values()), **right, "cases": len(cases)}


def plover_figures(shared, program, out):
    """The share of PLOVER's sentences kept apart in which the event that its annotators marked is found: an event of
    that type with that actor and that recipient."""
    rows = [row for row in marked_events.plover_rows(os.path.join(shared, "data"))
            if marked_events.fold_of(row["text"]) == marked_events.HELD_FOLD]
    with open(out("plover"), "w", encoding="utf-8") as f:
        f.writelines(json.dumps({"id": str(k), "text": row["text"]}) + "\n" for k, row in enumerate(rows))
    found = rows_of(read([program], out("plover"), out("plover_read")))
    right = sum(any(marked_events.answers(e, row) for e in found[str(k)]["events"]) for k, row in enumerate(rows))
    return {"found": round(100 * right / len(rows), 1), "sentences": len(rows)}


def time_figures(program, data):
    articles = times.read_corpus(data)
    return times.score(articles, times.predict(program, articles))


def rows_of(path):
    with open(path, encoding="utf-8") as f:
        return {row["id"]: row for row in map(json.loads, f)}


def measure(programs, shared, scratch):
    """The figures of each scorer, by the name of the measurement."""
    data = lambda *path: os.path.join(shared, "data", *path)
    out = lambda name: os.path.join(scratch, name + ".jsonl")
    program = lambda name: os.path.join(programs, name)

    def score(scorer, *files):
        command = [sys.executable, os.path.join(shared, "tools", scorer), *files]
        return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)

    articles, events = data("polnear", "dev.jsonl"), data("onrecord", "events_dev.jsonl")
    kinds, speakers = data("onrecord", "kinds_dev.jsonl"), data("onrecord", "speakers_dev.jsonl")
    newsreel = [newswire.article(path) for path in newswire.documents(os.path.join(shared, "data"), held=True)]
    with open(out("newswire"), "w", encoding="utf-8") as f:
        f.writelines(json.dumps(article) + "\n" for article in newsreel)
    network = read([program("onrecord_read"), "--network_only"], articles, out("network"))
    whole = read([program("onrecord_read")], articles, out("whole"))
    names = rows_of(read([program("onrecord_mentions")], out("newswire"), out("mentions")))
    of_kinds = score("score_kinds.py", kinds, read([program("onrecord_kinds"), articles], kinds, out("kinds")))
    return {
        "network_only": score("score_attributions.py", articles, network),
        "attributions": score("score_attributions.py", articles, whole),
        "confidence": score_confidence(shared, list(rows_of(articles).values()), rows_of(whole)),
        "kinds": {"accuracy": of_kinds["accuracy"], "macro_f1": of_kinds["macro_f1"], "hedged": of_kinds["f1"]["hedged"]},
        "mentions": score_mentions(newsreel, {k: v["mentions"] for k, v in names.items()}),
        "speakers": score("score_speakers.py", speakers, whole, articles),
        "nested": nested_figures(program("onrecord_read")),
        "times": time_figures(program("onrecord_times"), data()),
        "places": places.measure(program("onrecord_places"), places.read_cases(places.CASES)),
        "events": score("score_events.py", events, read([program("onrecord_read")], events, out("events"))),
        "plover": plover_figures(shared, program("onrecord_read"), out),
    }


def figure(value):
    """F1 of a [precision, recall, F1] triple, or the number itself."""
    return value[2] if isinstance(value, list) else value


def failures(results, floors):
    for name, group in floors.items():
        for key, floor in group.items():
            value = figure(results[name][key])
            if value < floor:
                yield f"{name}.{key} is {value}, below its floor of {floor}"


def write_results(results, floors, path):
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Accuracy of the reader\n\nWritten by `run.py --write-results`. Development parts of the gold data; "
                "[precision, recall, F1] or one number, in percent; floors are of F1.\n")
        for name, group in results.items():
            f.write(f"\n## {name}\n\n| figure | value | floor |\n|---|---|---|\n")
            for key, value in group.items():
                f.write(f"| {key} | {value} | {floors.get(name, {}).get(key, '-')} |\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", required=True, help="the folder with onrecord_read and the other programs")
    beside = os.path.join(HERE, "..", "..", "..", "shared")
    parser.add_argument("--shared", default=os.environ.get("ONRECORD_SHARED", beside))
    parser.add_argument("--write-results", action="store_true")
    arguments = parser.parse_args()
    if not os.path.isdir(os.path.join(arguments.shared, "data", "polnear")):
        print(f"skipped: no gold data in {os.path.normpath(arguments.shared)}; set ONRECORD_SHARED to its folder")
        sys.exit(SKIPPED)
    with open(os.path.join(HERE, "floors.json"), encoding="utf-8") as f:
        floors = json.load(f)
    with tempfile.TemporaryDirectory() as scratch:
        results = measure(arguments.programs, arguments.shared, scratch)
    for name, group in results.items():
        print(name, json.dumps(group))
    if arguments.write_results:
        write_results(results, floors, os.path.join(HERE, "RESULTS.md"))
    failed = list(failures(results, floors))
    for line in failed:
        print("FAILED:", line)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
