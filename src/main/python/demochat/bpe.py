"""A byte-level BPE vocabulary in the form of Hugging Face's `tokenizer.json`, learnt and applied with the standard library alone."""

import re
from collections import Counter

PATTERN = r" ?[A-Za-z]+|[0-9]| ?[^\sA-Za-z0-9]+|\s+"
SPECIAL = ["<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]


def _byte_letters():
    """The letter that stands for each byte, as in GPT-2: printable ones stand for themselves."""
    kept = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    other = [b for b in range(256) if b not in kept]
    return {b: chr(b) for b in kept} | {b: chr(256 + i) for i, b in enumerate(other)}


LETTERS = _byte_letters()


class Bpe:
    """Special tokens come first, then the 256 bytes, then one token per merge."""

    def __init__(self, merges):
        self.merges = merges
        self.ranks = {pair: rank for rank, pair in enumerate(merges)}
        names = SPECIAL + [LETTERS[b] for b in range(256)] + [left + right for left, right in merges]
        self.ids = {name: i for i, name in enumerate(names)}
        self.known = {}

    @staticmethod
    def learn(texts, size):
        """Merges until the vocabulary has `size` tokens."""
        counts = Counter(word for text in texts for word in re.findall(PATTERN, text))
        split = {word: [LETTERS[b] for b in word.encode()] for word in counts}
        pairs, where = Counter(), {}
        for word, parts in split.items():
            for pair in zip(parts, parts[1:]):
                pairs[pair] += counts[word]
                where.setdefault(pair, set()).add(word)
        merges = []
        while len(merges) < size - 256 - len(SPECIAL):
            best = max(pairs, key=lambda pair: (pairs[pair], pair))
            merges.append(best)
            for word in where.pop(best):
                _forget(split[word], counts[word], pairs)
                split[word] = _merged(split[word], best)
                for pair in zip(split[word], split[word][1:]):
                    pairs[pair] += counts[word]
                    where.setdefault(pair, set()).add(word)
            pairs.pop(best, None)
        return Bpe(merges)

    def encode(self, text):
        """Ids of a text without special tokens."""
        return [i for word in re.findall(PATTERN, text) for i in self._word(word)]

    def _word(self, word):
        if word not in self.known:
            parts = [LETTERS[b] for b in word.encode()]
            while len(parts) > 1:
                pair = min(zip(parts, parts[1:]), key=lambda p: self.ranks.get(p, 1 << 30))
                if pair not in self.ranks:
                    break
                parts = _merged(parts, pair)
            self.known[word] = [self.ids[part] for part in parts]
        return self.known[word]

    def decode(self, ids):
        """The text of ids, special tokens left out; broken UTF-8 is replaced."""
        names = {i: name for name, i in self.ids.items()}
        bytes_ = {letter: b for b, letter in LETTERS.items()}
        return bytes(bytes_[c] for i in ids if i >= len(SPECIAL) for c in names[i]).decode(errors="replace")

    def to_json(self):
        special = [dict(id=i, content=name, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
                   for i, name in enumerate(SPECIAL)]
        byte_level = dict(type="ByteLevel", add_prefix_space=False, trim_offsets=True, use_regex=False)
        split = dict(type="Split", pattern={"Regex": PATTERN}, behavior="Isolated", invert=False)
        model = dict(type="BPE", dropout=None, unk_token=None, continuing_subword_prefix=None, end_of_word_suffix=None,
                     fuse_unk=False, byte_fallback=False, ignore_merges=False, vocab=self.ids,
                     merges=[f"{left} {right}" for left, right in self.merges])
        return dict(version="1.0", truncation=None, padding=None, added_tokens=special, normalizer=None,
                    pre_tokenizer=dict(type="Sequence", pretokenizers=[split, byte_level]), post_processor=None,
                    decoder=byte_level, model=model)


def _forget(parts, count, pairs):
    for pair in zip(parts, parts[1:]):
        pairs[pair] -= count


def _merged(parts, pair):
    merged, i = [], 0
    while i < len(parts):
        if tuple(parts[i:i + 2]) == pair:
            merged.append(parts[i] + parts[i + 1])
            i += 2
        else:
            merged.append(parts[i])
            i += 1
    return merged
