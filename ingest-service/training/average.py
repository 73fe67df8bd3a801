#!/usr/bin/env python3
"""Averages the weights of two trainings of which the second went on from the first.

  average.py --first A/weights.pt --second B/weights.pt --share 0.7 --second-only kind --out weights.pt

Between two ends of one path lie weights that generalize better than either (Wortsman et al., "Model soups", 2022). Heads
that only the second training has are its own, and so are those that --second-only names. README.md has the figures by
which the shares were chosen.
"""
import argparse

import torch


def average(first, second, share, second_only=()):
    """Of two state dicts, `share` parts of the second to 1 - share of the first; of the heads `second_only` all parts."""
    both = lambda name: name in first and name.split(".")[0] not in second_only
    return {name: torch.lerp(first[name], value, share) if both(name) else value for name, value in second.items()}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--first", required=True)
    p.add_argument("--second", required=True)
    p.add_argument("--share", required=True, type=float, help="of the second, 0 to 1")
    p.add_argument("--second-only", nargs="*", default=[], metavar="HEAD", help="heads that are not averaged: kind")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    first, second = (torch.load(path, weights_only=True) for path in (a.first, a.second))
    unknown = set(a.second_only) - {name.split(".")[0] for name in second}
    if unknown:
        p.error(f"{a.second} has no head {', '.join(sorted(unknown))}")
    torch.save(average(first, second, a.share, a.second_only), a.out)


if __name__ == "__main__":
    main()
