#!/usr/bin/env python3
"""Writes encoder/testdata/hidden_states.safetensors: what torch makes of some windows with weights drawn by a rule.

  golden_hidden_states.py --out ../encoder/testdata/hidden_states.safetensors

encoder/drawn_model.h draws the same weights and windows in C++, so neither has to be stored and no trained model is
needed: a change of the model file doesn't change this data. hidden.K and event_hidden.K (F16) are the [tokens, 384]
states of window K, below and behind the layers of events.
"""
import argparse

import numpy as np
import torch
from export_model import FORMAT, serialize
from reference import Encoder

HIDDEN, VOCABULARY, POSITIONS, LAYERS, FROZEN, EVENT_LAYERS, CASES = 384, 50, 256, 2, 1, 2, 6
LENGTHS = [1, 2, 17, 64, 256]
KEPT = 8  # of the longest windows every so manieth token is stored


def hashes(name, count):
    """`count` pseudo-random numbers of 64 bits that depend on `name` alone: SplitMix64, seeded by FNV-1a."""
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = (seed ^ byte) * 0x100000001B3 % 2**64
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def drawn(name, count, centre, spread):
    """Numbers from centre - spread to centre + spread."""
    share = (hashes(name, count) >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-23) - np.float32(1)
    return np.float32(centre) + np.float32(spread) * share


def drawn_below(name, count, end):
    """Whole numbers from 0 to end - 1."""
    return ((hashes(name, count) >> np.uint64(32)) % np.uint64(end)).astype(np.int64)


def drawn_tensors():
    tensors = {}

    def quantized(name, rows, columns, scale):
        tensors[name] = (drawn_below(name, rows * columns, 255) - 127).astype(np.int8).reshape(rows, columns)
        tensors[name + ".scale"] = drawn(name + ".scale", rows, scale, scale / 2)

    def floats(name, shape, centre, spread):
        tensors[name] = drawn(name, int(np.prod(shape)), centre, spread).reshape(shape)

    def dense(name, inputs, outputs):
        quantized(name + ".weight", outputs, inputs, 1 / (73 * np.sqrt(inputs)))
        floats(name + ".bias", [outputs], 0, 0.5)

    def norm(name):
        floats(name + ".weight", [HIDDEN], 1, 0.5)
        floats(name + ".bias", [HIDDEN], 0, 0.5)

    quantized("encoder.word.weight", VOCABULARY, HIDDEN, 1 / 127)
    floats("encoder.position.weight", [POSITIONS, HIDDEN], 0, 0.5)
    floats("encoder.case.weight", [CASES, HIDDEN], 0, 1)
    norm("encoder.norm")
    layers = [f"encoder.layers.{layer}." for layer in range(LAYERS)] + [f"event_layers.{layer}." for layer in range(EVENT_LAYERS)]
    for name in layers:
        dense(name + "query_key_value", HIDDEN, 3 * HIDDEN)
        dense(name + "attention_output", HIDDEN, HIDDEN)
        norm(name + "attention_norm")
        dense(name + "intermediate", HIDDEN, 4 * HIDDEN)
        dense(name + "output", 4 * HIDDEN, HIDDEN)
        norm(name + "output_norm")
    return tensors


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    torch.set_num_threads(1)
    encoder = Encoder({"format": FORMAT, "layers": LAYERS, "frozen": FROZEN, "event_layers": EVENT_LAYERS}, drawn_tensors())
    tensors = {}
    for k, length in enumerate(LENGTHS):
        states = encoder(drawn_below(f"ids.{k}", length, VOCABULARY), drawn_below(f"cases.{k}", length, CASES))
        for name, hidden in zip(("hidden", "event_hidden"), states):
            tensors[f"{name}.{k}"] = hidden[:: KEPT if length >= 64 else 1].numpy().astype(np.float16)
    with open(a.out, "wb") as f:
        f.write(serialize(tensors, {"format": "onrecord.golden.2"}))
    print(f"{a.out}: {len(LENGTHS)} windows")


if __name__ == "__main__":
    main()
