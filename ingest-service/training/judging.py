"""Which of the attributions that were read are right, after the shared scorer's own rules."""
import importlib.util
import os


def scorer(shared=None, name="score_attributions"):
    """A shared scorer as a module; the folder `shared` lies beside the repository unless told."""
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared")
    path = os.path.join(shared or os.environ.get("ONRECORD_SHARED", beside), "tools", name + ".py")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def right(scorer, article, attributions):
    """For each of the attributions, whether relation_overlap counts it: its cue, and half or more of its source and of
    its content, are those of one gold attribution."""
    def letters(rows):
        return [{r: scorer.letters(article["text"], a[r]) for r in scorer.ROLES} for a in rows]
    gold, read = letters(a for a in article["attributions"] if a["cue"]), letters(attributions)
    pairs = sorted(((len(g["cue"] & r["cue"]), len(g["content"] & r["content"]), i, j) for i, g in enumerate(gold)
                    for j, r in enumerate(read) if g["cue"] & r["cue"]), reverse=True)
    used, verdict = set(), [None] * len(read)
    for _, _, i, j in pairs:
        if i in used or verdict[j] is not None:
            continue
        used.add(i)
        verdict[j] = all(scorer.iou(gold[i][r], read[j][r]) >= 0.5 for r in ("source", "content"))
    return [bool(v) for v in verdict]


def reliability(confidences, verdicts, bins=10):
    """[(low, high, number, share right in percent)] of the bins of confidence that hold anything."""
    table = []
    for k in range(bins):
        low, high = k / bins, (k + 1) / bins
        inside = [v for c, v in zip(confidences, verdicts) if low <= c < high or (k == bins - 1 and c == 1)]
        if inside:
            table.append((low, high, len(inside), round(100 * sum(inside) / len(inside), 1)))
    return table
