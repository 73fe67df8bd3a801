"""Trains the head for kinds further, on the finished encoder: cheap enough for many passes."""
import collections
import os

import torch
import torch.nn.functional as F

import network
import tasks

PASSES, BATCH, RATE = 20, 128, 5e-4


@torch.no_grad()
def examples(model, rows, encode):
    """(features [N, 4 HIDDEN], kind [N], hedged [N]) of all labelled attributions."""
    out = collections.defaultdict(list)
    wanted = [r for r in rows if any(c[3] != tasks.NONE for c in r["cues"])]
    for k in range(0, len(wanted), 8):
        part = wanted[k : k + 8]
        hidden = encode(model, part)
        found = [(n, c) for n, r in enumerate(part) for c in r["cues"] if c[3] != tasks.NONE]
        cues = tasks.Cues(part, [(n, c[0], c[1]) for n, c in found])
        gold = torch.tensor([c[2] + [tasks.NONE] * (hidden.shape[1] - len(c[2])) for _, c in found]).gather(1, cues.index)
        gold = gold.masked_fill(cues.mask == 0, tasks.NONE)
        out["x"].append(model.kind.features(cues.gather(hidden), *tasks.part_masks(cues, gold)))
        out["kind"] += [c[3] for _, c in found]
        out["hedged"] += [c[4] for _, c in found]
    return torch.cat(out["x"]), torch.tensor(out["kind"]), torch.tensor(out["hedged"])


def figures(model, data):
    """Accuracy and macro F1 over kinds with five or more labels, in percent, on labelled examples."""
    x, kind, _ = data
    model.eval()
    with torch.no_grad():
        guess = model.kind.score(x)[:, :-1].argmax(-1)
    scores = []
    for k in range(len(network.KINDS)):
        gold, found = kind == k, guess == k
        if gold.sum() >= 5:
            scores.append(200 * (gold & found).sum().item() / (gold.sum() + found.sum()).item())
    return {"accuracy": round(100 * (guess == kind).float().mean().item(), 1), "macro_f1": round(sum(scores) / max(1, len(scores)), 1)}


def tune(model, data, seed=0):
    """Trains model.kind on `data`, as `examples` gives it."""
    x, kind, hedged = data
    torch.manual_seed(seed)
    weights = tasks.TASKS["attributions"].kind_weights
    optimizer = torch.optim.AdamW(model.kind.parameters(), lr=RATE, weight_decay=0.05)
    steps = PASSES * (len(x) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    model.kind.train()
    for _ in range(PASSES):
        for part in torch.randperm(len(x)).split(BATCH)[: len(x) // BATCH]:
            out = model.kind.score(x[part])
            loss = F.cross_entropy(out[:, :-1], kind[part], weight=weights, label_smoothing=0.05)
            loss = loss + F.binary_cross_entropy_with_logits(out[:, -1], hedged[part])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    model.kind.eval()


def share_of(model, rows, encode, folder, rank, workers):
    """Writes this worker's share of the examples; `gathered` reads them all."""
    torch.save(examples(model, rows[rank::workers], encode), os.path.join(folder, f"kinds.{rank}of{workers}.pt"))


def gathered(folder, workers):
    shares = [torch.load(os.path.join(folder, f"kinds.{k}of{workers}.pt"), weights_only=True) for k in range(workers)]
    return tuple(torch.cat(parts) for parts in zip(*shares))
