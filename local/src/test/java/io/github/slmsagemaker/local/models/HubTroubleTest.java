package io.github.slmsagemaker.local.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hubs that refuse, fail, redirect or say nothing. */
final class HubTroubleTest extends StoreStage {
  @Test
  void a_server_in_trouble_is_asked_again() throws Exception {
    server.refusals.set(3);

    assertThat(store().obtain(file())).hasBinaryContent(CONTENT);
    assertThat(server.seen()).hasSize(4);
  }

  @Test
  void no_server_at_all_is_one_line() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI nowhere = URI.create("http://127.0.0.1:" + port + "/m.gguf");

    assertThatThrownBy(
            () ->
                store()
                    .obtain(
                        new ModelFile(nowhere, "m.gguf", OptionalLong.empty(), Optional.empty())))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("--model FILE")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_server_that_stays_silent_is_given_up() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI source = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/m.gguf");

      assertThatThrownBy(
              () ->
                  store()
                      .obtain(
                          new ModelFile(source, "m.gguf", OptionalLong.empty(), Optional.empty())))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void the_token_goes_to_the_hub_and_not_where_it_redirects_to() throws Exception {
    try (FileServer elsewhere = new FileServer(CONTENT)) {
      server.redirect("/m.gguf", "/next/m.gguf");
      server.redirect("/next/m.gguf", elsewhere.base() + "/signed?secret=1");

      assertThat(store().obtain(file())).hasBinaryContent(CONTENT);
      assertThat(server.seen())
          .extracting(FileServer.Seen::token)
          .containsExactly(Optional.of("Bearer " + TOKEN), Optional.of("Bearer " + TOKEN));
      assertThat(elsewhere.seen())
          .extracting(FileServer.Seen::token)
          .containsExactly(Optional.empty());
      assertThat(lines.text()).doesNotContain(TOKEN).doesNotContain("secret=1");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/m", "http://[", "data:,x"})
  void a_redirect_off_the_web_is_refused(String location) {
    server.redirect("/m.gguf", location);

    assertThatThrownBy(() -> store().obtain(file()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("refused");
  }
}
