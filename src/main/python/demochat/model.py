"""A small decoder of the Llama kind (RMSNorm, rotary positions in halves, grouped queries, SwiGLU, tied embeddings)."""

import torch
from torch import nn
from torch.nn import functional as F

CONFIG = dict(
    architectures=["LlamaForCausalLM"], model_type="llama", vocab_size=3072, hidden_size=256, intermediate_size=640,
    num_hidden_layers=4, num_attention_heads=8, num_key_value_heads=2, head_dim=32, max_position_embeddings=1024,
    rms_norm_eps=1e-5, rope_theta=10000.0, hidden_act="silu", tie_word_embeddings=True, bos_token_id=None,
    eos_token_id=0, pad_token_id=0, torch_dtype="float32", use_cache=True)

HEADS, KV_HEADS, WIDTH = CONFIG["num_attention_heads"], CONFIG["num_key_value_heads"], CONFIG["head_dim"]


class Norm(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + CONFIG["rms_norm_eps"]) * self.weight


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        size, inner = CONFIG["hidden_size"], CONFIG["intermediate_size"]
        self.before_attention, self.before_mlp = Norm(size), Norm(size)
        self.q = nn.Linear(size, HEADS * WIDTH, bias=False)
        self.k = nn.Linear(size, KV_HEADS * WIDTH, bias=False)
        self.v = nn.Linear(size, KV_HEADS * WIDTH, bias=False)
        self.out = nn.Linear(HEADS * WIDTH, size, bias=False)
        self.gate = nn.Linear(size, inner, bias=False)
        self.up = nn.Linear(size, inner, bias=False)
        self.down = nn.Linear(inner, size, bias=False)

    def forward(self, x, cos, sin, bias, past):
        h = self.before_attention(x)
        batch, length = h.shape[0], h.shape[1]
        q = _rotate(self.q(h).view(batch, length, HEADS, WIDTH).transpose(1, 2), cos, sin)
        k = _rotate(self.k(h).view(batch, length, KV_HEADS, WIDTH).transpose(1, 2), cos, sin)
        v = self.v(h).view(batch, length, KV_HEADS, WIDTH).transpose(1, 2)
        if past is not None:
            k, v = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)
        shared = q.view(batch, KV_HEADS, HEADS // KV_HEADS, length, WIDTH)  # each key and value serves several heads
        scores = shared @ k.unsqueeze(2).transpose(3, 4) * WIDTH ** -0.5 + bias.unsqueeze(1)
        seen = (F.softmax(scores, -1) @ v.unsqueeze(2)).view(batch, HEADS, length, WIDTH)
        x = x + self.out(seen.transpose(1, 2).reshape(batch, length, HEADS * WIDTH))
        h = self.before_mlp(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h)), (k, v)


class Decoder(nn.Module):
    """Logits and the keys and values of all positions so far."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(CONFIG["vocab_size"], CONFIG["hidden_size"])
        self.layers = nn.ModuleList(Layer() for _ in range(CONFIG["num_hidden_layers"]))
        self.norm = Norm(CONFIG["hidden_size"])
        self.apply(_initialize)

    def forward(self, ids, mask, positions, past=None):
        """`mask` has a 1 for each position of past and input, `positions` the number of each input token."""
        angles = positions.unsqueeze(-1).float() * self._frequencies()
        angles = torch.cat([angles, angles], -1).unsqueeze(1)
        bias = _bias(mask, ids.shape[1])
        x, kept = self.embed(ids), []
        for i, layer in enumerate(self.layers):
            x, pair = layer(x, angles.cos(), angles.sin(), bias, None if past is None else past[i])
            kept.append(pair)
        return F.linear(self.norm(x), self.embed.weight), kept

    @staticmethod
    def _frequencies():
        return CONFIG["rope_theta"] ** (-torch.arange(0, WIDTH, 2).float() / WIDTH)


def _bias(mask, length):
    """0 where a query may look, else a large negative number: forward in time, and where the mask is 0."""
    numbers = torch.cumsum(torch.ones_like(mask), 1)  # 1, 2, ... for each position of past and input
    asked = numbers[:, -length:]
    seen = (numbers.unsqueeze(1) <= asked.unsqueeze(2)) & (mask.unsqueeze(1) > 0)
    return (1.0 - seen.float()).unsqueeze(1) * -1e9


def _rotate(x, cos, sin):
    half = x.shape[-1] // 2
    return x * cos + torch.cat([-x[..., half:], x[..., :half]], -1) * sin


def _initialize(module):
    if isinstance(module, (nn.Linear, nn.Embedding)):
        nn.init.normal_(module.weight, std=0.04)
