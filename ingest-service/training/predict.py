"""Reads articles with the network in Python: the reference that the C++ reader is compared with, and the figures that
training prints. Decoding as in ingest-service/tagging."""
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


@torch.no_grad()
def read_events(model, window, outside=0.0):
    """The events of one window: dicts of trigger, actor, recipient, place, time (spans), type and status, and their
    probabilities. `outside` is taken from the trigger head's score of no trigger."""
    words = tags.words_of(window)
    if not words:
        return []
    row, hidden = tasks.base_row(window), model.event_states(hidden_states(model, window))
    logits = model.trigger(hidden)
    lowered = logits[0].clone()
    lowered[:, 0] -= outside
    chosen, probability = best_tags(lowered, words, 1)
    found = tags.decode(chosen, 1)[0]
    if not found:
        return []
    cues = tasks.Cues([row], [(0, words[a][0], end_of(window, words, b)) for a, b in found])
    near = cues.gather(hidden)
    scores = model.participants(near, cues.gather(logits.softmax(-1)), cues.mask, cues.begin, cues.end)
    out, tagged = [], torch.zeros_like(cues.index)
    for n, (a, b) in enumerate(found):
        first = int(cues.first[n])
        inside = [k for k, w in enumerate(words) if first <= w[0] < first + cues.index.shape[1]]
        own = [(words[k][0] - first, *words[k][1:]) for k in inside]
        chosen, sure = best_tags(scores[n], own, len(network.EVENT_ROLES))
        tagged[n, [w[0] for w in own]] = torch.tensor(chosen)
        runs = tags.decode(chosen, len(network.EVENT_ROLES))
        event = {role: [[own[x][1], own[y][2]] for x, y in run] for role, run in zip(network.EVENT_ROLES, runs)}
        out.append({"trigger": [words[a][1], words[b][2]], "sure": event_sure(probability[a:b + 1], chosen, sure), **event})
    kinds, statuses = model.event(near, *tasks.event_parts(cues, tagged))
    for event, kind, status in zip(out, kinds.softmax(-1), statuses.softmax(-1)):
        event.update(type=network.EVENTS[int(kind.argmax())], type_sure=float(kind.max()),
                     status=network.STATUSES[int(status.argmax())], status_sure=float(status.max()))
    return out


def event_sure(trigger, chosen, sure):
    """The probabilities of the tags of trigger, actors and recipients."""
    return {"trigger": trigger, "actor": [p for p, t in zip(sure, chosen) if 1 <= t <= 4],
            "recipient": [p for p, t in zip(sure, chosen) if 5 <= t <= 8]}


def event_features(event):
    """What the confidence of an event is computed from; ingest-service/events/event_confidence.cc has the same."""
    sure = event["sure"]
    mean = lambda role: sum(sure[role]) / len(sure[role]) if sure[role] else 0.5
    return [odds(mean("trigger")), odds(min(sure["trigger"])), odds(event["type_sure"]), odds(mean("actor")),
            odds(mean("recipient")), float(bool(sure["actor"])), float(bool(sure["recipient"]))]


def logistic(features, weight, bias):
    return 1 / (1 + math.exp(-sum(w * f for w, f in zip(weight, features)) - bias))


def event_confidence(event, weight, bias):
    """In [0, 1], with the weights that calibrate.py finds."""
    return logistic(event_features(event), weight, bias)


def event_strings(text, event):
    """An event of spans in the shared scorer's form."""
    words = lambda spans: [text[b:e] for b, e in spans]
    return {"type": event["type"], "status": event["status"], "trigger": text[event["trigger"][0]:event["trigger"][1]],
            "actor": words(event["actor"]), "recipient": words(event["recipient"])}


def event_figures(model, tokenizer, rows, outside=(0.0, 0.5, 1.0)):
    """F1 of events by the shared scorer, in paragraphs read by themselves, for several leanings."""
    model.eval()
    scorer, gold = judging.scorer(name="score_events"), {row["id"]: row for row in rows}
    figures = {}
    for lean in outside:
        read = {}
        for row in rows:
            text = row["text"]
            found = [e for w in windows(tokenizer, text) for e in read_events(model, w, lean)]
            read[row["id"]] = {"events": [event_strings(text, e) for e in found]}
        score = scorer.score(gold, read)
        figures[lean] = {k: score[k] for k in ("trigger", "trigger_type", "participants", "status")}
    return figures


def odds(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def features(attribution):
    """What the confidence of an attribution is computed from; ingest-service/attribution/confidence.cc has the same."""
    out = []
    for part in ("cue", "source", "content"):
        sure = attribution["sure"][part] or [0.5]
        out += [odds(sum(sure) / len(sure)), odds(min(sure))]
    return out + [float(bool(attribution["source"])), float(min(4, len(attribution["content"])))]


def confidence(attribution, weight=None, bias=0.0):
    """In [0, 1]; without the weights that calibrate.py finds, the mean probability of the cue's tags times that of the rest."""
    if weight is not None:
        return logistic(features(attribution), weight, bias)
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
