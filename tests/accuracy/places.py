#!/usr/bin/env python3
"""Scores the countries of events' places.

  places.py --places onrecord_places [--cases place_cases.jsonl] [--show]

CASES: {"id", "text", "place": "exact words", "country": ISO 3166-1 alpha-2 code}. The cases were written by hand before the
resolver was, and no rule of it was made for one of them. Their ids begin with what is hard about them. Exits with 0 where
the share of right countries reaches the floor in floors.json, else with 1. --show tells what came out instead.
"""
import argparse
import collections
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "place_cases.jsonl")


def read_cases(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def resolve(program, cases):
    """What the program answers, by case; it is not told the country."""
    rows = "".join(json.dumps({k: c[k] for k in ("id", "text", "place")}) + "\n" for c in cases)
    done = subprocess.run([program], input=rows, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


def share(right):
    return round(100 * sum(right) / max(1, len(right)), 1)


def measure(program, cases):
    """Shares of right countries in percent: of all places, and of each kind of case."""
    answers = resolve(program, cases)
    kinds = collections.defaultdict(list)
    for case in cases:
        kinds[case["id"].split("-")[0]].append(answers[case["id"]]["country"] == case["country"])
    every = [right for rights in kinds.values() for right in rights]
    return {"country": share(every), **{k: share(v) for k, v in kinds.items()}, "cases": len(cases)}


def show(program, cases):
    answers = resolve(program, cases)
    for case in cases:
        answer = answers[case["id"]]
        if answer["country"] != case["country"]:
            print(f"{case['id']}: {case['place']} is {case['country']}, read {answer['country']} {answer['name']} | "
                  f"{case['text']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", required=True, help="the program onrecord_places")
    parser.add_argument("--cases", default=CASES)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    cases = read_cases(arguments.cases)
    if arguments.show:
        show(arguments.places, cases)
    figures = measure(arguments.places, cases)
    print("places", json.dumps(figures))
    with open(os.path.join(HERE, "floors.json"), encoding="utf-8") as f:
        floors = json.load(f)["places"]
    failed = [key for key, floor in floors.items() if figures[key] < floor]
    for key in failed:
        print(f"FAILED: places.{key} is {figures[key]}, below its floor of {floors[key]}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
