#!/usr/bin/env python3
"""Chooses how readily events are found, and fits their confidence, on paragraphs that training kept apart.

  calibrate_events.py --data ../../../shared/data --tokenizer tokenizer.json --weights DIR/weights.pt --out DIR/calibrated.pt

An event is right when the shared scorer matches its trigger and type with a gold one. Writes event_confidence.weight and
event_confidence.bias, a logistic regression over predict.event_features, beside the weights. The trigger head's bias of
"outside" is lowered by as much as gives, from some confidence on, the best F1 of triggers with their types; that confidence
is kLeastEventConfidence of ingest-service/events/events.h. The paragraphs are a third of the gold training ones, and
those of our own in the articles kept apart. Prints the figures and the reliability of the confidence.
"""
import argparse

import torch
import torch.nn.functional as F

import calibrate
import events
import judging
import network
import predict
from windows import load_tokenizer, windows

LOWERED = (0.0, 0.5, 1.0, 1.5)
LEAST = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45)


def paragraphs(data):
    """{id: {"text", "events"}} of the paragraphs kept apart, in the shared scorer's form."""
    rows = {row["id"]: row for row in events.gold_rows(data, held=True)}
    texts, apart = events.articles(data), events.held_articles(data)
    for row in events.own_rows(apart, held=True):
        text = texts[row["article"]]
        marked = [predict.event_strings(text, events.with_spans(e)) for e in row["events"]]
        rows[f"{row['article']} {row['begin']}"] = {"text": text[row["begin"]:row["end"]], "events": marked}
    return rows


def verdicts(scorer, gold, read):
    """For each event read in one paragraph whether the scorer matches it, by trigger and type."""
    right = {id(p) for _, p in scorer.matched(gold, read, True)}
    return [float(id(event) in right) for event in read]


class Trial:
    """How the paragraphs are read with one bias: fitted confidence and figures."""

    def __init__(self, model, tokenizer, scorer, rows):
        self.scorer, self.gold, self.read, features, right = scorer, rows, {}, [], []
        for name, row in rows.items():
            found = [e for window in windows(tokenizer, row["text"]) for e in predict.read_events(model, window)]
            self.read[name] = [predict.event_strings(row["text"], e) for e in found]
            features += [predict.event_features(e) for e in found]
            right += verdicts(scorer, row["events"], self.read[name])
        self.verdicts = torch.tensor(right)
        self.features = torch.tensor(features)
        self.weight, self.bias = calibrate.fit(self.features, self.verdicts)
        self.confidence = torch.sigmoid(self.features @ self.weight + self.bias)

    def figures(self, least):
        """The scorer's figures of what is told from a confidence of `least`."""
        told, at = {}, 0
        for name, found in self.read.items():
            told[name] = {"events": [e for k, e in enumerate(found) if self.confidence[at + k] >= least]}
            at += len(found)
        return self.scorer.score(self.gold, told)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--weights", required=True)
    p.add_argument("--out", required=True, help="where the weights go that export_model.py takes")
    p.add_argument("--frozen", type=int, default=3)
    a = p.parse_args()
    tokenizer, scorer, rows = load_tokenizer(a.tokenizer), judging.scorer(name="score_events"), paragraphs(a.data)
    state = torch.load(a.weights, weights_only=True)
    trained = state["trigger.outer.bias"].clone()
    best = None
    for lowered in LOWERED:
        state["trigger.outer.bias"] = trained - lowered * F.one_hot(torch.tensor(0), len(trained))
        trial = Trial(network.reader_of(state, a.frozen), tokenizer, scorer, rows)
        f1 = {least: trial.figures(least)["trigger_type"][2] for least in LEAST}
        print(f"outside lowered by {lowered}: F1 of trigger and type by least confidence", f1, flush=True)
        if best is None or max(f1.values()) > best[0]:
            best = (max(f1.values()), trial, state["trigger.outer.bias"], lowered)
    _, trial, bias, lowered = best
    torch.save({**state, "trigger.outer.bias": bias, "event_confidence.weight": trial.weight,
                "event_confidence.bias": trial.bias}, a.out)
    print(f"chosen: outside lowered by {lowered}; confidence {[round(w, 3) for w in trial.weight.tolist()]}, bias {trial.bias.item():.3f}")
    for least in LEAST:
        print(f"told from {least}:", trial.figures(least))
    for low, high, number, share in judging.reliability(trial.confidence.tolist(), trial.verdicts.tolist()):
        print(f"confidence {low:.1f} to {high:.1f}: {number} events, {share} % right")


if __name__ == "__main__":
    main()
