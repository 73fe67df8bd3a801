#!/usr/bin/env python3
"""Makes the reader's model file: trained weights and the vocabulary in one safetensors file, and its checksum.

  export_model.py --weights weights.pt --tokenizer tokenizer.json --version reader-2 --frozen 3 --out reader.safetensors

The weights are those of train.py: weights.pt, or a checkpoint.pt on the way. The word embeddings and the dense layers of
the encoder, nine tenths of all, are written as whole numbers of eight bits with one scale a row; all else as fp16. The
same input gives the same bytes on every run: entries are sorted by name and nothing of the machine or the hour goes in.
"""
import argparse
import hashlib
import json
import os
import re
import struct

import numpy as np
import torch

import network

FORMAT = "onrecord.reader.4"
VOCABULARY = "tokenizer.vocabulary"
ONLY_TRAINED = "semantic_roles."  # what helps training and nothing else
QUANTIZED = re.compile(r"(encoder\.word|(encoder\.layers\.\d+|event_layers\.\d+)\.(query_key_value|attention_output|intermediate|output))\.weight")
TYPES = {np.dtype(np.float16): "F16", np.dtype(np.float32): "F32", np.dtype(np.int8): "I8", np.dtype(np.uint8): "U8"}
ALIGNMENT = 64
LARGEST = 127
# What of a row's largest value its scale may reach up to: larger values are cut off where the rest gains more.
REACHES = [1 - 0.02 * k for k in range(16)]


def read_weights(path):
    """name -> fp32 array, from a state dict or a checkpoint of train.py."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    return {name: value.float().numpy() for name, value in state.get("model", state).items()
            if not name.startswith(ONLY_TRAINED)}


def quantize(weight):
    """int8 rows and their fp32 scales: of some scales for each row the one with the least squared error."""
    largest = np.abs(weight).max(axis=1)
    largest[largest == 0] = LARGEST  # a row of zeros: any scale does
    best = np.full(len(weight), np.inf)
    rows, scales = np.zeros(weight.shape, np.int8), np.zeros(len(weight), np.float32)
    for reach in REACHES:
        scale = (largest * (reach / LARGEST)).astype(np.float32)
        rounded = np.clip(np.rint(weight / scale[:, None]), -LARGEST, LARGEST)
        error = np.square(rounded * scale[:, None] - weight).sum(axis=1, dtype=np.float64)
        better = error < best
        best[better], scales[better], rows[better] = error[better], scale[better], rounded[better].astype(np.int8)
    return rows, scales


def tensors_of(weights):
    tensors = {}
    for name, value in weights.items():
        if QUANTIZED.fullmatch(name):
            tensors[name], tensors[name + ".scale"] = quantize(value)
        else:
            tensors[name] = value.astype(np.float16)
    return tensors


def read_vocabulary(path):
    """The pieces of a Hugging Face tokenizer.json, one a line in the order of their ids, which have no gap."""
    with open(path, encoding="utf-8") as f:
        ids = json.load(f)["model"]["vocab"]
    pieces = sorted(ids, key=ids.get)
    if [ids[p] for p in pieces] != list(range(len(pieces))):
        raise SystemExit(f"{path}: the ids of its vocabulary have gaps")
    if any("\n" in p or not p for p in pieces):
        raise SystemExit(f"{path}: a piece of its vocabulary is empty or has a line break in it")
    return np.frombuffer("".join(p + "\n" for p in pieces).encode("utf-8"), dtype=np.uint8)


def serialize(tensors, metadata):
    """The bytes of a safetensors file. The library's own writer leaves the order of the metadata to chance."""
    header, data = {"__metadata__": metadata}, []
    at = 0
    for name in sorted(tensors):
        value = np.ascontiguousarray(tensors[name])
        header[name] = {"dtype": TYPES[value.dtype], "shape": list(value.shape), "data_offsets": [at, at + value.nbytes]}
        data.append(value.tobytes())
        at += value.nbytes
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode("utf-8")
    text += b" " * (-(len(text) + 8) % ALIGNMENT)
    return struct.pack("<Q", len(text)) + text + b"".join(data)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--weights", required=True, help="weights.pt or checkpoint.pt that train.py wrote")
    p.add_argument("--tokenizer", required=True, help="tokenizer.json of the encoder that was trained")
    p.add_argument("--version", required=True, help="name of this model, for example reader-2")
    p.add_argument("--frozen", type=int, default=3, help="as train.py was told")
    p.add_argument("--out", required=True, help="file to write; its checksum goes beside it as OUT.sha256")
    a = p.parse_args()
    torch.set_num_threads(1)

    weights = read_weights(a.weights)
    layers = network.depth(weights, "encoder.layers.")
    if not 0 <= a.frozen <= layers:
        p.error(f"of {layers} layers {a.frozen} cannot be frozen")
    tensors = tensors_of(weights)
    tensors[VOCABULARY] = read_vocabulary(a.tokenizer)
    metadata = {"format": FORMAT, "version": a.version, "layers": str(layers), "frozen": str(a.frozen),
                "event_layers": str(network.depth(weights, "event_layers."))}
    data = serialize(tensors, metadata)
    with open(a.out, "wb") as f:
        f.write(data)
    with open(a.out + ".sha256", "w", encoding="utf-8") as f:
        f.write(f"{hashlib.sha256(data).hexdigest()}  {os.path.basename(a.out)}\n")
    print(f"{a.out}: {layers} layers, {len(tensors)} tensors, {len(data)} bytes")


if __name__ == "__main__":
    main()
