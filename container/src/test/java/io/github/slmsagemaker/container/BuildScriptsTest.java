package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs while the image is built, as processes on this machine. */
class BuildScriptsTest {
  @TempDir private Path folder;
  private Path published;
  private final Map<String, String> arguments = new TreeMap<>();

  @BeforeEach
  void published() throws IOException {
    published = Files.write(folder.resolve("published.gguf"), Image.gguf());
    arguments.put("MODEL_ID", Image.MODEL);
    arguments.put("MODEL_QUANTIZATION", "Q4_K_M");
    arguments.put("MODEL_URL", published.toUri().toString().replace("file:///", "file:/"));
    arguments.put("MODEL_SHA256", Image.sha256(Image.gguf()));
    arguments.put("MODEL_BYTES", Integer.toString(Image.MODEL_BYTES));
    arguments.put("MODEL_KV_BYTES_PER_TOKEN", "131072");
    arguments.put("MODEL_TRAINED_CONTEXT", "131072");
  }

  @Test
  void the_models_file_comes_with_notes_for_the_entrypoint() throws Exception {
    Programs.Ended end = run("fetch-model");

    assertThat(end.status()).as(end.said()).isZero();
    assertThat(folder.resolve("model.gguf")).hasSameBinaryContentAs(published);
    assertThat(folder.resolve("model.env")).hasContent(Image.noted(Image.gguf()));
  }

  @Test
  void a_size_that_nobody_knows_is_not_compared() throws Exception {
    arguments.put("MODEL_BYTES", "");

    assertThat(run("fetch-model").status()).isZero();
  }

  @Test
  void a_transfer_that_breaks_off_goes_on_where_it_was() throws Exception {
    try (CutServer server = CutServer.start(Image.gguf(), 30_000)) {
      arguments.put("MODEL_URL", server.url());

      Programs.Ended end = run("fetch-model");

      assertThat(end.status()).as(end.said()).isZero();
      assertThat(folder.resolve("model.gguf")).hasSameBinaryContentAs(published);
      assertThat(server.ranges()).containsExactly("", "bytes=30000-", "bytes=60000-");
    }
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "MODEL_SHA256|0000|is not what the catalogue names: SHA-256",
        "MODEL_BYTES|69999|has 70000 bytes, expected 69999",
        "MODEL_URL|file:/nowhere.gguf|file:/nowhere.gguf cannot be fetched",
        "MODEL_URL|''|build argument MODEL_URL is missing",
        "MODEL_ID|a'b|build argument MODEL_ID is 'a'b', which has other signs than",
      })
  void a_file_that_is_not_the_catalogues_fails_the_build(String name, String value, String line)
      throws Exception {
    arguments.put(name, value);

    Programs.Ended end = run("fetch-model");

    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said()).contains("slm: ").contains(line);
    assertThat(folder.resolve("model.env")).doesNotExist();
  }

  @Test
  void a_tokenizer_lies_where_the_router_looks_offline() throws Exception {
    tokenizerFiles();
    Programs.Ended end = run("fetch-tokenizer");
    assertThat(end.status()).as(end.said()).isZero();

    Programs.Ended saved = saveTokenizer();

    assertThat(saved.status()).as(saved.said()).isZero();
    assertThat(folder.resolve("out/tokenizer.json")).hasContent("{\"version\":\"1.0\"}");
  }

  @Test
  void a_tokenizer_that_is_not_there_is_no_success() throws Exception {
    tokenizerFiles();
    assertThat(run("fetch-tokenizer").status()).isZero();
    Files.delete(folder.resolve("hub/models--owner--name/snapshots/fetched/tokenizer.json"));

    Programs.Ended saved = saveTokenizer();

    assertThat(saved.status()).isEqualTo(1);
    assertThat(saved.said()).contains("FileNotFoundError").contains("holds no tokenizer.json");
  }

  private void tokenizerFiles() throws IOException {
    for (String name : List.of("tokenizer_config.json", "special_tokens_map.json", "config.json")) {
      Files.writeString(folder.resolve(name), "{}");
    }
    Files.writeString(folder.resolve("tokenizer.json"), "{\"version\":\"1.0\"}");
    arguments.put("TOKENIZER_ID", "owner/name");
    arguments.put("TOKENIZER_REVISION", "main");
    arguments.put("TOKENIZER_URL", "file:" + folder);
  }

  /** The calls that TGI's router makes (router/src/server.rs, py_resolve_tokenizer). */
  private Programs.Ended saveTokenizer() throws Exception {
    assumeTrue(Programs.find("python3").isPresent(), "python3 is not installed");
    return Programs.run(
        folder,
        Map.of(
            "HUGGINGFACE_HUB_CACHE", folder.resolve("hub").toString(),
            "PYTHONPATH", Path.of("tgi").toAbsolutePath().toString(),
            "PYTHONDONTWRITEBYTECODE", "1"),
        List.of(
            "python3",
            "-c",
            "import transformers; transformers.AutoTokenizer.from_pretrained('owner/name',"
                + " revision='main', trust_remote_code=False).save_pretrained('out')"));
  }

  private Programs.Ended run(String script) throws Exception {
    assumeTrue(Programs.find("curl").isPresent(), "curl is not installed");
    return Programs.run(
        folder,
        arguments,
        List.of("/bin/sh", Path.of("build", script).toAbsolutePath().toString()));
  }
}
