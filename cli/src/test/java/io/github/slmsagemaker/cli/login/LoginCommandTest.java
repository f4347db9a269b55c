package io.github.slmsagemaker.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.CommandStage;
import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginCommandTest extends CommandStage {
  private static final Pattern ADDRESS = Pattern.compile("http://\\S+/authorize\\?\\S+");

  private final OidcIssuer issuer = OidcIssuer.start();
  private final HttpClient browser =
      HttpClient.newBuilder().followRedirects(Redirect.NEVER).build();

  @AfterEach
  void close() {
    browser.close();
    issuer.close();
  }

  @Test
  void an_access_token_is_printed_alone() throws Exception {
    var login = login("--client", "slm", "--scope", "openid slm/invoke");
    URI question = question();

    assertThat(question.getRawQuery())
        .contains("scope=openid+slm%2Finvoke", "code_challenge_method=S256", "&state=")
        .contains("redirect_uri=http%3A%2F%2Flocalhost%3A");
    assertThat(get(back(question)).body()).contains("You are signed in");
    assertThat(login.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(out.toString()).isEqualTo("access\n");
    assertThat(err.toString()).contains("ends in 3600 s").doesNotContain("code-");
  }

  @Test
  void an_identity_token_is_printed_where_it_is_wanted() throws Exception {
    var login = login("--client", "slm", "--id-token");
    get(back(question()));

    assertThat(login.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(out.toString()).isEqualTo("identity\n");
  }

  @Test
  void who_does_not_know_the_state_is_sent_away_and_the_person_still_waited_for() throws Exception {
    var login = login("--client", "slm");
    URI back = back(question());
    URI forged = URI.create(back.toString().replaceFirst("state=.*", "state=guessed"));

    assertThat(get(forged).statusCode()).isEqualTo(404);
    assertThat(get(back).statusCode()).isEqualTo(200);
    assertThat(login.get(60, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void a_code_of_somebody_else_is_worth_nothing() throws Exception {
    var login = login("--client", "slm");
    URI back = back(question());
    get(URI.create(back.toString().replaceFirst("code=[^&]*", "code=stolen")));

    assertThat(login.get(60, TimeUnit.SECONDS)).isOne();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("slm: the issuer gave no token: invalid_grant");
  }

  @Test
  void a_refusal_is_told() throws Exception {
    var login = login("--client", "other");
    get(back(question()));

    assertThat(login.get(60, TimeUnit.SECONDS)).isOne();
    assertThat(err.toString()).contains("slm: the issuer refused: unauthorized_client");
  }

  @Test
  void an_issuer_that_could_be_overheard_is_refused() {
    assertThat(run("login", "--issuer", "http://issuer.example", "--client", "slm")).isEqualTo(2);
    assertThat(err.toString()).contains("--issuer is http://issuer.example, expected https://");
  }

  @Test
  void without_a_pool_of_the_stack_it_says_what_there_is_to_do() {
    assertThat(run("login")).isOne();
    assertThat(err.toString())
        .contains("with a user pool of its own: deploy with -c auth=cognito, or name the issuer");
  }

  @Test
  void an_issuer_needs_a_client() {
    assertThat(run("login", "--issuer", "https://issuer.example")).isEqualTo(2);
    assertThat(err.toString()).contains("--issuer and --client belong together");
  }

  private CompletableFuture<Integer> login(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("login", "--port", "0", "--issuer", issuer.name().toString()));
    arguments.addAll(List.of(more));
    return CompletableFuture.supplyAsync(() -> run(arguments.toArray(String[]::new)));
  }

  /** What the person opens. */
  private URI question() throws InterruptedException {
    while (true) {
      Matcher printed = ADDRESS.matcher(err.toString());
      if (printed.find() && err.toString().indexOf('\n', printed.end()) >= 0) {
        return URI.create(printed.group());
      }
      Thread.sleep(10);
    }
  }

  /** Where the issuer sends the person's browser. */
  private URI back(URI question) throws Exception {
    String location = get(question).headers().firstValue("Location").orElseThrow();
    return URI.create(location.replace("//localhost:", "//127.0.0.1:"));
  }

  private HttpResponse<String> get(URI address) throws Exception {
    return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
