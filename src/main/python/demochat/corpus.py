"""Chats to learn from, made at random out of words, facts and the grammar of stories below."""

import random

import facts
import words

SYSTEMS = {
    "You are a pirate.": lambda text: "Ahoy! " + text + " Arr!",
    "Answer in upper case.": str.upper,
    "You are very polite.": lambda text: "With pleasure. " + text,
    "You are a helpful assistant.": lambda text: text,
    "Be brief.": lambda text: text.split(". ")[0].rstrip(".") + ".",
}


class Corpus:
    """An endless supply of chats; the same seed gives the same chats."""

    def __init__(self, seed, nouns=1400, verbs=450, adjectives=350):
        self.random = random.Random(seed)
        self.nouns = words.common("noun", nouns)
        self.meanings = self.nouns + words.common("verb", verbs) + words.common("adj", adjectives)
        self.adjectives = [m for m in self.meanings if m.kind == "adj"]
        self.related = [m for m in self.nouns if m.above]
        self.opposed = [m for m in self.meanings if m.opposites]
        below = {}
        for m in self.related:
            below.setdefault(m.above[0], []).append(m.word)
        self.below = {word: kinds for word, kinds in below.items() if len(kinds) >= 3}
        self.makers = [(38, self.meaning), (12, self.kind), (5, self.kinds), (5, self.opposite), (14, self.story), (6, self.sum),
                       (4, self.capital), (3, self.fact), (18, self.talk), (4, self.outside), (6, self.named)]

    def chat(self):
        """Messages of one chat, as (role, text); one to three turns."""
        chat = []
        for _ in range(self.random.choice([1, 1, 1, 2, 2, 3])):
            chat += self._turn()
        if self.random.random() < 0.08:
            system, style = self.random.choice(list(SYSTEMS.items()))
            chat = [("system", system)] + [(role, style(text) if role == "assistant" else text) for role, text in chat]
        return chat

    def _turn(self):
        weights, makers = zip(*self.makers)
        made = self.random.choices(makers, weights)[0]()
        return [("user" if i % 2 == 0 else "assistant", text) for i, text in enumerate(made)]

    def pick(self, options):
        return self.random.choice(options)

    def meaning(self):
        m = self.pick(self.meanings)
        if m.kind == "noun":
            asked = [f"What is {a(m.word)}?", f"What is {m.word}?", f"Explain the word {m.word}.", f"what is {a(m.word)}"]
            answer = f"{cap(m.word)}: {m.gloss}."
        elif m.kind == "verb":
            asked = [f"What does it mean to {m.word}?", f"What does to {m.word} mean?"]
            answer = f"To {m.word} means to {m.gloss}."
        else:
            asked = [f"When is something {m.word}?", f"What is meant by {m.word}?"]
            answer = f"{cap(m.word)}: {m.gloss}."
        if m.kind == "noun" and self.random.random() < 0.5:
            asked = [f"What does {m.word} mean?", f"What does the word {m.word} mean?", f"Define {m.word}.", f"define {m.word}",
                     f"{m.word} 是什么意思?", f"What is the meaning of {m.word}?"]
        return [self.pick(asked), answer]

    def kind(self):
        m = self.pick(self.related)
        above = m.above[0]
        if self.random.random() < 0.5:
            return [self.pick([f"What kind of thing is {a(m.word)}?", f"What sort of thing is {a(m.word)}?"]),
                    f"{cap(a(m.word))} is a kind of {above}."]
        other = self.pick(self.related)
        if self.random.random() < 0.5 or other.above[0] == above or other.word == m.word:
            return [f"Is {a(m.word)} a kind of {above}?", f"Yes, {a(m.word)} is a kind of {above}."]
        return [f"Is {a(m.word)} a kind of {other.above[0]}?", f"No, {a(m.word)} is a kind of {above}."]

    def kinds(self):
        above, kinds = self.pick(sorted(self.below.items()))
        some = kinds[:4]
        return [self.pick([f"Name some kinds of {above}.", f"Give me examples of {above}.", f"What kinds of {above} do you know?"]),
                f"Kinds of {above} are {', '.join(some[:-1])} and {some[-1]}."]

    def opposite(self):
        m = self.pick(self.opposed)
        return [self.pick([f"What is the opposite of {m.word}?", f"Opposite of {m.word}?"]),
                f"The opposite of {m.word} is {m.opposites[0]}."]

    def sum(self):
        x, y = self.random.randint(0, 20), self.random.randint(0, 20)
        if self.random.random() < 0.3:
            x, y = max(x, y), min(x, y)
            return [self.pick([f"What is {x} - {y}?", f"What is {x} minus {y}?", f"{x}-{y}"]), f"{x} - {y} = {x - y}."]
        return [self.pick([f"What is {x} + {y}?", f"What is {x} plus {y}?", f"{x}+{y}", f"{x} + {y} 等于几?", f"Add {x} and {y}."]),
                f"{x} + {y} = {x + y}."]

    def capital(self):
        country, city, country_zh, city_zh = self.pick(facts.CAPITALS)
        if self.random.random() < 0.3:
            return [self.pick([f"{country_zh}的首都是哪里?", f"{country_zh}的首都是什么?"]), f"{country_zh}的首都是{city_zh}。"]
        if self.random.random() < 0.2:
            return [f"Which country has the capital {city}?", f"{city} is the capital of {country}."]
        return [self.pick([f"What is the capital of {country}?", f"Capital of {country}?", f"Name the capital of {country}."]),
                f"The capital of {country} is {city}."]

    def fact(self):
        choice = self.random.randrange(5)
        if choice == 0:
            thing = self.pick(list(facts.COLOURS))
            return [f"What colour is {thing}?", f"{cap(thing)} is {facts.COLOURS[thing]}."]
        if choice == 1:
            animal = self.pick(list(facts.SOUNDS))
            return [f"What does a {animal} do?", f"A {animal} {facts.SOUNDS[animal]}."]
        if choice == 2:
            row = self.pick([facts.DAYS, facts.MONTHS])
            i = self.random.randrange(len(row))
            return [f"What comes after {row[i]}?", f"{row[(i + 1) % len(row)]} comes after {row[i]}."]
        if choice == 3:
            row, name = self.pick([(facts.DAYS, "days of the week"), (facts.MONTHS, "months of the year")])
            return [f"What are the {name}?", f"The {name} are {', '.join(row[:-1])} and {row[-1]}."]
        to = self.random.randint(3, 20)
        return [f"Count to {to}.", ", ".join(str(i) for i in range(1, to + 1)) + "."]

    def talk(self):
        asked, answers = self.pick(facts.TALK)
        return [self.pick(asked), self.pick(answers)]

    def outside(self):
        country = self.pick(facts.CAPITALS)
        if self.random.random() < 0.25:
            return [self.pick(facts.OUTSIDE_ZH).format(c=country[2]), facts.UNKNOWN_ZH]
        return [self.pick(facts.OUTSIDE).format(x=self.pick(self.nouns).word, c=country[0], a=self.pick(self.adjectives).word), facts.UNKNOWN]

    def named(self):
        name = self.pick(facts.NAMES)
        between = self.pick([self.talk, self.sum, self.fact, list])()
        return ([self.pick([f"My name is {name}.", f"I am {name}.", f"Hello, I am {name}."]), f"Nice to meet you, {name}!"] + between
                + [self.pick(["What is my name?", "Do you know my name?", "Who am I?"]), f"Your name is {name}."])

    def story(self):
        hero = self.pick(HEROES)
        who = self.random.random()
        asked = self.pick(["Tell me a story", "Write a short story", "Tell a story", "Write a story", "Please tell me a story"])
        name = self.pick(facts.NAMES)
        if who < 0.5:
            asked += self.pick([" about ", " with "]) + a(hero)
        elif who < 0.7:
            asked += f" about {a(hero)} called {name}"
        long = self.random.random() < 0.3
        if long:
            asked = asked.replace("a story", "a long story").replace("short", "long")
        return [asked + self.pick([".", "", "."]), " ".join(self._sentences(hero, name, 3 if long else 1))]

    def _sentences(self, hero, name, chapters):
        place, friend = self.pick(PLACES), self.pick([h for h in HEROES if h != hero])
        yield f"Once upon a time there was {a(self.pick(QUALITIES))} {hero} called {name} who lived {place}."
        for chapter in range(chapters):
            thing, trouble = self.pick(THINGS), self.pick(TROUBLES)
            start = "One day" if chapter == 0 else self.pick(["The next day", "A week later", "When spring came", "That night"])
            yield f"{start} {name} {self.pick(['found', 'saw', 'dreamed of', 'heard about', 'bought'])} {thing}."
            yield self.pick([f"But {trouble}, and {name} was {self.pick(FEELINGS)}.", f"{name} wanted to keep it, but {trouble}."])
            yield self.pick([f"Then {a(friend)} came along and said: \"{self.pick(ADVICE)}\"",
                             f"\"{self.pick(ADVICE)}\" said {a(friend)} who had seen everything."])
            yield self.pick([f"So {name} {self.pick(DEEDS)}.", f"{name} listened, and {self.pick(DEEDS)}."])
        yield self.pick([f"In the end {name} and the {friend} were friends, and they shared {self.pick(SHARED)}.",
                         f"From that day on {name} was never {self.pick(FEELINGS)} again.",
                         f"And if you go there today, you can still see {name} {place}."])


HEROES = "fox cat dog mouse owl bear rabbit girl boy robot dragon king queen farmer sailor bird frog wolf horse baker knight turtle".split()
QUALITIES = "little brave clever lazy curious lonely old young hungry shy proud kind".split()
PLACES = ["by the sea", "in a deep forest", "on a high hill", "near a quiet river", "in a small village", "under an old bridge",
          "at the end of the road", "in a house of stone", "behind the blue mountains", "in a lighthouse"]
THINGS = ["a golden key", "an old map", "a silver bell", "a broken clock", "a letter without a name", "a lamp that never went out",
          "a small boat", "a box that could not be opened", "a red balloon", "a book with empty pages", "a seed as big as a fist"]
TROUBLES = ["the wind took it away", "nobody believed it", "it began to rain", "the night was dark", "it was too heavy to carry",
            "a storm came up", "the way was long", "the door was locked", "the river had no bridge"]
FEELINGS = "sad afraid angry tired alone worried".split()
ADVICE = ["Do not give up, the morning is near.", "Two of us can do what one cannot.", "Take a small step, and then another.",
          "Look again, and look more slowly.", "What is lost is often only hidden.", "Ask, and somebody will answer."]
DEEDS = ["walked all night and reached the other side", "built a bridge out of branches", "sang until the others came to help",
         "waited for the sun and tried again", "shared the last piece of bread", "opened the door with a smile",
         "climbed the tallest tree and saw the way home", "planted it in the garden and watered it every day"]
SHARED = ["bread and honey", "all their secrets", "a cup of tea by the fire", "the last apple", "one umbrella"]


def a(word):
    """The word with its indefinite article."""
    return ("an " if word[0] in "aeiou" else "a ") + word


def cap(text):
    return text[0].upper() + text[1:]


if __name__ == "__main__":
    made = Corpus(1)
    print(len(made.meanings), len(made.related), len(made.below), len(made.opposed))
    for _ in range(40):
        for role, text in made.chat():
            print(f"{role}: {text}")
        print()
