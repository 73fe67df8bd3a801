"""The tasks that are trained together: what each reads from the data folder, and its loss.

A task turns its gold data into rows, one a window: {"tokens": [(id, span, case)], "ids", "cases" and its labels}, and
gives the loss of a batch of rows from the encoder's hidden states. README.md says how to add one.
"""
import collections
import json
import os

import torch
import torch.nn.functional as F

import events
import network
import newswire
import tags
from windows import windows

HERE = os.path.dirname(os.path.abspath(__file__))
NONE = -100
KIND_SHARE = 0.03  # what one attribution's kind counts in a step's loss
EVENT_SHARE = 0.04  # what one event's type and status count


def read_jsonl(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def piece_run(window, words, run):
    """The tokens [begin, end) of a run of words, all pieces included."""
    after = run[1] + 1
    begin = words[run[0]][0]
    end = words[after][0] if after < len(words) else len(window) - 1
    while end > begin + 1 and window[end - 1][1] == (-1, -1):
        end -= 1
    return begin, end


def base_row(window):
    return {"tokens": window, "ids": [t[0] for t in window], "cases": [t[2] for t in window]}


def pad(rows, name, value=0):
    length = max(len(r["ids"]) for r in rows)
    return torch.tensor([r[name] + [value] * (length - len(r[name])) for r in rows])


def mask_of(rows):
    length = max(len(r["ids"]) for r in rows)
    return torch.tensor([[1] * len(r["ids"]) + [0] * (length - len(r["ids"])) for r in rows])


class Cues:
    """The cues of a batch of windows with the W tokens around each. `cues` is [(row, begin, end)], tokens half-open."""

    def __init__(self, rows, cues):
        self.row = torch.tensor([c[0] for c in cues])
        begin, end = torch.tensor([c[1] for c in cues]), torch.tensor([c[2] for c in cues])
        # A window's own length decides, not the padded one: the reader must see the same tokens in every batch.
        first = []
        for n, b, e in cues:
            start, _ = network.around(len(rows[n]["ids"]), torch.tensor(b), torch.tensor(e))
            first.append(int(start))
        self.first = torch.tensor(first)
        width = max(min(len(rows[c[0]]["ids"]), network.ARGUMENT_TOKENS) for c in cues)
        self.index = self.first[:, None] + torch.arange(width)[None]
        lengths = torch.tensor([len(rows[c[0]]["ids"]) for c in cues])[:, None]
        self.mask = (self.index < lengths).long()
        self.index = torch.minimum(self.index, lengths - 1)
        self.begin, self.end = begin - self.first, end - self.first

    def gather(self, values):
        """[B, T, ...] to [C, W, ...]."""
        return values[self.row[:, None], self.index]


class Attributions:
    """PolNeAR: cue, source and content; and the project's kinds for those attributions that have one."""
    name = "attributions"
    heads = ("cue", "arguments", "kind")

    @staticmethod
    def articles(data, held):
        """The training articles, or those `held` apart for calibration."""
        articles = read_jsonl(os.path.join(data, "polnear", "train.jsonl"))
        return [a for k, a in enumerate(articles) if (k % events.HELD_EVERY == 0) == held]

    @staticmethod
    def kinds(data):
        """(kind, hedged) by (article, first offset of the cue, last one): those of kinds.jsonl here, then the gold ones."""
        own = read_jsonl(os.path.join(HERE, "kinds.jsonl"))
        kinds = {(a["article"], begin, end): (kind, hedged) for a in own for begin, end, kind, hedged in a["kinds"]}
        for r in read_jsonl(os.path.join(data, "onrecord", "kinds_train.jsonl")):
            kinds[Attributions.key(r["article"], r["cue"])] = (r["kind"], r["hedged"])
        return kinds

    @staticmethod
    def key(article, cue):
        return article, cue[0][0], cue[-1][1]

    @staticmethod
    def weights_of(kinds):
        """A weight for each of network.KINDS, 1 in the mean over what is labelled: the rarer a kind, the more it counts."""
        count = collections.Counter(kind for kind, _ in kinds)
        counts = torch.tensor([float(max(1, count[k])) for k in network.KINDS])
        weights = counts.rsqrt()
        return weights * counts.sum() / (weights * counts).sum()

    def rows(self, data, tokenizer, held=False):
        kinds = self.kinds(data)
        self.kind_weights = self.weights_of(kinds.values())
        return [row for article in self.articles(data, held) for row in self.article_rows(tokenizer, article, kinds)]

    @staticmethod
    def article_rows(tokenizer, article, kinds={}):
        for window in windows(tokenizer, article["text"]):
            row, words = base_row(window), tags.words_of(window)
            cue_runs, cues = [], []
            for a in article.get("attributions", []):
                cue = tags.runs_of(words, a["cue"])
                if not cue:
                    continue
                cue_runs += cue
                arguments = tags.encode(window, words, [tags.runs_of(words, a["source"]), tags.runs_of(words, a["content"])])
                begin, end = piece_run(window, words, cue[0])
                kind, hedged = kinds.get(Attributions.key(article["id"], a["cue"]), (None, 0))
                cues.append((begin, end, arguments, NONE if kind is None else network.KINDS.index(kind), float(hedged)))
            row["cue"], row["cues"] = tags.encode(window, words, [cue_runs]), cues
            yield row

    def loss(self, model, hidden, rows):
        logits = model.cue(hidden)
        losses = {"cue": F.cross_entropy(logits.flatten(0, 1), pad(rows, "cue", NONE).flatten(), ignore_index=NONE)}
        found = [(n, c) for n, r in enumerate(rows) for c in r["cues"]]
        if not found:
            return losses["cue"], losses
        cues = Cues(rows, [(n, c[0], c[1]) for n, c in found])
        gold = arguments_of(cues, [c[2] for _, c in found], hidden.shape[1])
        near = cues.gather(hidden)
        probabilities = cues.gather(logits.detach().softmax(-1))
        scores = model.arguments(near, probabilities, cues.mask, cues.begin, cues.end)
        losses["arguments"] = F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=NONE)
        total = losses["cue"] + 2 * losses["arguments"]
        labelled = [k for k, (_, c) in enumerate(found) if c[3] != NONE]
        if labelled:
            keep = torch.tensor(labelled)
            parts = part_masks(cues, gold)
            out = model.kind(near[keep], *(p[keep] for p in parts))
            kind = torch.tensor([found[k][1][3] for k in labelled])
            hedged = torch.tensor([found[k][1][4] for k in labelled])
            losses["kind"] = F.cross_entropy(out[:, :-1], kind, weight=self.kind_weights)
            losses["hedged"] = F.binary_cross_entropy_with_logits(out[:, -1], hedged)
            # Weighted by their number, or else a batch's only labelled attribution would count as much as twenty.
            total = total + KIND_SHARE * len(labelled) * (losses["kind"] + losses["hedged"])
        return total, losses


def arguments_of(cues, labels, length):
    """[C, W] tags of each cue's arguments among the tokens around it, from those of its whole window."""
    gold = torch.tensor([own + [NONE] * (length - len(own)) for own in labels]).gather(1, cues.index)
    return gold.masked_fill(cues.mask == 0, NONE)


def part_masks(cues, gold):
    """[C, W] masks of cue, source and content; the source's and content's words are those that `gold` tags."""
    at = torch.arange(cues.index.shape[1])[None]
    cue = (at >= cues.begin[:, None]) & (at < cues.end[:, None])
    return cue, (gold >= 1) & (gold <= 4), gold >= 5


class Cases(Attributions):
    """cases.jsonl here: short pieces of news in the project's own words, for kinds that PolNeAR has few of."""
    name = "cases"

    def rows(self, data, tokenizer):
        self.kind_weights = self.weights_of(self.kinds(data).values())
        return [row for case in read_jsonl(os.path.join(HERE, "cases.jsonl"))
                for row in self.article_rows(tokenizer, case, self.kinds_of(case))]

    @classmethod
    def kinds_of(cls, case):
        return {cls.key(case["id"], a["cue"]): (a["kind"], a["hedged"]) for a in case["attributions"]}


class Mentions:
    """Names with their types, from the newswire of all continents."""
    name = "mentions"
    heads = ("mention",)

    def rows(self, data, tokenizer, held=False):
        return [row for path in newswire.documents(data, held) for row in self.article_rows(tokenizer, newswire.article(path))]

    @staticmethod
    def article_rows(tokenizer, article):
        for window in windows(tokenizer, article["text"]):
            row, words = base_row(window), tags.words_of(window)
            spans = [[(b, e) for b, e, kind in article["mentions"] if kind == m] for m in network.MENTIONS]
            row["mention"] = tags.encode(window, words, [tags.runs_of(words, s) for s in spans])
            yield row

    def loss(self, model, hidden, rows):
        gold = pad(rows, "mention", NONE)
        loss = F.cross_entropy(model.mention(hidden).flatten(0, 1), gold.flatten(), ignore_index=NONE)
        return loss, {"mention": loss}


class Events:
    """Triggers, types, statuses, participants, places and times of events, in the paragraphs that have them marked; what
    stands around these is read but not learnt from."""
    name = "events"
    heads = ("event_layers", "trigger", "participants", "event")

    def rows(self, data, tokenizer):
        return [row for text, parts in events.marked_articles(data).values()
                for begin, end, own in events.with_surroundings(text, parts)
                for row in self.text_rows(tokenizer, text[begin:end], begin, own)]

    @staticmethod
    def text_rows(tokenizer, text, at, parts):
        """The windows of `text`, which begins `at` in its article, that share a word with one of the marked parts."""
        for window in windows(tokenizer, text):
            window = [(t[0], t[1] if t[1] == (-1, -1) else (t[1][0] + at, t[1][1] + at), t[2]) for t in window]
            row, words = base_row(window), tags.words_of(window)
            marked = [k for k, (_, b, e) in enumerate(words) if any(begin <= b and e <= end for begin, end, _ in parts)]
            if not marked:
                continue
            taken, found = [], []
            for event in sorted((e for part in parts for e in part[2]), key=lambda e: e["trigger"]):
                run = tags.runs_of(words, [event["trigger"]])
                if not run or any(run[0][0] <= b and a <= run[0][1] for a, b in taken):
                    continue
                taken.append(run[0])
                roles = [tags.runs_of(words, event[role]) for role in network.EVENT_ROLES]
                found.append((*piece_run(window, words, run[0]), tags.encode(window, words, roles),
                              network.EVENTS.index(event["type"]), network.STATUSES.index(event["status"])))
            trigger = tags.encode(window, words, [taken])
            known = {words[k][0] for k in marked}
            row["trigger"] = [t if i in known else NONE for i, t in enumerate(trigger)]
            row["events"] = found
            yield row

    def loss(self, model, hidden, rows):
        hidden = model.event_states(hidden, mask_of(rows))
        logits = model.trigger(hidden)
        losses = {"trigger": F.cross_entropy(logits.flatten(0, 1), pad(rows, "trigger", NONE).flatten(), ignore_index=NONE)}
        found = [(n, e) for n, r in enumerate(rows) for e in r["events"]]
        if not found:
            return losses["trigger"], losses
        cues = Cues(rows, [(n, e[0], e[1]) for n, e in found])
        gold = arguments_of(cues, [e[2] for _, e in found], hidden.shape[1])
        near = cues.gather(hidden)
        scores = model.participants(near, cues.gather(logits.detach().softmax(-1)), cues.mask, cues.begin, cues.end)
        losses["participants"] = F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=NONE)
        kind, status = model.event(near, *event_parts(cues, gold))
        losses["type"] = F.cross_entropy(kind, torch.tensor([e[3] for _, e in found]))
        losses["status"] = F.cross_entropy(status, torch.tensor([e[4] for _, e in found]))
        share = EVENT_SHARE * len(found)
        total = losses["trigger"] + 2 * losses["participants"] + share * (losses["type"] + losses["status"])
        return total, losses


def event_parts(cues, gold):
    """[C, W] masks of trigger, actors and recipients; the participants' words are those that `gold` tags."""
    at = torch.arange(cues.index.shape[1])[None]
    trigger = (at >= cues.begin[:, None]) & (at < cues.end[:, None])
    return trigger, (gold >= 1) & (gold <= 4), (gold >= 5) & (gold <= 8)


class Plover(Events):
    """Sentences of international news with PLOVER's types, but for the fifth kept apart for measuring."""
    name = "plover"
    held_fold = events.HELD_FOLD

    def rows(self, data, tokenizer):
        folds = [k for k in range(events.FOLDS) if k != self.held_fold]
        return [row for text, parts, _ in events.plover_sentences(data, folds)
                for row in self.text_rows(tokenizer, text, 0, parts)]


class EventCases(Events):
    """event_cases.jsonl here: sentences in the project's own words, for types and statuses that newspapers have few of."""
    name = "event_cases"

    def rows(self, data, tokenizer):
        return [row for text, parts in events.own_cases() for row in self.text_rows(tokenizer, text, 0, parts)]


class Roles:
    """PropBank's arguments of verbs, which teach the states of `participants` who does what to whom."""
    name = "roles"
    heads = ("event_layers", "participants", "semantic_roles")
    most_predicates = 4  # of a sentence

    def rows(self, data, tokenizer):
        return [row for sentence in read_jsonl(os.path.join(data, "srl", "ewt_propbank.jsonl"))
                for row in self.sentence_rows(tokenizer, sentence)]

    def sentence_rows(self, tokenizer, sentence):
        starts, text = [], ""
        for token in sentence["tokens"]:
            starts.append(len(text))
            text += token + " "
        spans = lambda first, last: [(starts[first], starts[last - 1] + len(sentence["tokens"][last - 1]))]
        for window in windows(tokenizer, text.rstrip()):
            row, words = base_row(window), tags.words_of(window)
            row["events"] = []
            for predicate in sentence["preds"][:self.most_predicates]:
                run = tags.runs_of(words, spans(predicate["i"], predicate["i"] + 1))
                if run:
                    roles = [[r for name, a, b in predicate["args"] if name == role for r in tags.runs_of(words, spans(a, b))]
                             for role in network.SEMANTIC_ROLES]
                    row["events"].append((*piece_run(window, words, run[0]), tags.encode(window, words, roles)))
            if row["events"]:
                yield row

    def loss(self, model, hidden, rows):
        found = [(n, e) for n, r in enumerate(rows) for e in r["events"]]
        cues = Cues(rows, [(n, e[0], e[1]) for n, e in found])
        gold = arguments_of(cues, [e[2] for _, e in found], hidden.shape[1])
        hidden = model.event_states(hidden, mask_of(rows))
        probabilities = cues.gather(model.trigger(hidden).detach().softmax(-1))
        states = model.participants.states(cues.gather(hidden), probabilities, cues.mask, cues.begin, cues.end)
        loss = F.cross_entropy(model.semantic_roles(states).flatten(0, 1), gold.flatten(), ignore_index=NONE)
        return loss, {"roles": loss}


TASKS = {task.name: task for task in (Attributions(), Cases(), Mentions(), Events(), EventCases(), Plover(), Roles())}
