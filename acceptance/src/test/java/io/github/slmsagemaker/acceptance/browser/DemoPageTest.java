package io.github.slmsagemaker.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.LocalStacks;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.models.ProgressLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page of {@code slm local} as it starts without options, in every look that it has. */
@TestInstance(Lifecycle.PER_CLASS)
final class DemoPageTest {
  private static final ApiKey KEY = new ApiKey("slm-canary0123456789+/=");
  private static final Path PYTHON = Path.of("..", ".venv", "sdks", "bin", "python");

  private final Chromium browser = new Chromium();
  private final LocalStack stack =
      new LocalStacks(System.getenv())
          .start(
              new LocalSettings(
                  0, new ModelChoice.Demo(), new EngineChoice.Embedded(EngineKind.LLAMA_CPP), KEY),
              new ProgressLines(System.err::println, InstantSource.system()));

  @AfterAll
  void close() {
    browser.close();
    stack.close();
  }

  @BeforeEach
  void open() {
    browser.prefers("light");
    browser.size(1200, 800, false);
    browser.driver().get(stack.baseUrl().resolve("/") + "#key=" + KEY.value());
    browser.awaitText("#model", "slm-demo");
  }

  @AfterEach
  void the_console_is_silent() {
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "{0}, {1} pixels wide")
  @CsvSource({"light, 1200", "dark, 1200", "light, 390", "dark, 390"})
  void a_conversation_looks_right_and_is_accessible(String theme, int width) {
    boolean phone = width < 400;
    browser.prefers(theme);
    browser.size(width, 800, phone);
    browser.driver().navigate().refresh();
    browser.awaitText("#model", "slm-demo");
    browser.assertAccessible("nothing asked yet");
    browser.picture("empty-%s-%d".formatted(theme, width));
    ask("What is 3 + 4?");
    browser.awaitText(".turn:nth-of-type(2) .said", "7");
    browser.await(".turn:nth-of-type(2) .numbers");
    useTool(phone);
    ask("What is the weather in Paris?");
    browser.awaitText(".call", "Paris");
    answer("{\"city\": \"Paris\", \"weather\": \"sunny\", \"degrees\": 21}");
    browser.await(".turn:nth-of-type(5) .numbers");

    browser.assertAccessible("a conversation");
    browser.picture("conversation-%s-%d".formatted(theme, width));
    browser.at(".turn:nth-of-type(5) summary").click();
    browser.assertAccessible("what was sent");
    browser.picture("sent-%s-%d".formatted(theme, width));
    assertThat(browser.driver().executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo((long) width);
  }

  @Test
  void the_theme_can_be_chosen_and_is_kept() {
    browser.at("#theme").click();
    browser.at("#theme").click();
    assertThat(browser.at("#theme").getText()).isEqualTo("Theme: dark");
    assertThat(background()).isEqualTo("rgb(23, 25, 24)");

    browser.driver().navigate().refresh();
    browser.awaitText("#model", "slm-demo");
    assertThat(background()).isEqualTo("rgb(23, 25, 24)");
    browser.at("#theme").click();
    assertThat(background()).isEqualTo("rgb(250, 249, 246)");
  }

  @Test
  void an_answer_is_held_to_a_schema() {
    browser.at("#schema-example").click();
    ask("Ada is 36 years old");

    browser.awaitText(".model .said", "{\"name\": \"Ada\", \"age\": 36}");
  }

  @Test
  void what_is_too_long_for_the_context_is_refused_and_does_not_stay_in_the_way() {
    browser
        .driver()
        .executeScript("document.getElementById('question').value = 'a '.repeat(20000)");
    browser.at("#question").sendKeys(Keys.ENTER);
    browser.awaitText(".refusal", "context_length_exceeded");
    assertThat(browser.at(".refusal .words").getText())
        .startsWith("This model's maximum context length is");
    browser.assertAccessible("too long");
    ask("What is 3 + 4?");

    browser.awaitText(".model .said", "7");
  }

  @Test
  void a_word_without_end_does_not_widen_the_page() {
    browser.size(390, 800, true);
    ask("x".repeat(600));
    browser.await(".numbers, .refusal");

    assertThat(browser.driver().executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(390L);
  }

  @Test
  @Timeout(60)
  void what_was_sent_holds_no_key_until_asked_and_runs_in_a_shell() throws Exception {
    ask("It's \"3 + 4\", isn't it? \\ $HOME `id` é 🙂");
    browser.await(".numbers");
    browser.at(".sent summary").click();
    assertThat(curl()).contains("$OPENAI_API_KEY").doesNotContain(KEY.value());
    assertThat(browser.driver().getPageSource()).doesNotContain(KEY.value());
    browser.all(".sent button").getLast().click();

    assertThat(curl()).contains("Bearer " + KEY.value());
    String answer = run("sh", "-c", curl());
    assertThat(answer).contains("data: {\"id\":\"chatcmpl-", "\"usage\":{", "data: [DONE]");
    browser.all(".sent button").getLast().click();
    assertThat(browser.driver().getPageSource()).doesNotContain(KEY.value());
  }

  @Test
  @Timeout(60)
  void what_was_sent_runs_in_python() throws Exception {
    assumeTrue(Files.exists(PYTHON), "skipped: tools/sdks.sh has not installed OpenAI's SDK");
    useTool(false);
    browser.at("#temperature").sendKeys("0");
    ask("What is the weather in Paris? It's \"so\" \\ é 🙂");
    browser.await(".numbers");
    browser.at(".sent summary").click();
    browser.all(".sent button").getLast().click();
    String program = browser.all(".sent pre").get(1).getText();

    assertThat(run(PYTHON.toString(), "-c", program)).contains("get_weather");
  }

  private void useTool(boolean phone) {
    if (phone) {
      browser.at("#toggle").click();
    }
    browser.at("#tool-add").click();
    if (phone) {
      browser.assertAccessible("settings");
      browser.at("#toggle").click();
    }
  }

  private void ask(String question) {
    // WebDriver types nothing beyond the basic plane.
    browser
        .driver()
        .executeScript("document.getElementById('question').value = arguments[0]", question);
    browser.at("#question").sendKeys(Keys.ENTER);
  }

  private void answer(String result) {
    browser.at(".call textarea").sendKeys(result, Keys.ENTER);
  }

  private String curl() {
    return browser.all(".sent pre").getFirst().getText();
  }

  private String background() {
    return String.valueOf(
        browser.driver().executeScript("return getComputedStyle(document.body).backgroundColor"));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
