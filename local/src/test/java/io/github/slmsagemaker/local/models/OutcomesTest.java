package io.github.slmsagemaker.local.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a download can end badly: what is said, and whether it is tried again. */
@Timeout(60)
final class OutcomesTest extends StoreStage {
  private static final String BY_HAND =
      "bring the file here by other means and pass --model FILE.gguf";

  private String refusal(ModelFile file) {
    AtomicReference<@Nullable String> message = new AtomicReference<>();
    assertThatThrownBy(() -> store().obtain(file))
        .isInstanceOf(StartFailure.class)
        .satisfies(failure -> message.set(failure.getMessage()));
    return String.valueOf(message.get());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | answered 400;",
        "401 | answered 401; set HF_TOKEN to a token that may read this file, or",
        "403 | answered 403; set HF_TOKEN to a token that may read this file, or",
        "404 | answered 404, there is no such file;",
        "407 | answered 407, the proxy asks for a password;",
        "410 | answered 410, there is no such file;",
        "418 | answered 418;",
        "451 | answered 451;"
      })
  void a_refusal_is_one_sentence_that_ends_with_the_way_round_it(int status, String middle) {
    server.refusals.set(99);
    server.refusal = status;
    assertThat(refusal(file())).isEqualTo(source() + " " + middle + " " + BY_HAND);
    assertThat(server.seen()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void trouble_that_stays_is_one_sentence_after_five_attempts(int status) {
    server.refusals.set(99);
    server.refusal = status;
    assertThat(refusal(file()))
        .isEqualTo(
            "cannot download "
                + source()
                + ": java.io.IOException: the server answered "
                + status
                + "; check the network (a later start continues where this one ended), or "
                + BY_HAND);
    assertThat(server.seen()).hasSize(5);
  }

  @Test
  void what_does_not_fit_its_description_is_one_sentence() {
    ModelFile longer =
        new ModelFile(source(), "m.gguf", OptionalLong.of(SIZE + 5), Optional.empty());
    assertThat(refusal(longer))
        .isEqualTo(source() + " has 700001 bytes, expected 700006; " + BY_HAND);
    assertThat(leftovers()).containsExactly("m.gguf.lock");
    server.redirect("/m.gguf", "/m.gguf");
    assertThat(refusal(file())).isEqualTo(source() + " redirects more than 10 times; " + BY_HAND);
    server.redirect("/m.gguf", "ftp://x/m");
    assertThat(refusal(file()))
        .isEqualTo(source() + " redirects to an address that is refused (ftp://x/m); " + BY_HAND);
  }

  @Test
  void a_wrong_checksum_is_one_sentence() {
    String zeros = "0".repeat(64);
    ModelFile other = new ModelFile(source(), "m.gguf", OptionalLong.of(SIZE), Optional.of(zeros));
    assertThat(refusal(other))
        .isEqualTo(
            "m.gguf from %s has the wrong SHA-256: %s, expected %s; it was removed; start again, or %s"
                .formatted(source(), sha256(CONTENT), zeros, BY_HAND));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_disk_that_fills_up_is_told_apart_from_the_network_and_not_tried_again() {
    Disk full =
        new Disk() {
          @Override
          public long freeBytes(Path folder) {
            return Long.MAX_VALUE;
          }

          @Override
          public OutputStream append(Path file) throws IOException {
            return Files.newOutputStream(Path.of("/dev/full"));
          }
        };
    ModelStore store = new ModelStore(folder, hub(), lines, timing(), full);
    assertThatThrownBy(() -> store.obtain(file()))
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "cannot write to %s (No space left on device); make room on its disk, or set"
                    .formatted(folder.resolve("m.gguf.part"))
                + " XDG_CACHE_HOME to a folder on another (a later start continues where this one"
                + " ended)");
    assertThat(server.seen()).hasSize(1);
    assertThat(lines.text()).doesNotContain("trying again");
  }

  @Test
  void an_interrupt_ends_a_download_that_waits_for_a_silent_server() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI source = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/m.gguf");
      ModelFile file = new ModelFile(source, "m.gguf", OptionalLong.empty(), Optional.empty());
      ModelStore.Timing patient =
          new ModelStore.Timing(Duration.ofMinutes(5), Duration.ofMinutes(5));
      ModelStore store = new ModelStore(folder, hub(), lines, patient, DISK);
      AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
      Thread asking =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      store.obtain(file);
                    } catch (StartFailure stopped) {
                      end.set(stopped);
                    }
                  });
      silent.accept();
      asking.interrupt();
      asking.join();
      assertThat(end.get()).hasMessageContaining("the download was stopped");
    }
  }

  @Test
  void a_proxy_of_the_environment_is_asked_for_what_is_elsewhere() {
    Hub elsewhere =
        Hub.of(Map.of("HF_ENDPOINT", "http://hub.test", "HTTP_PROXY", server.base().toString()));
    URI source = elsewhere.file("o/n", "main", "m.gguf");
    ModelFile file = new ModelFile(source, "m.gguf", OptionalLong.of(SIZE), Optional.empty());
    new ModelStore(folder, elsewhere, lines, timing(), DISK).obtain(file);
    assertThat(server.seen())
        .singleElement()
        .extracting(FileServer.Seen::path)
        .isEqualTo("/o/n/resolve/main/m.gguf");
  }
}
