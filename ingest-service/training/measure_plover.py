#!/usr/bin/env python3
"""Measures the types of events that PLOVER's annotators gave to pairs of actor and recipient, by folds.

  measure_plover.py --data ../../../shared/data --tokenizer tokenizer.json FOLD0/weights.pt ... FOLD4/weights.pt

Weights number k are of a training with `--held-fold k`, which hasn't seen the fold's sentences. Prints macro F1 over
PLOVER's 15 types (CONCEDE and RETREAT are its YIELD) and accuracy, given the two participants' words; and end to end the
share of sentences where an event with that actor, that recipient and that type is among those found.
"""
import argparse
import collections

import torch

import events
import network
import predict
import tags
import tasks
from windows import load_tokenizer, windows

CANDIDATES = 6  # words that may be the trigger of a given pair
LEAST = 0.05    # of a participant's probability, so that one that isn't found rules nothing out


def words_under(words, spans):
    return sorted({k for a, b in tags.runs_of(words, spans) for k in range(a, b + 1)})


def mask(width, tokens):
    row = torch.zeros(1, width, dtype=torch.bool)
    row[0, tokens] = True
    return row


@torch.no_grad()
def type_of_pair(model, tokenizer, row):
    """PLOVER's type for the given actor and recipient: that of the triggers that are likely to join the two, each
    weighed by how likely it is a trigger and the two are its participants."""
    text = row["text"]
    window = next(iter(windows(tokenizer, text)))
    words, hidden = tags.words_of(window), model.event_states(predict.hidden_states(model, window))
    given = [words_under(words, events.occurrences(text, row[role])[:1]) for role in ("actor", "recipient")]
    logits = model.trigger(hidden)
    likely = 1 - logits[0].softmax(-1)[[w[0] for w in words], 0]
    best = likely.topk(min(CANDIDATES, len(words))).indices.tolist()
    cues = tasks.Cues([tasks.base_row(window)], [(0, words[k][0], predict.end_of(window, words, k)) for k in best])
    near = cues.gather(hidden)
    roles = model.participants(near, cues.gather(logits.softmax(-1)), cues.mask, cues.begin, cues.end).softmax(-1)
    sums = collections.Counter()
    for n, k in enumerate(best):
        first, width = int(cues.first[n]), near.shape[1]
        parts = [[words[w][0] - first for w in own if 0 <= words[w][0] - first < width] for own in given]
        weight = float(likely[k])
        for role, tokens in enumerate(parts):
            if tokens:
                weight *= LEAST + float(roles[n, tokens, 1 + 4 * role:5 + 4 * role].sum(-1).mean())
        trigger = mask(width, list(range(int(cues.begin[n]), int(cues.end[n]))))
        kinds, _ = model.event(near[n:n + 1], trigger, mask(width, parts[0]), mask(width, parts[1]))
        for name, p in zip(network.EVENTS, kinds[0].softmax(-1).tolist()):
            if name != "OTHER":
                sums[events.of_plover(name)] += weight * p
    return sums.most_common(1)[0][0]


def found_whole(model, tokenizer, row, outside):
    """Whether an event of the pair and its type is among those read."""
    read = [e for window in windows(tokenizer, row["text"]) for e in predict.read_events(model, window, outside)]
    return any(events.answers(predict.event_strings(row["text"], e), row) for e in read)


def macro_f1(gold, read):
    scores = []
    for name in sorted(set(gold)):
        hit = sum(g == r == name for g, r in zip(gold, read))
        scores.append(2 * hit / max(1, gold.count(name) + read.count(name)))
    return sum(scores) / len(scores), {name: round(100 * s, 1) for name, s in zip(sorted(set(gold)), scores)}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--frozen", type=int, default=3, help="as train.py was told")
    p.add_argument("--outside", type=float, default=0.0, help="what is taken from the score of no trigger, end to end")
    p.add_argument("weights", nargs="+", help="weights.pt of the trainings, by the number of the fold they were kept from")
    a = p.parse_args()
    tokenizer, gold, read, whole = load_tokenizer(a.tokenizer), [], [], []
    for fold, path in enumerate(a.weights):
        model = network.reader_of(torch.load(path, weights_only=True), a.frozen)
        rows = [row for row in events.plover_rows(a.data) if events.fold_of(row["text"]) == fold]
        for row in rows:
            gold.append(row["type"])
            read.append(type_of_pair(model, tokenizer, row))
            whole.append(found_whole(model, tokenizer, row, a.outside))
        print(f"fold {fold}: {len(rows)} sentences", flush=True)
    macro, each = macro_f1(gold, read)
    print(f"given actor and recipient: macro F1 {100 * macro:.1f}, accuracy "
          f"{100 * sum(g == r for g, r in zip(gold, read)) / len(gold):.1f} %, {each}")
    print(f"end to end: {100 * sum(whole) / len(whole):.1f} % of {len(whole)}")


if __name__ == "__main__":
    main()
