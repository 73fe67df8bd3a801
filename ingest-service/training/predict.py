"""Reads articles with the network in Python: the reference that the C++ reader is compared with, and the figures that
training prints. Decoding as in ingest-service/attribution."""
import math

import torch

import judging
import network
import tags
import tasks
from windows import windows


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


def hidden_states(model, window):
    """[1, T, HIDDEN] of one window."""
    row = tasks.base_row(window)
    return model.encoder.above(model.encoder.below(torch.tensor(row["ids"]))[None], torch.tensor([row["cases"]]),
                               torch.ones(1, len(window)))


@torch.no_grad()
def read_window(model, window):
    """The attributions of one window: dicts of source, cue, content (spans), and `sure`, the probabilities of the tags of
    each; `kind`, `kind_sure`, its probability, and `hedged`; `margin` is the number of tokens between the cue and the
    nearer end of the window."""
    words = tags.words_of(window)
    if not words:
        return []
    row, hidden = tasks.base_row(window), hidden_states(model, window)
    logits = model.cue(hidden)
    chosen, probability = best_tags(logits[0], words, 1)
    found = tags.decode(chosen, 1)[0]
    if not found:
        return []
    cues = tasks.Cues([row], [(0, words[a][0], end_of(window, words, b)) for a, b in found])
    near = cues.gather(hidden)
    scores = model.arguments(near, cues.gather(logits.softmax(-1)), cues.mask, cues.begin, cues.end)
    out, tagged = [], torch.zeros_like(cues.index)
    for n, (a, b) in enumerate(found):
        first = int(cues.first[n])
        inside = [k for k, w in enumerate(words) if first <= w[0] < first + cues.index.shape[1]]
        own = [(words[k][0] - first, *words[k][1:]) for k in inside]
        argument, sure = best_tags(scores[n], own, 2)
        tagged[n, [w[0] for w in own]] = torch.tensor(argument)
        source, content = tags.decode(argument, 2)
        span = lambda runs: [[own[x][1], own[y][2]] for x, y in runs]
        out.append({"cue": [[words[a][1], words[b][2]]], "source": span(source), "content": span(content),
                    "sure": {"cue": probability[a:b + 1], "source": [p for p, t in zip(sure, argument) if 1 <= t <= 4],
                             "content": [p for p, t in zip(sure, argument) if t > 4]},
                    "margin": min(words[a][0], len(window) - end_of(window, words, b))})
    for a, kind in zip(out, model.kind(near, *tasks.part_masks(cues, tagged))):
        sure, number = kind[:-1].softmax(-1).max(-1)
        a.update(kind=network.KINDS[number], kind_sure=float(sure), hedged=bool(kind[-1] > 0))
    return out


@torch.no_grad()
def read_mentions(model, window):
    """The names of one window in order: (begin, end, type, mean probability of its words' tags)."""
    words = tags.words_of(window)
    if not words:
        return []
    chosen, sure = best_tags(model.mention(hidden_states(model, window))[0], words, len(network.MENTIONS))
    return sorted((words[a][1], words[b][2], name, sum(sure[a:b + 1]) / (b + 1 - a))
                  for name, runs in zip(network.MENTIONS, tags.decode(chosen, len(network.MENTIONS))) for a, b in runs)


def features(attribution):
    """What the confidence of an attribution is computed from; ingest-service/attribution/confidence.cc has the same."""
    def odds(p):
        p = min(max(p, 1e-4), 1 - 1e-4)
        return math.log(p / (1 - p))
    out = []
    for part in ("cue", "source", "content"):
        sure = attribution["sure"][part] or [0.5]
        out += [odds(sum(sure) / len(sure)), odds(min(sure))]
    return out + [float(bool(attribution["source"])), float(min(4, len(attribution["content"])))]


def confidence(attribution, weight=None, bias=0.0):
    """In [0, 1]; without the weights that calibrate.py finds, the mean probability of the cue's tags times that of the rest."""
    if weight is not None:
        return 1 / (1 + math.exp(-sum(w * f for w, f in zip(weight, features(attribution))) - bias))
    mean = lambda x: sum(x) / len(x) if x else 1.0
    return mean(attribution["sure"]["cue"]) * mean(attribution["sure"]["source"] + attribution["sure"]["content"])


def read_article(model, tokenizer, text):
    """The attributions of an article, in order of their cues; of cues that overlap the one with most context."""
    found = []
    for window in windows(tokenizer, text):
        for a in read_window(model, window):
            others = [f for f in found if f["cue"][0][0] < a["cue"][0][1] and a["cue"][0][0] < f["cue"][0][1]]
            if all(f["margin"] < a["margin"] for f in others):
                found = [f for f in found if f not in others] + [a]
    return sorted(found, key=lambda a: a["cue"])


def refine(attributions, least=0.5):
    return [a for a in attributions if a["content"] and confidence(a) >= least]


def figures(model, tokenizer, articles):
    """F1 of the network alone and as told to users, by the shared scorer."""
    model.eval()
    read = {a["id"]: read_article(model, tokenizer, a["text"]) for a in articles}
    score = judging.scorer().score
    gold = {a["id"]: a for a in articles}
    alone = score(gold, {k: {"attributions": v} for k, v in read.items()})
    told = score(gold, {k: {"attributions": refine(v)} for k, v in read.items()})
    return {"alone": {k: v[2] for k, v in alone.items()}, "told": {k: v[2] for k, v in told.items()}}
