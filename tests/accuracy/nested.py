#!/usr/bin/env python3
"""Scores nested attributions: who says that somebody says something.

  nested.py --read onrecord_read [--model reader.safetensors] [--cases nested_cases.jsonl] [--half seen] [--show]

CASES: {"id", "text", "chains": [[outermost speaker, ..., innermost speaker, "words of the content"], ...]}: one chain for
each position that the text holds. The cases were written by hand before the reader was taught any of it; those called
"seen-.." were looked at while it was, those called "unseen-.." not. A case is right when exactly its chains come out: as
many positions as chains, each with the chain's speakers (`via` from the outermost on, its own last) and with the chain's
words in its content. Exits with 0 where each half reaches its floor, which only goes up, else with 1. --show tells what
came out instead for each case that is wrong.
"""
import argparse
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FLOORS = {"seen": 25, "unseen": 25}


def words(name):
    return [w for w in re.findall(r"\w+", name.lower()) if w not in ("the", "a", "an", "s")]


def agree(gold, predicted):
    """Whether both name the same speaker: the words of one are among the other's, and the last words are equal."""
    g, p = words(gold), words(predicted)
    return bool(g and p) and (g == p or (g[-1] == p[-1] and (set(g) <= set(p) or set(p) <= set(g))))


def speakers_of(position):
    return [*reversed(position["via"]), position["speaker"]]


def content_of(text, position):
    return " ".join(text[begin:end] for begin, end in position["content"])


def answers(text, position, chain):
    *speakers, content = chain
    found = speakers_of(position)
    return (len(found) == len(speakers) and all(map(agree, speakers, found))
            and set(words(content)) <= set(words(content_of(text, position))))


def is_right(case, positions):
    """Whether the positions answer the chains one to one."""
    left = list(positions)
    for chain in case["chains"]:
        answer = next((p for p in left if answers(case["text"], p, chain)), None)
        if answer is None:
            return False
        left.remove(answer)
    return not left


def read_cases(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def read_positions(command, cases):
    """The positions that the program finds, by case."""
    rows = "".join(json.dumps({"id": c["id"], "text": c["text"]}) + "\n" for c in cases)
    done = subprocess.run(command, input=rows, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return {row["id"]: row["positions"] for row in map(json.loads, done.stdout.splitlines())}


def half_of(case):
    return case["id"].split("-")[0]


def measure(command, cases, show=False):
    """How many cases of each half are right."""
    positions = read_positions(command, cases)
    right = {}
    for case in cases:
        half, ok = half_of(case), is_right(case, positions[case["id"]])
        right[half] = right.get(half, 0) + ok
        if show and not ok:
            print(f"{case['id']}: {case['text']}")
            for position in positions[case["id"]]:
                print("   ", speakers_of(position), "|", content_of(case["text"], position))
    return right


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--read", required=True, help="the program onrecord_read")
    parser.add_argument("--model", help="the model file, if not the program's default")
    parser.add_argument("--cases", default=os.path.join(HERE, "nested_cases.jsonl"))
    parser.add_argument("--half", help="only the cases of this half")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    command = [arguments.read, *(["--model", arguments.model] if arguments.model else [])]
    cases = [c for c in read_cases(arguments.cases) if arguments.half in (None, half_of(c))]
    right = measure(command, cases, arguments.show)
    print("nested", json.dumps(right), "of", len(cases))
    failed = [half for half, count in right.items() if count < FLOORS[half]]
    for half in failed:
        print(f"FAILED: nested.{half} is {right[half]}, below its floor of {FLOORS[half]}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
