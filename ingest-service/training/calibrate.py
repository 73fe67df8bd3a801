#!/usr/bin/env python3
"""Chooses how readily cues are found, and fits the confidence of attributions, on articles that training kept apart.

  calibrate.py --data ../../../shared/data --tokenizer tokenizer.json --weights DIR/weights.pt --out DIR/calibrated.pt

An attribution is right when its cue, and half or more of its source and of its content, are those of a gold one
(relation_overlap of the shared scorer). Writes confidence.weight and confidence.bias, a logistic regression over
predict.features, beside the weights. The cue head's bias of "outside" is lowered by as much as gives the best mean F1 of
FIGURES among attributions of at least kLeastConfidence (ingest-service/attribution/refinement.h). Prints the figures and
the reliability of the confidence.
"""
import argparse

import torch
import torch.nn.functional as F

import judging
import network
import predict
import tasks
from windows import load_tokenizer

LOWERED = (0.0, 0.5, 1.0)
LEAST = (0.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4)
FIGURES = ("cue", "source", "content", "relation_exact", "relation_overlap")


def fit(x, y):
    """Weights and bias of a logistic regression with a little decay."""
    parameters = torch.zeros(x.shape[1] + 1, requires_grad=True)
    optimizer = torch.optim.LBFGS([parameters], max_iter=200)

    def closure():
        optimizer.zero_grad()
        loss = F.binary_cross_entropy_with_logits(x @ parameters[:-1] + parameters[-1], y)
        loss = loss + 1e-3 * parameters[:-1].square().sum()
        loss.backward()
        return loss
    optimizer.step(closure)
    return parameters.detach()[:-1], parameters.detach()[-1:]


def read(model, tokenizer, articles):
    """The attributions of each article that attribute anything."""
    return [[r for r in predict.read_article(model, tokenizer, article["text"]) if r["content"]] for article in articles]


class Trial:
    """How articles are read with one bias: fitted confidence and figures."""

    def __init__(self, scorer, articles, attributions):
        self.features = torch.tensor([predict.features(r) for rows in attributions for r in rows])
        self.verdicts = torch.tensor([float(v) for article, rows in zip(articles, attributions)
                                      for v in judging.right(scorer, article, rows)])
        self.weight, self.bias = fit(self.features, self.verdicts)
        self.confidence = torch.sigmoid(self.features @ self.weight + self.bias)
        self.scorer, self.articles, self.attributions = scorer, articles, attributions

    def figures(self, least):
        """F1 of what is told from a confidence of `least`."""
        told, at = {}, 0
        for article, rows in zip(self.articles, self.attributions):
            told[article["id"]] = {"attributions": [r for k, r in enumerate(rows) if self.confidence[at + k] >= least]}
            at += len(rows)
        gold = {article["id"]: article for article in self.articles}
        return {k: v[2] for k, v in self.scorer.score(gold, told).items()}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--weights", required=True, help="weights.pt of train.py")
    p.add_argument("--out", required=True, help="where the weights go that export_model.py takes")
    p.add_argument("--frozen", type=int, default=3)
    a = p.parse_args()
    tokenizer, scorer = load_tokenizer(a.tokenizer), judging.scorer()
    state = torch.load(a.weights, weights_only=True)
    state = {k: v for k, v in state.items() if "confidence." not in k}
    articles = tasks.Attributions.articles(a.data, held=True)
    trained = state["cue.outer.bias"].clone()
    best = None
    for lowered in LOWERED:
        state["cue.outer.bias"] = trained - lowered * F.one_hot(torch.tensor(0), len(trained))
        attributions = read(network.reader_of(state, a.frozen), tokenizer, articles)
        if not any(attributions):
            raise SystemExit(f"calibrate.py: these weights find no attribution in the {len(articles)} articles kept apart; train longer")
        trial = Trial(scorer, articles, attributions)
        mean = {least: sum(trial.figures(least)[f] for f in FIGURES) / len(FIGURES) for least in LEAST}
        print(f"outside lowered by {lowered}: mean F1 by least confidence", {k: round(v, 2) for k, v in mean.items()}, flush=True)
        if best is None or max(mean.values()) > best[0]:
            best = (max(mean.values()), trial, state["cue.outer.bias"], lowered)
    _, trial, bias, lowered = best
    torch.save({**state, "cue.outer.bias": bias, "confidence.weight": trial.weight, "confidence.bias": trial.bias}, a.out)
    print(f"chosen: outside lowered by {lowered}; confidence {[round(w, 3) for w in trial.weight.tolist()]}, bias {trial.bias.item():.3f}")
    for least in LEAST:
        print(f"told from {least}:", trial.figures(least))
    for low, high, number, share in judging.reliability(trial.confidence.tolist(), trial.verdicts.tolist()):
        print(f"confidence {low:.1f} to {high:.1f}: {number} attributions, {share} % right")


if __name__ == "__main__":
    main()
