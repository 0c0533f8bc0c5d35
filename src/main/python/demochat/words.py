"""What English words mean, and how they belong together: read from WordNet 3.0 (Debian's package `wordnet-base`)."""

import re
from collections import namedtuple
from pathlib import Path

FOLDER = Path("/usr/share/wordnet")
KINDS = {"noun": "1", "verb": "2", "adj": "3"}
WORD = re.compile(r"^[a-z]{3,12}$")
GLOSS = re.compile(r"^[a-z][a-z ,'-]{8,90}$")
UNFIT = re.compile(r"sex|genital|excre|vagina|penis|drug|kill|slave|race|racial|prostitut|nigg|obscen")

Meaning = namedtuple("Meaning", "word kind gloss synset above opposites")


def common(kind, most):
    """The meanings of the most frequent words of a kind, as counted in WordNet's tagged texts; the first sense only."""
    synsets = {line.split(" ", 1)[0]: line for line in _lines(f"data.{kind}")}
    found = []
    for word, offset in _frequent(kind):
        meaning = _meaning(word, kind, synsets, offset)
        if meaning:
            found.append(meaning)
        if len(found) == most:
            break
    return found


def _frequent(kind):
    first = {}
    for line in _lines(f"index.{kind}"):
        parts = line.split()
        senses = int(parts[2])
        first[parts[0]] = parts[-senses]
    counts = []
    for line in (FOLDER / "cntlist.rev").read_text().splitlines():
        key, sense, count = line.split()
        word, rest = key.split("%", 1)
        if rest[0] == KINDS[kind] and sense == "1" and WORD.match(word) and word in first:
            counts.append((-int(count), word))
    return [(word, first[word]) for _, word in sorted(counts)]


def _meaning(word, kind, synsets, offset):
    line = synsets[offset]
    gloss = re.sub(r"\([^)]*\)", "", line.split("|", 1)[1].split(";")[0]).strip()
    gloss = re.sub(r"\s+", " ", gloss)
    if not GLOSS.match(gloss) or UNFIT.search(gloss) or UNFIT.search(word):
        return None
    pointers = re.findall(r"([@!]) (\d{8}) ([nvas]) (\d{4})", line.split("|", 1)[0])
    above = [_name(synsets[target]) for sign, target, _, _ in pointers if sign == "@" and target in synsets]
    opposites = [_name(synsets[target]) for sign, target, _, _ in pointers if sign == "!" and target in synsets]
    return Meaning(word, kind, gloss, offset, [a for a in above if WORD.match(a)], [o for o in opposites if WORD.match(o)])


def _name(line):
    return line.split()[4].split("(")[0]


def _lines(file):
    return [line for line in (FOLDER / file).read_text(encoding="utf-8").splitlines() if not line.startswith("  ")]
