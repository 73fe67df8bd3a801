"""The reader's network: one encoder, and a head for each thing that is read off it.

Encoder: BERT (Devlin et al. 2018) of any depth, 384 wide, with an embedding of the letter case, since its word pieces
are lower-cased. Heads: small and local, so that nearly all of the time goes to the encoder, which all of them
share. Names of parameters are those of the model file that ingest-service/encoder/model_file.h reads.

Shapes: B windows, T tokens a window, C cues, W tokens around a cue.
"""
import math

import torch
import torch.nn.functional as F
from torch import nn

HIDDEN, ATTENTION_HEADS, CASES = 384, 12, 6
ARGUMENT_TOKENS = 160      # W at most: 98.7 % of PolNeAR's sources and contents lie within 80 tokens of their cue
DILATIONS = (1, 2, 4, 8)
FARTHEST = 32              # distance buckets on either side of a cue
KINDS = ("STATEMENT", "OPINION", "PREDICTION", "DENIAL", "CONFIRMATION", "ACCUSATION", "CRITICISM", "SUPPORT", "DEMAND",
         "PROPOSAL", "PROMISE", "AGREEMENT", "REFUSAL", "THREAT", "WARNING", "QUESTION")
EVENTS = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
          "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER")
STATUSES = ("ACTUAL", "PLANNED", "CALLED_FOR", "HYPOTHETICAL", "DENIED")
EVENT_ROLES = ("actor", "recipient", "place", "time")
SEMANTIC_ROLES = ("ARG0", "ARG1", "ARG2", "ARGM-LOC", "ARGM-TMP")
MENTIONS = ("Person", "Organization", "Location", "NORP", "Facility", "Product", "Misc", "Date", "Money")


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query_key_value = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attention_output = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.intermediate = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.output = nn.Linear(4 * HIDDEN, HIDDEN)
        self.output_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask=None):
        """From [B, T, HIDDEN] to the same; tokens look at those that the 0/1 `mask` [B, T] has, by default at all."""
        if mask is not None:
            mask = None if bool(mask.all()) else torch.zeros(mask.shape).masked_fill(mask == 0, -1e9)[:, None, None]
        windows, tokens, _ = x.shape
        heads = self.query_key_value(x).view(windows, tokens, 3, ATTENTION_HEADS, HIDDEN // ATTENTION_HEADS)
        query, key, value = heads.permute(2, 0, 3, 1, 4).unbind(0)
        context = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        context = self.attention_output(context.transpose(1, 2).reshape(windows, tokens, HIDDEN))
        x = self.attention_norm(x + F.dropout(context, self.dropout, self.training))
        added = self.output(F.gelu(self.intermediate(x)))
        return self.output_norm(x + F.dropout(added, self.dropout, self.training))


class Encoder(nn.Module):
    """`layers` deep; the first `frozen` layers stay as they were pretrained, so that their output can be computed once.
    The letter case joins behind them."""

    def __init__(self, layers, frozen, vocabulary=30522, positions=512, dropout=0.1):
        super().__init__()
        self.frozen = frozen
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.position = nn.Embedding(positions, HIDDEN)
        self.case = nn.Embedding(CASES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = dropout
        nn.init.zeros_(self.case.weight)

    @torch.no_grad()
    def below(self, ids):
        """What the frozen layers make of one window's pieces [T]: [T, HIDDEN]."""
        x = self.norm(self.word(ids)[None] + self.position.weight[: len(ids)])
        for layer in self.layers[: self.frozen]:
            x = layer(x)
        return x[0]

    def above(self, x, cases, mask):
        """From the frozen layers' output [B, T, HIDDEN], letter cases and 0/1 mask [B, T] to hidden states."""
        x = F.dropout(x + self.case(cases), self.dropout, self.training)
        for layer in self.layers[self.frozen :]:
            x = layer(x, mask)
        return x


class TagHead(nn.Module):
    """Two dense layers over each token: [..., HIDDEN] to logits [..., tags]."""

    def __init__(self, size, tags):
        super().__init__()
        self.inner, self.outer = nn.Linear(HIDDEN, size), nn.Linear(size, tags)

    def forward(self, hidden):
        return self.outer(F.dropout(F.gelu(self.inner(hidden)), 0.1, self.training))


def bucket(away):
    """The row of the distance embedding for a token `away` tokens from the cue: exact up to 8, then ever coarser."""
    far = away.abs()
    coarse = 8 + ((far.clamp(min=8) / 8).log2() * 5).long()
    return torch.sign(away) * torch.minimum(far, coarse).clamp(max=FARTHEST) + FARTHEST


class ArgumentHead(nn.Module):
    """Tags the tokens of what belongs to one given cue, from the hidden states around it: an attribution's source and
    content, an event's participants, place and time (its trigger is the cue then).

    A token's state is gelu(hidden + shift + gated * tanh(shift) + distance + others), where shift is the cue's mean
    projection and others says how much each tag of the cue head the token has, so that contents can end where another
    attribution begins; then come convolutions of kernel 3, x = norm(x + gelu(conv(x))), zero beyond the tokens seen.
    """

    def __init__(self, size, tags, cue_tags):
        super().__init__()
        self.hidden, self.gated, self.cue = (nn.Linear(HIDDEN, size) for _ in range(3))
        self.others = nn.Linear(cue_tags, size, bias=False)
        self.distance = nn.Embedding(2 * FARTHEST + 2, size)
        self.convolutions = nn.ModuleList(nn.Conv1d(size, size, 3, padding=d, dilation=d) for d in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(size) for _ in DILATIONS)
        self.output = nn.Linear(size, tags)
        nn.init.normal_(self.distance.weight, std=0.02)

    def states(self, hidden, cue_probabilities, mask, begin, end):
        """[C, W, size] from hidden [C, W, HIDDEN], cue_probabilities [C, W, cue tags], mask [C, W], cues [begin, end)
        within W."""
        at = torch.arange(hidden.shape[1])[None]
        begin, last = begin[:, None], end[:, None] - 1
        inside = ((at >= begin) & (at <= last)).to(hidden)[..., None]
        shift = self.cue((hidden * inside).sum(1) / inside.sum(1))[:, None]
        away = torch.where(at < begin, at - begin, (at - last).clamp(min=0))
        x = F.gelu(self.hidden(hidden) + shift + self.gated(hidden) * torch.tanh(shift) + self.distance(bucket(away))
                   + self.others(cue_probabilities))
        keep = mask[..., None].to(x)
        for convolution, norm in zip(self.convolutions, self.norms):
            x = norm(x + F.gelu(convolution((x * keep).transpose(1, 2)).transpose(1, 2)))
        return F.dropout(x, 0.1, self.training)

    def forward(self, hidden, cue_probabilities, mask, begin, end):
        """Logits [C, W, tags]."""
        return self.output(self.states(hidden, cue_probabilities, mask, begin, end))


class LabelHead(nn.Module):
    """Labels of something that has a cue and two more parts: logits [C, labels].

    Sees the mean state of each of the three parts and the largest value of each feature within `extent`, zero where one of
    them has no token.
    """

    def __init__(self, size, labels):
        super().__init__()
        self.inner, self.outer = nn.Linear(4 * HIDDEN, size), nn.Linear(size, labels)

    @staticmethod
    def features(hidden, cue, first, second, extent):
        """[C, 4 HIDDEN] from hidden [C, W, HIDDEN] and cue, first, second, extent [C, W] 0/1."""
        def mean(part):
            part = part.to(hidden)[..., None]
            return (hidden * part).sum(1) / part.sum(1).clamp(min=1)
        largest = hidden.masked_fill(extent[..., None] == 0, -math.inf).amax(1)
        largest = torch.where(torch.isinf(largest), torch.zeros_like(largest), largest)
        return torch.cat([mean(cue), mean(first), mean(second), largest], -1)

    def score(self, features):
        x = F.dropout(features, 0.2, self.training)
        return self.outer(F.dropout(F.gelu(self.inner(x)), 0.2, self.training))

    def forward(self, hidden, cue, first, second, extent):
        return self.score(self.features(hidden, cue, first, second, extent))


class KindHead(LabelHead):
    """What a speaker does by an attribution: logits of KINDS and, last, of being hedged. Parts are cue, source and content;
    the extent is the content."""

    def __init__(self, size):
        super().__init__(size, len(KINDS) + 1)

    def forward(self, hidden, cue, source, content):
        return super().forward(hidden, cue, source, content, content)


class EventHead(LabelHead):
    """What an event is and whether it happened: logits of EVENTS, then of STATUSES. Parts are trigger, actors and
    recipients; the extent reaches from the first token of these to the last one."""

    def __init__(self, size):
        super().__init__(size, len(EVENTS) + len(STATUSES))

    def forward(self, hidden, trigger, actors, recipients):
        """(logits of EVENTS, logits of STATUSES)."""
        parts = trigger | actors | recipients
        extent = (parts.cumsum(1) > 0) & (parts.flip(1).cumsum(1).flip(1) > 0)
        return super().forward(hidden, trigger, actors, recipients, extent).split([len(EVENTS), len(STATUSES)], -1)


def around(length, begin, end):
    """The first of the W tokens seen around cues [begin, end) of windows with `length` tokens (tensors of one size)."""
    width = min(int(length), ARGUMENT_TOKENS)
    middle = (begin + end - 1) // 2
    return (middle - width // 2).clamp(min=0, max=int(length) - width), width


class Reader(nn.Module):
    """Encoder and heads together. The heads of events stand on some more layers of their own, so that learning what happens
    takes nothing from who says what."""

    def __init__(self, layers, frozen, event_layers, size=160):
        super().__init__()
        self.encoder = Encoder(layers, frozen)
        self.event_layers = nn.ModuleList(Layer(0.1) for _ in range(event_layers))
        self.cue = TagHead(size, 5)
        self.arguments = ArgumentHead(size, 9, 5)
        self.kind = KindHead(256)
        self.mention = TagHead(size, 1 + 4 * len(MENTIONS))
        self.trigger = TagHead(size, 5)
        self.participants = ArgumentHead(size, 1 + 4 * len(EVENT_ROLES), 5)
        self.event = EventHead(256)
        # Learnt beside `participants`, on the same states; not in the model file.
        self.semantic_roles = nn.Linear(size, 1 + 4 * len(SEMANTIC_ROLES))

    def event_states(self, hidden, mask=None):
        """What the layers of events make of the encoder's states [B, T, HIDDEN]: the same shape."""
        for layer in self.event_layers:
            hidden = layer(hidden, mask)
        return hidden


def depth(names, prefix):
    """How many layers there are whose parameters' names begin with `prefix` and their number."""
    return len({name.removeprefix(prefix).split(".")[0] for name in names if name.startswith(prefix)})


def reader_of(state, frozen):
    """A reader of the depth of a state dict, with its weights, for reading; `frozen` as it was trained."""
    reader = Reader(depth(state, "encoder.layers."), frozen, depth(state, "event_layers."))
    reader.load_state_dict({name: value for name, value in state.items() if "confidence." not in name})
    return reader.eval()
