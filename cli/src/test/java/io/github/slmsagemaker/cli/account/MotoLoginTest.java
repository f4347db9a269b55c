package io.github.slmsagemaker.cli.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.slmsagemaker.testkit.aws.MotoServer;
import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom {@code slm login} asks is what the stack of this account says, and no other stack. */
final class MotoLoginTest {
  private static final Pattern ADDRESS = Pattern.compile("http://\\S+/authorize\\?\\S+");
  private static final String NO_POOL =
      "there is no stack SlmSagemaker here with a user pool of its own: deploy with -c auth=cognito";

  @TempDir private Path folder;

  @Test
  void the_issuer_the_client_and_the_scopes_are_those_of_the_stack() throws Exception {
    assumeThat(MotoServer.installed()).as(MotoServer.ABSENT).isPresent();
    try (MotoAccount moto = new MotoAccount();
        OidcIssuer issuer = OidcIssuer.start()) {
      String outputs =
          """
          "LoginIssuer": {"Value": "%s"}, "LoginClient": {"Value": "slm"},
          "LoginScopes": {"Value": "slm/invoke openid"}
          """
              .formatted(issuer.name());
      AwsProcess account = AwsProcess.at(moto.address(), folder);

      assertThat(account.slm("login").err()).as("no stack").contains(NO_POOL);
      moto.create("Other", template(outputs));
      assertThat(account.slm("login").err()).as("another stack").contains(NO_POOL);
      moto.stack("SlmSagemaker", "ApiKeyIds", "default=abc");
      assertThat(account.slm("login").err()).as("a stack with keys").contains(NO_POOL);

      moto.update("SlmSagemaker", template(outputs));
      Process login = account.begin("login", "--port", "0");
      try {
        URI question = question(login);
        assertThat(question.getRawQuery()).contains("client_id=slm", "scope=slm%2Finvoke+openid");
        signIn(question);
        assertThat(login.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(login.exitValue()).as(printed("err")).isZero();
        assertThat(printed("out")).isEqualTo("access" + System.lineSeparator());
      } finally {
        login.destroyForcibly();
      }
    }
  }

  /** What the person opens. */
  private URI question(Process login) throws Exception {
    while (login.isAlive()) {
      Matcher said = ADDRESS.matcher(printed("err"));
      if (said.find() && printed("err").indexOf('\n', said.end()) >= 0) {
        return URI.create(said.group());
      }
      Thread.sleep(50);
    }
    throw new AssertionError("it ended: " + printed("err"));
  }

  /** As a browser that is known to the issuer: there, and back to this machine. */
  private static void signIn(URI question) throws Exception {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      HttpResponse<String> there =
          browser.send(HttpRequest.newBuilder(question).build(), BodyHandlers.ofString());
      String back = there.headers().firstValue("Location").orElseThrow();
      HttpRequest home =
          HttpRequest.newBuilder(URI.create(back.replace("//localhost:", "//127.0.0.1:"))).build();
      assertThat(browser.send(home, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  private String printed(String stream) throws Exception {
    return Files.readString(folder.resolve(stream));
  }

  private static String template(String outputs) {
    return "{\"Resources\": {\"Topic\": {\"Type\": \"AWS::SNS::Topic\"}}, \"Outputs\": {%s}}"
        .formatted(outputs);
  }
}
