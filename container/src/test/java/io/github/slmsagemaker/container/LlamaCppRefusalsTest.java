package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the entrypoint refuses with one line, before llama-server or nginx is started. */
class LlamaCppRefusalsTest {
  @TempDir private Path folder;
  private Image image;

  @BeforeEach
  void image() throws IOException {
    image = Image.llamaCpp(folder);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SLM_CONTEXT_TOKENS|255|SLM_CONTEXT_TOKENS is 255, expected 256 to 131072",
        "SLM_CONTEXT_TOKENS|131073|SLM_CONTEXT_TOKENS is 131073, expected 256 to 131072",
        "SLM_CONTEXT_TOKENS|4k|SLM_CONTEXT_TOKENS is '4k', expected a whole number",
        "SLM_CONTEXT_TOKENS|99999999999999999999|expected a whole number from 256 to 131072",
        "SLM_CONTEXT_TOKENS|04096|expected a whole number without leading zeros",
        "SLM_CONTEXT_TOKENS|-1|SLM_CONTEXT_TOKENS is '-1', expected a whole number",
        "SLM_THREADS|0|SLM_THREADS is 0, expected 1 to 512",
        "SLM_PHYSICAL_BATCH_TOKENS|0|SLM_PHYSICAL_BATCH_TOKENS is 0, expected 1 to 131072",
        "SLM_SEQUENCES|0|SLM_SEQUENCES is 0, expected 1 to 64",
        "SLM_PROMPT_CACHE_MB|1.5|SLM_PROMPT_CACHE_MB is '1.5', expected a whole number",
        "SLM_REPACK|yes|SLM_REPACK is 'yes', expected true or false",
        "SLM_MAX_CONCURRENCY|201|SLM_MAX_CONCURRENCY is 201, expected 1 to 200",
        "SLM_MEMORY_MB|6 GB|SLM_MEMORY_MB is '6 GB', expected a whole number",
        "SAGEMAKER_BIND_TO_PORT|0|SAGEMAKER_BIND_TO_PORT is 0, expected 1 to 65535",
        "SLM_CONTXT_TOKENS|4096|unknown setting SLM_CONTXT_TOKENS, expected one of SLM_MODEL",
        "SLM_MODEL|hermes-3-llama-3.2-3b|but the image holds hermes-3-llama-3.1-8b",
        "SLM_QUANTIZATION|Q8_0|SLM_QUANTIZATION is 'Q8_0', but the image holds Q4_K_M",
      })
  void a_wrong_setting_is_one_line_and_no_engine(String name, String value, String line)
      throws Exception {
    Map<String, String> settings = Image.settings();
    settings.put(name, value);

    assertRefused(settings, 78, line);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no file|model.gguf is missing; build the image again",
        "no notes|model.env is missing; build the image again",
        "empty|model.gguf is no GGUF: it does not begin with GGUF",
        "safetensors|model.gguf is no GGUF: it does not begin with GGUF",
        "version 1|model.gguf is GGUF version 1, expected 2 or 3",
        "only its magic|model.gguf is GGUF version none, expected 2 or 3",
        "truncated|model.gguf is truncated: 69999 of 70000 bytes",
        "longer|model.gguf is another model's: 70001 bytes, expected 70000",
        "same size|model.gguf is another model's: SHA-256 of its first 64 KiB is",
      })
  void a_file_that_is_not_the_catalogues_is_one_line_and_no_engine(String what, String line)
      throws Exception {
    byte[] model = Image.gguf();
    Path file = image.here.resolve("model.gguf");
    switch (what) {
      case "no file" -> Files.delete(file);
      case "no notes" -> Files.delete(image.here.resolve("model.env"));
      case "empty" -> Files.write(file, new byte[0]);
      case "safetensors" -> Files.writeString(file, "{\"__metadata__\":{}}");
      case "version 1" -> Files.write(file, versioned(model, 1));
      case "only its magic" -> Files.write(file, Arrays.copyOf(model, 4));
      case "truncated" -> Files.write(file, Arrays.copyOf(model, model.length - 1));
      case "longer" -> Files.write(file, Arrays.copyOf(model, model.length + 1));
      case "same size" -> {
        model[100]++;
        Files.write(file, model);
      }
      default -> throw new IllegalArgumentException(what);
    }

    assertRefused(Image.settings(), what.equals("no notes") ? 78 : 66, line);
  }

  @Test
  void a_context_that_does_not_fit_beside_the_weights_is_refused() throws Exception {
    Map<String, String> settings = Image.settings();
    settings.put(ContainerNames.CONTEXT_TOKENS, "65536");

    assertRefused(
        settings,
        78,
        "a context of 65536 tokens does not fit: 8192 MiB beside 0 MiB of weights, the container"
            + " has 6144 MiB");
  }

  @Test
  void a_context_longer_than_the_training_is_refused() throws Exception {
    Path notes = image.here.resolve("model.env");
    Files.writeString(
        notes, Files.readString(notes).replace("trained_context=131072", "trained_context=1024"));

    assertRefused(
        Image.settings(), 78, "SLM_CONTEXT_TOKENS is 2048, but hermes-3-llama-3.1-8b was trained");
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama-server", "nginx"})
  void an_image_without_its_programs_is_refused(String program) throws Exception {
    Files.delete(image.programs.resolve(program));

    assertRefused(Image.settings(), 69, program + " is not in this image");
  }

  @Test
  void an_engine_for_another_processor_is_refused() throws Exception {
    byte[] program = new byte[64];
    // An ELF header of RISC-V.
    ByteBuffer.wrap(program)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x464c457f)
        .putShort(18, (short) 243);
    Files.write(image.programs.resolve("llama-server"), program);

    assertRefused(
        Image.settings(), 69, "llama-server is for another processor (ELF machine 243) than this");
  }

  @Test
  void a_port_that_is_taken_is_refused() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> settings = Image.settings();
      settings.put("SAGEMAKER_BIND_TO_PORT", Integer.toString(server.getLocalPort()));

      assertRefused(settings, 69, "port " + server.getLocalPort() + " is taken");
    }
  }

  @Test
  void nowhere_to_write_is_refused() throws Exception {
    Map<String, String> settings = new TreeMap<>(Image.settings());
    settings.put("TMPDIR", "/proc");

    assertRefused(settings, 73, "cannot write to /proc; mount a writable folder there");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train|argument is 'train', expected 'serve' or none",
        "serve now|2 arguments, expected 'serve' or none"
      })
  void other_arguments_than_serve_are_refused(String arguments, String line) throws Exception {
    try (Running run = image.start(Image.settings(), words(arguments))) {
      assertThat(run.status()).isEqualTo(64);
      assertThat(run.said()).isEqualTo("slm: " + line + "\n");
    }
  }

  private void assertRefused(Map<String, String> settings, int status, String line)
      throws Exception {
    try (Running run = image.start(settings)) {
      assertThat(run.status()).as(run.said()).isEqualTo(status);
      assertThat(run.said().strip()).startsWith("slm: ").contains(line).doesNotContain("\n");
      assertThat(run.noted("llama-server.arguments")).as("the engine was started").isFalse();
      assertThat(run.noted("nginx.arguments")).as("nginx was started").isFalse();
    }
  }

  private static byte[] versioned(byte[] model, int version) {
    ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN).putInt(4, version);
    return model;
  }

  private static String[] words(String text) {
    return text.split(" ", -1);
  }
}
