#!/usr/bin/env python3
"""Fits the confidence of attributions on articles that training kept apart, and says how well it holds.

  calibrate.py --data ../../../shared/data --tokenizer tokenizer.json --weights DIR/weights.pt

An attribution is right when its cue, and half or more of its source and of its content, are those of a gold one
(relation_overlap of the shared scorer). Adds confidence.weight and confidence.bias, a logistic regression over
predict.features, to the weights; prints F1 by threshold, from which ingest-service/attribution/refinement.h takes its
kLeastConfidence, and the reliability of the confidence.
"""
import argparse

import torch
import torch.nn.functional as F

import judging
import network
import predict
import tasks
from windows import load_tokenizer


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


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--weights", required=True)
    p.add_argument("--layers", type=int, default=9)
    p.add_argument("--frozen", type=int, default=3)
    a = p.parse_args()
    tokenizer, scorer = load_tokenizer(a.tokenizer), judging.scorer()
    state = torch.load(a.weights)
    model = network.Reader(a.layers, a.frozen)
    model.load_state_dict({k: v for k, v in state.items() if not k.startswith("confidence.")})
    model.eval()
    articles = tasks.Attributions.articles(a.data, held=True)
    read = [[r for r in predict.read_article(model, tokenizer, article["text"]) if r["content"]] for article in articles]
    x = torch.tensor([predict.features(r) for rows in read for r in rows])
    y = torch.tensor([float(v) for article, rows in zip(articles, read) for v in judging.right(scorer, article, rows)])
    weight, bias = fit(x, y)
    state["confidence.weight"], state["confidence.bias"] = weight, bias
    torch.save(state, a.weights)
    print("confidence.weight", [round(v, 3) for v in weight.tolist()], "bias", round(bias.item(), 3))

    sure = torch.sigmoid(x @ weight + bias)
    gold = {article["id"]: article for article in articles}
    for least in (0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        told, at = {}, 0
        for article, rows in zip(articles, read):
            told[article["id"]] = {"attributions": [r for k, r in enumerate(rows) if sure[at + k] >= least]}
            at += len(rows)
        print(f"told from {least}:", {k: v[2] for k, v in scorer.score(gold, told).items()})
    for low, high, number, share in judging.reliability(sure.tolist(), y.tolist()):
        print(f"confidence {low:.1f} to {high:.1f}: {number} attributions, {share} % right")


if __name__ == "__main__":
    main()
