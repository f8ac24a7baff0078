"""Writes a language model of random weights as GGUF: it speaks nonsense, and a real server serves it in seconds.

usage: python tiny.py FILE    (needs the packages gguf and numpy)
"""

import sys

import numpy
from gguf import GGUFWriter, TokenType

WIDTH, LAYERS, HEADS, INNER, CONTEXT = 64, 2, 4, 128, 65536

# A token is a byte, as the fallback of SentencePiece has it: every text can be said, and a prompt has many tokens.
TOKENS = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
TYPES = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL] + [TokenType.BYTE] * 256


def main(path):
    random = numpy.random.default_rng(4711)
    writer = GGUFWriter(path, "llama")
    writer.add_name("random")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(TOKENS))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(TOKENS)
    writer.add_token_scores([0.0] * len(TOKENS))
    writer.add_token_types(TYPES)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)

    def weights(name, *shape, first_column=None):
        tensor = random.normal(0, 0.3, shape).astype(numpy.float32)
        if first_column is not None:
            tensor[:, 0] = first_column
        writer.add_tensor(name, tensor)

    def ones(name):
        writer.add_tensor(name, numpy.ones(WIDTH, numpy.float32))

    # The first number of every state is large, so that the first column of the output says what is likely at all:
    # characters that can be printed, and the end after some hundred of them.
    weights("token_embd.weight", len(TOKENS), WIDTH, first_column=8.0)
    for layer in range(LAYERS):
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            weights(f"blk.{layer}.{part}.weight", WIDTH, WIDTH)
        weights(f"blk.{layer}.ffn_gate.weight", INNER, WIDTH)
        weights(f"blk.{layer}.ffn_up.weight", INNER, WIDTH)
        weights(f"blk.{layer}.ffn_down.weight", WIDTH, INNER)
        ones(f"blk.{layer}.attn_norm.weight")
        ones(f"blk.{layer}.ffn_norm.weight")
    ones("output_norm.weight")
    printable = [0.0 if 32 <= token - 3 < 127 else -4.0 for token in range(len(TOKENS))]
    weights("output.weight", len(TOKENS), WIDTH, first_column=[-4.0, -4.0, -0.5, *printable[3:]])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


main(sys.argv[1])
