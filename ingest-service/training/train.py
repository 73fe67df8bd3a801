#!/usr/bin/env python3
"""Trains the reader: from the data folders and a pretrained encoder to weights that export_model.py makes a model of.

  train.py --data ../../../shared/data --base bge-small-en-v1.5.onnx --tokenizer bge-small-en-v1.5-tokenizer.json --out DIR

All tasks of tasks.py are trained together on one encoder. Epochs, batches and seeds are fixed, so that a run can be
repeated; every --save steps a checkpoint goes to DIR/checkpoint.pt, from which the same command resumes. What the
frozen layers make of each window is computed once and kept in --cache. The figures on every fourth one of PolNeAR's
development articles, and on the development paragraphs with events, go to DIR/log.txt now and then. Uses a GPU where
torch finds one; else --workers processes of one thread each read their share of every batch and average their
gradients, which suffers less from other programs on the machine than threads that wait for each other at every
multiplication.
"""
import argparse
import json
import os
import random
import time
import zlib

import torch
from torch import distributed, multiprocessing, nn

import base_weights
import network
import predict
import reference
import tasks
from windows import load_tokenizer

BATCH_TOKENS = 2000
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


def batches(rows, seed):
    """The rows in batches of at most BATCH_TOKENS tokens with their padding, windows of like length together."""
    order = list(range(len(rows)))
    choose = random.Random(seed)
    choose.shuffle(order)
    out = []
    for k in range(0, len(order), 64):
        part = []
        for i in sorted(order[k:k + 64], key=lambda i: len(rows[i]["ids"])):
            if part and (len(part) + 1) * len(rows[i]["ids"]) > BATCH_TOKENS:
                out.append(part)
                part = []
            part = part + [i]
        out.append(part)
    choose.shuffle(out)
    return out


def plan(rows, passes, seed):
    """The whole training as a list of (task, row numbers): each task's passes, spread evenly over the run."""
    steps = []
    for name, count in passes.items():
        own, epoch = [], 0
        while count > 0:
            part = batches(rows[name], f"{seed} {name} {epoch}")
            own += part[: round(len(part) * min(1, count))]
            count, epoch = count - 1, epoch + 1
        steps += [((k + 0.5) / len(own), name, batch) for k, batch in enumerate(own)]
    return [(name, batch) for _, name, batch in sorted(steps, key=lambda s: s[:2])]


def fixed_states(model, row, a):
    """What the layers that stay as they are make of one window: the frozen ones, or all of them with --lr 0."""
    below = model.encoder.below(torch.tensor(row["ids"], device=DEVICE))
    if a.lr > 0:
        return below
    return model.encoder.above(below[None], torch.tensor([row["cases"]], device=DEVICE), tasks.mask_of([row]))[0]


def weights_sum(model):
    """A checksum of the encoder's weights."""
    total = 0
    for parameter in model.encoder.state_dict().values():
        total = zlib.crc32(parameter.cpu().numpy().tobytes(), total)
    return total


def add_fixed(model, rows, what, a, rank):
    """Keeps with each row its fixed_states, in half precision; each worker computes its share."""
    text = zlib.crc32(json.dumps([row["ids"] for row in rows]).encode())  # so that other articles don't find these
    depth = a.frozen if a.lr > 0 else f"all.{weights_sum(model):08x}"
    path = lambda worker: os.path.join(a.cache or a.out, f"fixed.{what}.{depth}.{text:08x}.{worker}of{a.workers}.pt")
    if not os.path.exists(path(rank)):
        began, own = time.time(), []
        for row in rows[rank :: a.workers]:
            with torch.no_grad():
                own.append(fixed_states(model, row, a).half().cpu())
            if len(own) % 250 == 0:
                print(f"fixed layers: {what}, window {len(own)} of {len(rows) // a.workers}, {time.time() - began:.0f} s", flush=True)
        torch.save(own, path(rank) + ".new")
        os.replace(path(rank) + ".new", path(rank))
    wait(a)
    for worker in range(a.workers):
        for row, fixed in zip(rows[worker :: a.workers], torch.load(path(worker), weights_only=True)):
            row["fixed"] = fixed


def wait(a):
    if a.workers > 1:
        distributed.barrier()


def encode(model, rows, a):
    x = nn.utils.rnn.pad_sequence([r["fixed"] for r in rows], batch_first=True).float().to(DEVICE)
    if a.lr == 0:
        return x
    return model.encoder.above(x, tasks.pad(rows, "cases"), tasks.mask_of(rows))


class Run:
    def __init__(self, model, steps, arguments, rank):
        self.model, self.steps, self.a, self.rank, self.step = model, steps, arguments, rank, 0
        frozen = [model.encoder.word, model.encoder.position, model.encoder.norm, *model.encoder.layers[: model.encoder.frozen]]
        for module in frozen:
            module.requires_grad_(False)
        if arguments.lr == 0:
            learnt = {head for name, _ in steps for head in tasks.TASKS[name].heads}
            for name, parameter in model.named_parameters():
                parameter.requires_grad_(name.split(".")[0] in learnt)
        groups = [("encoder.", arguments.lr), ("event_layers.", arguments.event_lr), ("", 1e-3)]
        self.optimizer = torch.optim.AdamW(
            [{"params": own, "lr": rate, "peak": rate} for own, rate in self.by_rate(groups)], weight_decay=0.01)

    def by_rate(self, groups):
        """(parameters that learn, rate) of each (prefix, rate): each parameter with the first prefix that fits."""
        first = lambda name: next(k for k, (prefix, _) in enumerate(groups) if name.startswith(prefix))
        for k, (_, rate) in enumerate(groups):
            yield [p for n, p in self.model.named_parameters() if p.requires_grad and first(n) == k], rate

    def set_rate(self):
        warm = 0.06 * len(self.steps)
        share = min((self.step + 1) / warm, (len(self.steps) - self.step) / (len(self.steps) - warm))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * share

    def save(self):
        if self.rank != 0:
            return
        path = os.path.join(self.a.out, "checkpoint.pt")
        state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "step": self.step,
                 "arguments": vars(self.a)}
        torch.save(state, path + ".new")
        os.replace(path + ".new", path)

    def resume(self):
        path = os.path.join(self.a.out, "checkpoint.pt")
        if not os.path.exists(path):
            return
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]

    def log(self, line):
        if self.rank != 0:
            return
        print(line, flush=True)
        with open(os.path.join(self.a.out, "log.txt"), "a", encoding="utf-8") as f:
            f.write(line + "\n")

    def average(self):
        """Averages the workers' gradients."""
        if self.a.workers == 1:
            return
        trained = [p for p in self.model.parameters() if p.requires_grad]
        flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in trained])
        distributed.all_reduce(flat)
        flat /= self.a.workers
        for parameter, gradient in zip(trained, flat.split([p.numel() for p in trained])):
            parameter.grad = gradient.view_as(parameter)

    def train(self, rows, evaluate):
        began, sums = time.time(), {}
        first = self.step
        while self.step < len(self.steps):
            name, batch = self.steps[self.step]
            self.model.train()
            self.set_rate()
            torch.manual_seed(self.step * self.a.workers + self.rank)  # of the dropout, so that resuming changes nothing
            part = [rows[name][i] for i in batch]
            part = part[self.rank :: self.a.workers] or part
            loss, parts = tasks.TASKS[name].loss(self.model, encode(self.model, part, self.a), part)
            loss.backward()
            self.average()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.optimizer.zero_grad()
            self.step += 1
            for key, value in parts.items():
                sums.setdefault(key, []).append(value.item())
            if self.step % 25 == 0:
                means = " ".join(f"{k} {sum(v) / len(v):.4f}" for k, v in sums.items())
                seconds = (time.time() - began) / (self.step - first)
                self.log(f"step {self.step} of {len(self.steps)}, {seconds:.2f} s each, "
                         f"{(len(self.steps) - self.step) * seconds / 60:.0f} min left: {means}")
                sums = {}
            if self.step % self.a.save == 0:
                self.save()
            if self.step % self.a.measure == 0 and self.rank == 0:
                self.log(f"step {self.step} dev {json.dumps(evaluate(self.model))}")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--base", required=True, help="pretrained encoder, see base_weights.py")
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--cache", help="where what the frozen layers make of the data is kept, else in --out")
    p.add_argument("--layers", type=int, default=9, help="how many of the encoder's layers are used, from below")
    p.add_argument("--frozen", type=int, default=3, help="how many of them stay as they are")
    p.add_argument("--event-layers", type=int, default=3, help="how many more only events have")
    p.add_argument("--start", help="what to go on from: weights.pt of an earlier training, or a model file")
    p.add_argument("--seed", type=int, default=0, help="of the order of batches; another one where --start has seen this")
    p.add_argument("--attributions", type=float, default=3.7, help="passes over PolNeAR and over our own cases")
    p.add_argument("--mentions", type=float, default=0.8, help="passes over the newswire")
    p.add_argument("--events", type=float, default=5, help="passes over the paragraphs with events")
    p.add_argument("--plover", type=float, default=5, help="passes over PLOVER's sentences")
    p.add_argument("--event-cases", type=float, default=4, help="passes over our own cases of events")
    p.add_argument("--roles", type=float, default=0.6, help="passes over PropBank's sentences")
    p.add_argument("--held-fold", type=int, default=0, help="the fifth of PLOVER's sentences that is kept apart")
    p.add_argument("--lr", type=float, default=2.5e-4, help="of the encoder; 0 leaves it as it is and trains heads only")
    p.add_argument("--event-lr", type=float, default=2.5e-4, help="of the layers that only events have")
    p.add_argument("--save", type=int, default=200)
    p.add_argument("--measure", type=int, default=500)
    p.add_argument("--workers", type=int, default=1 if torch.cuda.is_available() else os.cpu_count())
    p.add_argument("--stop", type=int, default=0, help="end the plan after so many steps")
    a = p.parse_args()
    os.makedirs(a.out, exist_ok=True)
    if a.workers == 1:
        work(0, a)
    else:
        multiprocessing.spawn(work, (a,), a.workers)


def work(rank, a):
    """What each of the workers does."""
    torch.set_flush_denormal(True)
    if a.workers > 1:
        torch.set_num_threads(1)
        distributed.init_process_group("gloo", init_method=f"file://{os.path.abspath(a.out)}/workers.{os.getppid()}",
                                       rank=rank, world_size=a.workers)
    tokenizer = load_tokenizer(a.tokenizer)
    torch.manual_seed(0)
    model = network.Reader(a.layers, a.frozen, a.event_layers)
    base, available = base_weights.read(a.base)
    for k, layer in enumerate(model.event_layers):
        layer.load_state_dict(layer_of(base, min(a.layers + k, available - 1)))
    if a.start:
        load_start(model, a.start)
    else:
        model.encoder.load_state_dict(encoder_state(model, base, a.layers, available), strict=False)
    model.to(DEVICE).eval()
    tasks.TASKS["plover"].held_fold = a.held_fold
    passes = {"attributions": a.attributions, "cases": a.attributions, "mentions": a.mentions, "events": a.events,
              "event_cases": a.event_cases, "plover": a.plover, "roles": a.roles}
    passes = {name: count for name, count in passes.items() if count > 0}
    rows = {name: tasks.TASKS[name].rows(a.data, tokenizer) for name in passes}
    for name in passes:
        add_fixed(model, rows[name], name, a, rank)
    run = Run(model, plan(rows, passes, a.seed)[: a.stop or None], a, rank)
    run.resume()
    dev = tasks.read_jsonl(os.path.join(a.data, "polnear", "dev.jsonl"))
    marked = tasks.read_jsonl(os.path.join(a.data, "onrecord", "events_dev.jsonl"))
    run.train(rows, lambda m: {**predict.figures(m, tokenizer, dev[::4]), "events": predict.event_figures(m, tokenizer, marked)})
    run.save()
    if rank == 0:
        torch.save(model.state_dict(), os.path.join(a.out, "weights.pt"))
        run.log("done")
    wait(a)


def load_start(model, path):
    """Weights of an earlier training; heads and layers of events that it hadn't begin as they are drawn."""
    state = {k: v for k, v in read_start(path).items() if "confidence." not in k}
    missing, unknown = model.load_state_dict(state, strict=False)
    part = lambda name: ".".join(name.split(".")[: 2 if name.startswith("event_layers.") else 1])
    had = {part(name) for name in state}
    if unknown or any(part(name) in had for name in missing):
        raise SystemExit(f"{path} is of another network: {(unknown + missing)[:3]}")


def read_start(path):
    """The weights that --start names."""
    if path.endswith(".safetensors"):
        with open(path, "rb") as f:
            return reference.dequantize(reference.read_tensors(f.read())[1])
    return torch.load(path, weights_only=True)


def layer_of(base, number):
    """The weights of one layer."""
    prefix = f"layers.{number}."
    return {name.removeprefix(prefix): value for name, value in base.items() if name.startswith(prefix)}


def encoder_state(model, base, layers, available):
    if layers > available:
        raise SystemExit(f"--base has {available} layers only")
    own = set(model.encoder.state_dict())
    return {k: v for k, v in base.items() if k in own}


if __name__ == "__main__":
    main()
