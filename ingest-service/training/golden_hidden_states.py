#!/usr/bin/env python3
"""Writes encoder/testdata/hidden_states.safetensors: small articles and the hidden states that torch makes of them.

  golden_hidden_states.py --model ../model/reader.safetensors --tokenizer tokenizer.json --out ../encoder/testdata/hidden_states.safetensors

text.K (U8) is an article of one window, hidden.K (F16) its [tokens, 384] states, in fp32 from the model's fp16 weights
and rounded once. Run it again when the model file changes.
"""
import argparse

import numpy as np
import reference
from export_model import serialize

REPORT = (
    "The mayor of Lowell, Ann Whitfield, denied on Tuesday that the city had promised the bridge to a single builder. "
    "\u201cNobody was promised anything,\u201d she told reporters, \u201cand nobody will be.\u201d According to two council members, however, "
    "NORTHBRIDGE Ltd. had been told in March that \u201cthe papers are as good as signed\u201d. The company declined to comment.\n"
    "Critics said the caf\u00e9 owners of the old port, who fear years of noise, had never been heard; the mayor's office disagreed.\n"
    "\"We wrote to every one of them,\" said a spokesman, Jos\u00e9 Almeida. He added that the iBridge study would be published in May.\n"
)
ARTICLES = [
    "He resigned yesterday.",
    "Prime Minister Ilse Brandt said the talks in Geneva had \u201cfailed completely\u201d, a claim which her Foreign Office later "
    "refused to repeat; the UN called for calm.",
    "\n".join(REPORT.split("\n")[:2]),
    REPORT + "Council members will vote on June 4. Should the plan fail, the state may step in, a lawyer for the port warned.\n"
    "The bridge, built in 1931, has been closed to lorries since a survey found rust in its main cables. Engineers "
    "believe that it could carry cars for ten more years, provided that the cables are renewed; \u201cafter that,\u201d one of them "
    "said, \u201cI would not want to drive across it\u201d. Nobody at the town hall would say who pays.",
]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    tokenizer, encoder = reference.load_tokenizer(a.tokenizer), reference.Encoder(a.model)

    tensors = {}
    for k, text in enumerate(ARTICLES):
        (window,) = reference.windows(tokenizer, text)
        tensors[f"text.{k}"] = np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
        tensors[f"hidden.{k}"] = encoder(window).numpy().astype(np.float16)
        print(f"article {k}: {len(window)} tokens")
    with open(a.out, "wb") as f:
        f.write(serialize(tensors, {"format": "onrecord.golden.1"}))


if __name__ == "__main__":
    main()
