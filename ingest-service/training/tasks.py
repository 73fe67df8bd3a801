"""The tasks that are trained together: what each reads from the data folder, and its loss.

A task turns its gold data into rows, one a window: {"tokens": [(id, span, case)], "ids", "cases" and its labels}, and
gives the loss of a batch of rows from the encoder's hidden states. To add one (events, say): write a class with `rows`
and `loss`, give network.Reader a head for it, and name it in TASKS.
"""
import collections
import json
import os

import torch
import torch.nn.functional as F

import network
import newswire
import tags
from windows import windows

HERE = os.path.dirname(os.path.abspath(__file__))
NONE = -100
KIND_SHARE = 0.03  # what one attribution's kind counts in a step's loss
HELD_EVERY = 20  # one in so many of PolNeAR's training articles is kept apart for calibration


def read_jsonl(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


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

    @staticmethod
    def articles(data, held):
        """The training articles, or those `held` apart for calibration."""
        articles = read_jsonl(os.path.join(data, "polnear", "train.jsonl"))
        return [a for k, a in enumerate(articles) if (k % HELD_EVERY == 0) == held]

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
                begin = words[cue[0][0]][0]
                after = cue[0][1] + 1
                end = words[after][0] if after < len(words) else len(window) - 1
                while end > begin + 1 and window[end - 1][1] == (-1, -1):
                    end -= 1
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
        length = hidden.shape[1]
        gold = torch.tensor([c[2] + [NONE] * (length - len(c[2])) for _, c in found]).gather(1, cues.index)
        gold = gold.masked_fill(cues.mask == 0, NONE)
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


TASKS = {task.name: task for task in (Attributions(), Cases(), Mentions())}
