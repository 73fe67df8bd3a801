#!/usr/bin/env python3
"""Makes the reader's model file: trained weights and the vocabulary in one safetensors file, and its checksum.

  export_model.py --weights model.safetensors --tokenizer tokenizer.json --version starter-1 --out reader.safetensors

The weights are those of train.py (fp16 or fp32; written as fp16), the tokenizer is the encoder's. The same input
gives the same bytes on every run: entries are sorted by name and nothing of the machine or the hour goes in.
"""
import argparse
import hashlib
import json
import os
import struct

import numpy as np
from safetensors.numpy import load_file

FORMAT = "onrecord.reader.1"
VOCABULARY = "tokenizer.vocabulary"
TYPES = {np.dtype(np.float16): "F16", np.dtype(np.uint8): "U8"}
ALIGNMENT = 64


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
    p.add_argument("--weights", required=True, help="safetensors file that train.py wrote")
    p.add_argument("--tokenizer", required=True, help="tokenizer.json of the encoder that was trained")
    p.add_argument("--version", required=True, help="name of this model, for example starter-1")
    p.add_argument("--out", required=True, help="file to write; its checksum goes beside it as OUT.sha256")
    a = p.parse_args()

    tensors = {name: value.astype(np.float16) for name, value in load_file(a.weights).items()}
    tensors[VOCABULARY] = read_vocabulary(a.tokenizer)
    data = serialize(tensors, {"format": FORMAT, "version": a.version})
    with open(a.out, "wb") as f:
        f.write(data)
    with open(a.out + ".sha256", "w", encoding="utf-8") as f:
        f.write(f"{hashlib.sha256(data).hexdigest()}  {os.path.basename(a.out)}\n")
    print(f"{a.out}: {len(tensors)} tensors, {len(data)} bytes")


if __name__ == "__main__":
    main()
