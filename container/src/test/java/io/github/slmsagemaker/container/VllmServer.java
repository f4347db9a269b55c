package io.github.slmsagemaker.container;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A real vLLM on a processor, with a Llama of two layers whose weights it draws itself and whose
 * tokens are bytes: the one that {@code -Dvllm.url} names, or one started by the Python that {@code
 * -Dvllm.python} names.
 *
 * @param address where it listens
 * @param process what is ended at the end; empty where somebody else started it
 */
record VllmServer(URI address, Optional<Process> process) implements AutoCloseable {
  /** Tokens of prompt and answer. */
  static final int CONTEXT = 131_072;

  private static final String URL = "vllm.url";
  private static final String PYTHON = "vllm.python";
  private static final Duration START = Duration.ofMinutes(4);
  private static final JsonMapper JSON = JsonMapper.shared();

  static VllmServer start(Path folder) throws IOException, InterruptedException {
    String url = System.getProperty(URL, "");
    if (!url.isEmpty()) {
      return new VllmServer(URI.create(url), Optional.empty());
    }
    String python = System.getProperty(PYTHON, "");
    assumeFalse(
        python.isEmpty(),
        "a Python that has vLLM is named by -D%s=FILE, a running vLLM by -D%s=URL"
            .formatted(PYTHON, URL));
    writeModel(folder);
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            python,
            "-m",
            "vllm.entrypoints.openai.api_server",
            "--model",
            folder.toString(),
            "--load-format",
            "dummy",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--max-model-len",
            Integer.toString(CONTEXT),
            "--enforce-eager",
            "--dtype",
            "bfloat16",
            "--enable-prompt-tokens-details");
    builder
        .environment()
        .putAll(
            Map.of(
                "HF_HUB_OFFLINE", "1",
                "VLLM_NO_USAGE_STATS", "1",
                "VLLM_HOST_IP", "127.0.0.1",
                "VLLM_CPU_KVCACHE_SPACE", "1"));
    Path log = folder.resolve("vllm.log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    VllmServer server =
        new VllmServer(URI.create("http://127.0.0.1:" + port), Optional.of(process));
    server.awaitHealthy(process, log);
    return server;
  }

  @Override
  public void close() {
    process.ifPresent(
        running -> {
          running.descendants().forEach(ProcessHandle::destroy);
          running.destroy();
        });
  }

  private void awaitHealthy(Process process, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (process.isAlive() && System.nanoTime() < end) {
        if (healthy(client)) {
          return;
        }
        Thread.sleep(500);
      }
    }
    close();
    throw new IllegalStateException("vLLM did not start:\n" + Files.readString(log));
  }

  private boolean healthy(HttpClient client) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(address.resolve("/health")).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void writeModel(Path folder) throws IOException {
    write(
        folder.resolve("config.json"),
        """
        {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 64,
         "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 2,
         "num_key_value_heads": 2, "head_dim": 32, "vocab_size": 272,
         "max_position_embeddings": 131072, "rms_norm_eps": 1e-5, "rope_theta": 10000.0,
         "hidden_act": "silu", "bos_token_id": 256, "eos_token_id": 258,
         "tie_word_embeddings": false, "torch_dtype": "bfloat16"}
        """);
    write(
        folder.resolve("tokenizer_config.json"),
        """
        {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|begin_of_text|>",
         "eos_token": "<|im_end|>", "model_max_length": 131072}
        """);
    write(folder.resolve("tokenizer.json"), tokenizer().toString());
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  /** A token for each byte, written as GPT-2's tokenizers write bytes, and three control tokens. */
  private static ObjectNode tokenizer() {
    ObjectNode tokenizer =
        JSON.readTree(
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
