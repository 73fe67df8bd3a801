#!/usr/bin/env python3
"""Writes analysis/testdata/heads.json: what torch's heads read in some windows, all weights and states drawn by a rule.

  golden_heads.py --out ../analysis/testdata/heads.json

analysis/heads_golden_test.cc draws the same weights and windows in C++, so that the heads are compared with
predict.py to the last tag whatever model there is. Run it again when network.py, tags.py or predict.py change.
"""
import argparse
import json
import math

import torch
from golden_hidden_states import drawn, drawn_below
from torch import nn

import network
import predict
from windows import SPECIAL

LENGTHS = [3, 24, 70, 200, 256]
OUTSIDE = {"cue.outer.bias": 4, "arguments.output.bias": 2, "mention.outer.bias": 5,
           "trigger.outer.bias": 4, "participants.output.bias": 2}  # added to O, or all would be tagged


class GivenStates(nn.Module):
    """In the encoder's place: hidden states that are drawn."""

    def draw(self, window, length):
        self.states = torch.from_numpy(drawn(f"hidden.{window}", length * network.HIDDEN, 0, 1.7)).view(length, -1)

    def below(self, ids):
        return self.states

    def above(self, x, cases, mask):
        return x


def drawn_parameter(name, shape):
    last = name.rsplit(".", 2)[-2:]
    count, inputs = math.prod(shape), math.prod(shape[1:])
    if "confidence." in name:
        centre, spread = 0, 0.3
    elif last[1] == "bias":
        centre, spread = 0, 0.5
    elif len(shape) == 1:  # of a norm
        centre, spread = 1, 0.5
    elif last[0] in ("distance", "others"):
        centre, spread = 0, 1
    else:
        centre, spread = 0, (3 if last[0] in ("outer", "output") else 1) * math.sqrt(3 / inputs)
    values = torch.from_numpy(drawn(name, count, centre, spread))
    values[0] += OUTSIDE.get(name, 0)
    return values.view(shape)


def drawn_reader():
    reader = network.Reader(1, 1, 0)
    reader.encoder = GivenStates()
    reader.load_state_dict({name: drawn_parameter(name, tuple(p.shape)) for name, p in reader.named_parameters()})
    return reader.eval()


def drawn_window(number, length):
    cases = drawn_below(f"cases.{number}", length, network.CASES).tolist()
    ends = (0, length - 1)
    return [(0, SPECIAL if k in ends else (3 * k, 3 * k + 2), 0 if k in ends else case) for k, case in enumerate(cases)]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    torch.set_num_threads(1)
    reader, lines = drawn_reader(), []
    weight = drawn_parameter("confidence.weight", (8,)).tolist()
    bias = drawn_parameter("confidence.bias", (1,)).item()
    event_weight = drawn_parameter("event_confidence.weight", (7,)).tolist()
    event_bias = drawn_parameter("event_confidence.bias", (1,)).item()
    for number, length in enumerate(LENGTHS):
        window = drawn_window(number, length)
        reader.encoder.draw(number, length)
        attributions = [{"cue": r["cue"], "source": r["source"], "content": r["content"],
                         "confidence": round(predict.confidence(r, weight, bias), 5),
                         "kind": 1 + network.KINDS.index(r["kind"]), "probability": round(r["kind_sure"], 5),
                         "hedged": r["hedged"]} for r in predict.read_window(reader, window)]
        mentions = [[begin, end, network.MENTIONS.index(name), round(sure, 5)]
                    for begin, end, name, sure in predict.read_mentions(reader, window)]
        events = [{"trigger": r["trigger"], **{role: r[role] for role in network.EVENT_ROLES},
                   "type": 1 + network.EVENTS.index(r["type"]), "status": 1 + network.STATUSES.index(r["status"]),
                   "confidence": round(predict.event_confidence(r, event_weight, event_bias), 5)} for r in predict.read_events(reader, window)]
        found = {"length": length, "attributions": attributions, "mentions": mentions, "events": events}
        lines.append(json.dumps(found, separators=(",", ":")))
        print(f"window {number}: {len(attributions)} attributions, {len(mentions)} mentions, {len(events)} events")
    with open(a.out, "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
