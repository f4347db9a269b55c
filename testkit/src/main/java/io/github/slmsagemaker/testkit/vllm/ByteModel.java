package io.github.slmsagemaker.testkit.vllm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A Llama of two layers whose weights vLLM draws itself and whose tokens are bytes. */
public final class ByteModel {
  /** Tokens of prompt and answer. */
  public static final int CONTEXT = 131_072;

  private ByteModel() {}

  /** Starts a vLLM with it; {@code folder} takes its files. */
  public static VllmServer start(Path folder) throws IOException, InterruptedException {
    VllmServer.python();
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 64,
         "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 2,
         "num_key_value_heads": 2, "head_dim": 32, "vocab_size": 272,
         "max_position_embeddings": %d, "rms_norm_eps": 1e-5, "rope_theta": 10000.0,
         "hidden_act": "silu", "bos_token_id": 256, "eos_token_id": 258,
         "tie_word_embeddings": false, "torch_dtype": "bfloat16"}
        """
            .formatted(CONTEXT));
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        """
        {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|begin_of_text|>",
         "eos_token": "<|im_end|>", "model_max_length": %d}
        """
            .formatted(CONTEXT));
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer().toString());
    String context = Integer.toString(CONTEXT);
    return VllmServer.start(
        folder,
        List.of("--load-format", "dummy", "--max-model-len", context, "--dtype", "bfloat16"));
  }

  /** A token for each byte, written as GPT-2's tokenizers write bytes, and three control tokens. */
  private static ObjectNode tokenizer() {
    ObjectNode tokenizer =
        JsonMapper.shared()
            .readTree(
                """
                {"version": "1.0", "truncation": null, "padding": null, "normalizer": null,
                 "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false,
                   "trim_offsets": true, "use_regex": true},
                 "post_processor": null,
                 "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true,
                   "use_regex": true},
                 "model": {"type": "BPE", "dropout": null, "unk_token": null,
                   "continuing_subword_prefix": null, "end_of_word_suffix": null,
                   "fuse_unk": false, "byte_fallback": false, "merges": []}}
                """)
            .asObject();
    ObjectNode vocabulary = tokenizer.path("model").asObject().putObject("vocab");
    List<String> bytes = byteTexts();
    for (int id = 0; id < bytes.size(); id++) {
      vocabulary.put(bytes.get(id), id);
    }
    ArrayNode added = tokenizer.putArray("added_tokens");
    for (String control : List.of("<|begin_of_text|>", "<|im_start|>", "<|im_end|>")) {
      added
          .addObject()
          .put("id", bytes.size() + added.size() - 1)
          .put("content", control)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    return tokenizer;
  }

  /** Printable bytes as themselves, the others from U+0100 on. */
  private static List<String> byteTexts() {
    List<String> texts = new ArrayList<>();
    int other = 256;
    for (int b = 0; b < 256; b++) {
      boolean shown = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
      texts.add(Character.toString(shown ? b : other++));
    }
    return texts;
  }
}
