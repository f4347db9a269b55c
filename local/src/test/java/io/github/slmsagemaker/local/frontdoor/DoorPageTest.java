package io.github.slmsagemaker.local.frontdoor;

import static io.github.slmsagemaker.local.frontdoor.DoorFixture.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, which alone is given away without a key. */
final class DoorPageTest {
  private static final Path FILES =
      Path.of("src", "main", "resources", "io", "github", "slmsagemaker", "local", "page");

  /** As Chromium asks for a page. */
  private static final String BROWSER =
      "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n";

  private final DoorFixture fixture = new DoorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_browser_gets_the_page_without_a_key() throws IOException {
    RawConnection.Answer page = fixture.get("/", BROWSER);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.body()).startsWith("<!doctype html>");
    assertThat(page.header("x-request-id")).isPresent();
    assertThat(fixture.invoker.requests()).isEmpty();
  }

  @Test
  void the_page_may_run_its_own_scripts_ask_its_own_server_and_nothing_else() throws IOException {
    for (String path : List.of("/", "/page/main.js", "/page/page.css", "/page/icon.svg")) {
      RawConnection.Answer file = fixture.get(path, BROWSER);

      assertThat(file.header("content-security-policy").orElse("").split("; "))
          .containsExactlyInAnyOrder(
              "default-src 'none'",
              "script-src 'self'",
              "style-src 'self'",
              "img-src 'self'",
              "connect-src 'self'",
              "base-uri 'none'",
              "form-action 'none'",
              "frame-ancestors 'none'",
              "require-trusted-types-for 'script'",
              "trusted-types 'none'");
      assertThat(file.headers())
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("referrer-policy", "no-referrer")
          .containsEntry("cross-origin-opener-policy", "same-origin")
          .containsEntry("cross-origin-resource-policy", "same-origin")
          .containsEntry("cache-control", "no-store");
    }
  }

  @ParameterizedTest(name = "{0} with Accept: {1}")
  @CsvSource({"GET, */*", "GET, application/json", "HEAD, */*", "HEAD, application/json"})
  void the_root_is_the_apis_for_everybody_else(String method, String types) throws IOException {
    String accept = "Accept: " + types + "\r\n";

    assertThat(call(method, "/", accept)).isEqualTo(401);
    assertThat(fixture.invoker.requests()).isEmpty();
    assertThat(call(method, "/", accept + bearer())).isEqualTo(200);
    assertThat(fixture.invoker.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /page",
        "GET /page/",
        "GET /page/Page.class",
        "GET /page/index.html",
        "GET /page/page.css/",
        "GET /page/../v1/models",
        "GET /page/%2e%2e/models",
        "GET //page/page.css",
        "GET /PAGE/page.css",
        "GET /index.html",
        "GET /v1",
        "POST /",
        "POST /page/main.js",
        "OPTIONS /page/main.js",
        "DELETE /",
      })
  void nothing_beside_the_page_is_given_away(String request) throws IOException {
    String[] line = request.split(" ", 2);

    assertThat(call(line[0], line[1], BROWSER)).isEqualTo(401);
    assertThat(fixture.invoker.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/main.js"})
  void the_page_is_given_to_no_other_name(String path) throws IOException {
    try (RawConnection connection = fixture.connect()) {
      String head = "GET %s HTTP/1.1\r\nHost: evil.example\r\n%s\r\n".formatted(path, BROWSER);

      assertThat(connection.send(head).answer().status()).isEqualTo(421);
    }
  }

  @Test
  void every_file_of_the_page_is_served_as_it_is_and_names_no_other_server() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        String text = Files.readString(file);

        assertThat(fixture.get(name.equals("index.html") ? "/" : "/page/" + name, BROWSER).body())
            .as(name)
            .isEqualTo(text);
        assertThat(text.replace("http://www.w3.org/2000/svg", "")).as(name).doesNotContain("://");
      }
    }
  }

  @Test
  void head_says_what_get_would() throws IOException {
    try (RawConnection connection = fixture.connect()) {
      connection.send("HEAD / HTTP/1.1\r\n" + fixture.host() + BROWSER + "\r\n");
      RawConnection.Answer head = connection.head();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).contains("text/html; charset=utf-8");
    }
  }

  /** The status alone: the answer to a HEAD ends with its headers. */
  private int call(String method, String path, String headers) throws IOException {
    try (RawConnection connection = fixture.connect()) {
      return connection
          .send("%s %s HTTP/1.1\r\n%s%s\r\n".formatted(method, path, fixture.host(), headers))
          .head()
          .status();
    }
  }
}
