"""From spans to tags and back: the BIOES scheme over whole words.

A span's only word is S, else its first is B, its last E and those between I; O is outside. With several roles the tags
are O, then B I E S of each role in turn. Only the first piece of a word carries a tag; the others are IGNORED.
"""
import torch

IGNORED = -100
OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(5)


def heads_of(tokens):
    """Indices of the tokens that begin a word of the text. `tokens` as windows.windows gives them."""
    from windows import CONTINUATION, SPECIAL
    return [i for i, (_, span, case) in enumerate(tokens) if span != SPECIAL and case != CONTINUATION]


def words_of(tokens):
    """The words of a window: [(first token, begin, end)], offsets in the text, all pieces included."""
    from windows import CONTINUATION, SPECIAL
    words = []
    for i, (_, span, case) in enumerate(tokens):
        if span == SPECIAL:
            continue
        if case == CONTINUATION and words:
            words[-1][2] = span[1]
        else:
            words.append([i, *span])
    return words


def runs_of(words, spans):
    """For each span the words [first, last] that share a character with it; spans without any are left out."""
    runs = []
    for begin, end in spans:
        inside = [k for k, (_, b, e) in enumerate(words) if b < end and e > begin]
        if inside:
            runs.append((inside[0], inside[-1]))
    return runs


def encode(tokens, words, roles):
    """Tags of all tokens; `roles` is a list of lists of word runs, an earlier role wins where two overlap."""
    tags = [IGNORED] * len(tokens)
    for first, _, _ in words:
        tags[first] = OUTSIDE
    for role in reversed(range(len(roles))):
        for a, b in roles[role]:
            for k in range(a, b + 1):
                tag = SINGLE if a == b else BEGIN if k == a else END if k == b else INSIDE
                tags[words[k][0]] = 4 * role + tag
    return tags


def allowed(roles):
    """Which tag may follow which, [1 + 4 roles, 1 + 4 roles]; and which may stand first and last."""
    n = 1 + 4 * roles
    opens = [t == 0 or (t - 1) % 4 + 1 in (BEGIN, SINGLE) for t in range(n)]
    closes = [t == 0 or (t - 1) % 4 + 1 in (END, SINGLE) for t in range(n)]
    follow = torch.zeros(n, n, dtype=torch.bool)
    for a in range(n):
        for b in range(n):
            same = a > 0 and b > 0 and (a - 1) // 4 == (b - 1) // 4
            follow[a, b] = opens[b] if closes[a] else same and not opens[b]
    return follow, torch.tensor(opens), torch.tensor(closes)


def viterbi(scores, roles):
    """The best sequence of tags that obeys the scheme, for log-probabilities [words, tags]."""
    follow, opens, closes = allowed(roles)
    never = -1e9
    step = torch.where(follow, 0.0, never)
    best = scores[0] + torch.where(opens, 0.0, never)
    back = []
    for row in scores[1:]:
        value, source = (best[:, None] + step).max(0)
        back.append(source)
        best = value + row
    tag = int((best + torch.where(closes, 0.0, never)).argmax())
    tags = [tag]
    for source in reversed(back):
        tag = int(source[tag])
        tags.append(tag)
    return tags[::-1]


def decode(tags, roles):
    """The word runs [first, last] of each role, from tags that obey the scheme."""
    found = [[] for _ in range(roles)]
    begin = 0
    for k, tag in enumerate(tags):
        if tag == OUTSIDE:
            continue
        role, part = divmod(tag - 1, 4)
        part += 1
        if part in (BEGIN, SINGLE):
            begin = k
        if part in (END, SINGLE):
            found[role].append((begin, k))
    return found
