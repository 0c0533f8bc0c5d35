"""Writes a trained model as Optimum lays it out for ONNX Runtime, and what this implementation answers, to compare with.

    /usr/bin/python3 src/main/python/demochat/export.py    # again, from the last checkpoint
"""

import json
from pathlib import Path

import torch

from bpe import SPECIAL, Bpe
from model import CONFIG, KV_HEADS, WIDTH, Decoder

ROOT = Path(__file__).resolve().parents[4]
CHECKPOINT = ROOT / "target/demochat/checkpoint.pt"
MODEL = ROOT / "src/main/resources/demo/atrium-tiny"
REFERENCES = ROOT / "src/test/resources/demo/atrium-tiny/references.json"

TEMPLATE = ("{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}<|end|>{% endfor %}"
            "{% if add_generation_prompt %}<|assistant|>{% endif %}")

CHATS = [
    [("user", "Hello!")],
    [("user", "What does comedy mean?")],
    [("user", "What is 7 + 5?")],
    [("user", "Tell me a long story about a fox called Wen.")],
    [("user", "法国的首都是哪里?")],
    [("system", "You are a pirate."), ("user", "What is the capital of Japan?")],
    [("user", "My name is Nora."), ("assistant", "Nice to meet you, Nora!"), ("user", "What is my name?")],
]


class WithPast(torch.nn.Module):
    """The decoder with the inputs and outputs in the order in which the graph names them."""

    def __init__(self, decoder):
        super().__init__()
        self.decoder = decoder

    def forward(self, ids, mask, positions, *past):
        logits, kept = self.decoder(ids, mask, positions, list(zip(past[::2], past[1::2])))
        return (logits, *[tensor for pair in kept for tensor in pair])


def write(model, bpe, folder=MODEL, references=REFERENCES):
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    references.parent.mkdir(parents=True, exist_ok=True)
    _graph(model, folder / "model.onnx")
    _json(folder / "config.json", CONFIG)
    _json(folder / "generation_config.json", dict(eos_token_id=0, pad_token_id=0))
    _json(folder / "tokenizer.json", bpe.to_json())
    _json(folder / "tokenizer_config.json", dict(
        tokenizer_class="PreTrainedTokenizerFast", model_max_length=CONFIG["max_position_embeddings"], eos_token="<|end|>",
        pad_token="<|end|>", clean_up_tokenization_spaces=False, chat_template=TEMPLATE))
    _json(references, [_reference(model, bpe, chat) for chat in CHATS])


def _graph(model, file):
    layers = range(CONFIG["num_hidden_layers"])
    names = [f"{i}.{part}" for i in layers for part in ("key", "value")]
    inputs = ["input_ids", "attention_mask", "position_ids"] + [f"past_key_values.{name}" for name in names]
    outputs = ["logits"] + [f"present.{name}" for name in names]
    axes = {"input_ids": {0: "batch", 1: "length"}, "attention_mask": {0: "batch", 1: "total"},
            "position_ids": {0: "batch", 1: "length"}, "logits": {0: "batch", 1: "length"}}
    axes |= {name: {0: "batch", 2: "past"} for name in inputs[3:]} | {name: {0: "batch", 2: "total"} for name in outputs[1:]}
    past = [torch.zeros(2, KV_HEADS, 3, WIDTH) for _ in names]
    example = (torch.ones(2, 5, dtype=torch.long), torch.ones(2, 8, dtype=torch.long), torch.arange(3, 8).expand(2, 5), *past)
    torch.onnx.export(WithPast(model), example, str(file), input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=14)


@torch.no_grad()
def _reference(model, bpe, chat, most=200):
    """The greedy answer, computed from the whole text at each step, without a cache; with the likeliest tokens of the first steps."""
    prompt = [i for role, text in chat for i in [SPECIAL.index(f"<|{role}|>")] + bpe.encode(text) + [0]] + [SPECIAL.index("<|assistant|>")]
    answer, likeliest = [], []
    while len(answer) < most:
        ids = torch.tensor([prompt + answer])
        logits, _ = model(ids, torch.ones_like(ids), torch.arange(ids.shape[1]).unsqueeze(0))
        logprobs = torch.log_softmax(logits[0, -1].double(), -1)
        best = logprobs.topk(5)
        if len(likeliest) < 10:
            likeliest.append([dict(id=i, logprob=round(v, 6)) for v, i in zip(best.values.tolist(), best.indices.tolist())])
        answer.append(int(best.indices[0]))
        if answer[-1] == 0:
            break
    return dict(messages=[dict(role=role, content=text) for role, text in chat], prompt=prompt, answer=answer,
                text=bpe.decode(answer), likeliest=likeliest)


def _json(file, value):
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    state, merges = torch.load(CHECKPOINT)
    decoder = Decoder()
    decoder.load_state_dict(state)
    write(decoder, Bpe([tuple(pair) for pair in merges]))
