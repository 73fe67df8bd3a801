"""Reads articles with the network in Python: the reference that the C++ reader is compared with, and the figures that
training prints. Decoding as in ingest-service/attribution."""
import os
import subprocess
import sys
import tempfile
import json

import torch

import network
import tags
import tasks
from windows import windows


def words_below(window, indices):
    return [w for w in tags.words_of(window) if w[0] in indices]


def best_tags(logits, words, roles):
    """The tags of `words` by Viterbi and the probability of each, from logits [T, tags]."""
    scores = logits[[w[0] for w in words]].log_softmax(-1)
    chosen = tags.viterbi(scores, roles)
    return chosen, [float(scores[k, t].exp()) for k, t in enumerate(chosen)]


def end_of(window, words, k):
    """The token behind word `k`."""
    end = words[k][0] + 1
    while end < len(window) and window[end][2] == 5 and window[end][1] != (-1, -1):
        end += 1
    return end


@torch.no_grad()
def read_window(model, window):
    """The attributions of one window: dicts of source, cue, content (spans), the probabilities of their tags, and what
    else training needs of them."""
    words = tags.words_of(window)
    if not words:
        return []
    row = tasks.base_row(window)
    hidden = model.encoder.above(model.encoder.below(torch.tensor(row["ids"]))[None], torch.tensor([row["cases"]]),
                                 torch.ones(1, len(window)))
    logits = model.cue(hidden)
    chosen, probability = best_tags(logits[0], words, 1)
    found = tags.decode(chosen, 1)[0]
    if not found:
        return []
    cues = tasks.Cues([row], [(0, words[a][0], end_of(window, words, b)) for a, b in found])
    near = cues.gather(hidden)
    scores = model.arguments(near, cues.gather(logits.softmax(-1)), cues.mask, cues.begin, cues.end)
    out = []
    for n, (a, b) in enumerate(found):
        first = int(cues.first[n])
        inside = [k for k, w in enumerate(words) if first <= w[0] < first + cues.index.shape[1]]
        own = [(words[k][0] - first, *words[k][1:]) for k in inside]
        argument, sure = best_tags(scores[n], own, 2)
        source, content = tags.decode(argument, 2)
        span = lambda runs: [[own[x][1], own[y][2]] for x, y in runs]
        out.append({"cue": [[words[a][1], words[b][2]]], "source": span(source), "content": span(content),
                    "cue_sure": probability[a:b + 1], "sure": [p for p, t in zip(sure, argument) if t],
                    "margin": min(words[a][0], len(window) - end_of(window, words, b))})
    return out


def confidence(attribution):
    mean = lambda x: sum(x) / len(x) if x else 1.0
    return mean(attribution["cue_sure"]) * mean(attribution["sure"])


def read_article(model, tokenizer, text):
    """The attributions of an article, in order of their cues; of a cue in two windows the reading with more context."""
    found = {}
    for window in windows(tokenizer, text):
        for a in read_window(model, window):
            key = tuple(a["cue"][0])
            if key not in found or found[key]["margin"] < a["margin"]:
                found[key] = a
    return [found[key] for key in sorted(found)]


def refine(attributions, least=0.5):
    return [a for a in attributions if a["content"] and confidence(a) >= least]


def scorer(data_folder=None):
    """The shared scorer of attributions, as a module."""
    import importlib.util
    path = os.environ.get("ONRECORD_SHARED", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared"))
    spec = importlib.util.spec_from_file_location("score_attributions", os.path.join(path, "tools", "score_attributions.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(model, tokenizer, articles):
    """F1 of the network alone and as told to users, by the shared scorer."""
    model.eval()
    read = {a["id"]: read_article(model, tokenizer, a["text"]) for a in articles}
    score = scorer().score
    gold = {a["id"]: a for a in articles}
    alone = score(gold, {k: {"attributions": v} for k, v in read.items()})
    told = score(gold, {k: {"attributions": refine(v)} for k, v in read.items()})
    return {"alone": {k: v[2] for k, v in alone.items()}, "told": {k: v[2] for k, v in told.items()}}
