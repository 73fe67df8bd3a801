"""A model file in Python: its tensors, and what ingest-service/encoder must make of them, slow and plain."""
import json
import struct

import numpy as np
import torch
from torch import nn

import network

TYPES = {"F16": np.float16, "F32": np.float32, "I8": np.int8, "U8": np.uint8}


def read_tensors(data):
    """The metadata of a safetensors file, and its tensors as they are stored."""
    (size,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8:8 + size])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = np.frombuffer(data[8 + size + begin:8 + size + end], dtype=TYPES[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
    return metadata, tensors


def dequantize(tensors):
    """Every tensor of numbers in fp32; those of eight bits multiplied by their rows' scales."""
    out = {}
    for name, value in tensors.items():
        if value.dtype == np.int8:
            value = value * tensors[name + ".scale"][:, None]
        if value.dtype != np.uint8 and not name.endswith(".scale"):
            out[name] = torch.from_numpy(value.astype(np.float32))
    return out


class Encoder:
    """The encoder of a model file and the layers of events, in fp32."""

    def __init__(self, metadata, tensors):
        own = lambda prefix: {n.removeprefix(prefix): v for n, v in dequantize(tensors).items() if n.startswith(prefix)}
        state = own("encoder.")
        vocabulary, positions = len(state["word.weight"]), len(state["position.weight"])
        self.network = network.Encoder(int(metadata["layers"]), int(metadata["frozen"]), vocabulary, positions)
        self.network.load_state_dict(state)
        self.network.eval()
        self.event_layers = nn.Sequential(*(network.Layer(0) for _ in range(int(metadata["event_layers"])))).eval()
        self.event_layers.load_state_dict(own("event_layers."))

    @torch.no_grad()
    def __call__(self, ids, cases):
        """Hidden states of one window and those that events are read off, [tokens, 384] each."""
        below = self.network.below(torch.as_tensor(ids))
        hidden = self.network.above(below[None], torch.as_tensor(cases)[None], torch.ones(1, len(ids)))
        return hidden[0], self.event_layers(hidden)[0]
