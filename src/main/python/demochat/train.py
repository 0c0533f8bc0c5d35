"""Trains the demo's chat model and writes it, with reference answers of this implementation, into the sources.

    apt-get install python3-torch wordnet-base libopenblas0-pthread
    /usr/bin/python3 src/main/python/demochat/train.py [SECONDS [THREADS]]

SECONDS of processor time, 2700 unless given otherwise; the model of the demo took about 2600, in two parts. Machines compute a little
differently, so another run gives a model as good, and other numbers. A stop in between loses nothing: `export.py` writes what the last
checkpoint in `target/demochat` knows.
"""

import math
import sys
import time

import torch
from torch.nn import functional as F

from bpe import SPECIAL, Bpe
from corpus import Corpus
from export import CHECKPOINT, write
from model import CONFIG, Decoder

ROW = 256
BATCH = 12
RATE = 3e-3
OTHERS_WEIGHT = 0.1  # what is learnt of the texts of users and systems, against 1 of answers


def main(seconds, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    sample = Corpus(1)
    texts = [text for _ in range(40_000) for _, text in sample.chat()]
    bpe = Bpe.learn(texts, CONFIG["vocab_size"])
    model = Decoder()
    print(sum(p.numel() for p in model.parameters()), "parameters", flush=True)
    train(model, bpe, seconds)
    write(model, bpe)


def train(model, bpe, seconds):
    """AdamW; the rate warms up, stays, and falls along a cosine by the time used."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.95), weight_decay=0.05)
    CHECKPOINT.parent.mkdir(parents=True, exist_ok=True)
    rows, begun, step, mean = Rows(bpe), time.process_time(), 0, None
    while (used := (time.process_time() - begun) / seconds) < 1:
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, used))))
        ids, weights = rows.batch()
        positions = torch.arange(ROW).expand(BATCH, ROW)
        logits, _ = model(ids[:, :-1], torch.ones(BATCH, ROW, dtype=torch.long), positions)
        each = F.cross_entropy(logits.reshape(-1, logits.shape[-1]), ids[:, 1:].reshape(-1), reduction="none")
        wanted = weights[:, 1:].reshape(-1)
        loss = (each * wanted).sum() / wanted.sum()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
        step += 1
        if step % 100 == 0:
            print(f"step {step} loss {mean:.3f} used {used:.0%}", flush=True)
        if step % 500 == 0:
            torch.save((model.state_dict(), bpe.merges), CHECKPOINT)
    torch.save((model.state_dict(), bpe.merges), CHECKPOINT)


class Rows:
    """Chats one after the other, cut into rows; a chat begins each row."""

    def __init__(self, bpe):
        self.bpe, self.corpus = bpe, Corpus(2)

    def batch(self):
        rows = [self._row() for _ in range(BATCH)]
        return torch.tensor([ids for ids, _ in rows]), torch.tensor([weights for _, weights in rows])

    def _row(self):
        ids, weights = [], []
        while len(ids) < ROW + 1:
            for role, text in self.corpus.chat():
                told = self.bpe.encode(text) + [SPECIAL.index("<|end|>")]
                ids += [SPECIAL.index(f"<|{role}|>")] + told
                weights += [0.0] + [1.0 if role == "assistant" else OTHERS_WEIGHT] * len(told)
        return ids[:ROW + 1], weights[:ROW + 1]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2700, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
