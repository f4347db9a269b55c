"""Writes slm-demo.gguf as a checkpoint in Hugging Face's layout, for engines that read no GGUF.

Its tokenizer puts the begin-of-text token before every text, as Llama 3's does and as the GGUF asks for.
"""

import argparse
import json
from pathlib import Path

from safetensors.torch import save_file
from tokenizers import processors

from . import earlier

PARTS = {"attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm", "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj",
         "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj", "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj"}
WHOLE = {"token_embd": "model.embed_tokens", "output": "lm_head", "output_norm": "model.norm"}
FIRST, LAST = "<|begin_of_text|>", "<|im_end|>"


def write(source, folder):
    model, tokenizer, _ = earlier.load(source)
    first, last = tokenizer.token_to_id(FIRST), tokenizer.token_to_id(LAST)
    tokenizer.post_processor = processors.TemplateProcessing(single=f"{FIRST} $A", pair=f"{FIRST} $A {FIRST} $B", special_tokens=[(FIRST, first)])
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file({name_of(name): part(name, weight.detach().float(), model.shape) for name, weight in model.named_parameters()},
              folder / "model.safetensors", metadata={"format": "pt"})
    put(folder / "config.json", config(model.shape, first, last))
    put(folder / "tokenizer_config.json", {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": FIRST, "eos_token": LAST,
                                           "model_max_length": model.shape.context, "clean_up_tokenization_spaces": False})


def config(shape, first, last):
    return {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": shape.width, "intermediate_size": shape.hidden,
            "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads, "num_key_value_heads": shape.kv_heads, "head_dim": shape.head,
            "vocab_size": shape.vocabulary, "max_position_embeddings": shape.context, "rms_norm_eps": shape.epsilon, "rope_theta": shape.rope_base,
            "hidden_act": "silu", "bos_token_id": first, "eos_token_id": last, "tie_word_embeddings": False, "torch_dtype": "float32"}


def name_of(parameter):
    """blocks.0.attn_q is model.layers.0.self_attn.q_proj.weight."""
    if parameter in WHOLE:
        return WHOLE[parameter] + ".weight"
    _, layer, name = parameter.split(".")
    return f"model.layers.{layer}.{PARTS[name]}.weight"


def part(parameter, weight, shape):
    """Rotary positions turn neighbouring rows in a GGUF, and the rows of one half with those of the other here."""
    if not parameter.endswith(("attn_q", "attn_k")):
        return weight.contiguous()
    return weight.view(-1, shape.head // 2, 2, shape.width).transpose(1, 2).reshape(-1, shape.width).contiguous()


def put(file, value):
    file.write_text(json.dumps(value, indent=1) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where to write it")
    write(Path(__file__).parent.parent / "slm-demo.gguf", parser.parse_args().folder)
