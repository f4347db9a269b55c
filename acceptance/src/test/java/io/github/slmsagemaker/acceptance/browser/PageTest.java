package io.github.slmsagemaker.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a person does on the page; the engine says what the test tells it. */
@TestInstance(Lifecycle.PER_CLASS)
final class PageTest {
  private static final String CALL =
      "<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Paris\"}}\n</tool_call>";

  private final Chromium browser;

  PageTest() {
    browser = new Chromium();
  }

  @AfterAll
  void close() {
    browser.close();
  }

  @BeforeEach
  void desk() {
    browser.prefers("light");
    browser.size(1200, 800, false);
  }

  @AfterEach
  void the_console_is_silent() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void an_answer_streams_in_with_its_numbers() {
    try (Stage stage = Stage.saying(Lane.GPU, "Twelve", " is", " right.")) {
      open(stage);
      ask("What is 3 times 4?");

      browser.awaitText(".model .said", "Twelve is right.");
      List<String> facts = texts(".numbers li");
      assertThat(facts).hasSize(4);
      assertThat(facts.get(0)).matches("[1-9][0-9]* tokens in");
      assertThat(facts.get(1)).isEqualTo("4 out");
      assertThat(facts.get(2)).matches("first after [0-9]+ ms");
      assertThat(facts.get(3)).matches("[0-9.]+ tokens/s");
      assertThat(browser.at("[role=status]").getText())
          .isEqualTo("The model says: Twelve is right.");
      assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
          .isEqualTo("question");
    }
  }

  @Test
  void the_key_leaves_the_address_bar_and_is_kept_in_the_tab_alone() {
    try (Stage stage = Stage.saying(Lane.GPU, "Yes.")) {
      open(stage);

      assertThat(browser.driver().getCurrentUrl())
          .isEqualTo(stage.baseUrl().resolve("/").toString());
      assertThat(browser.driver().executeScript("return Object.values(localStorage).join()"))
          .isEqualTo("");
      assertThat(browser.driver().executeScript("return document.cookie")).isEqualTo("");
      browser.driver().navigate().refresh();
      browser.awaitText("#model", Stage.MODEL);
    }
  }

  @Test
  void without_a_key_it_is_asked_for_until_one_opens() {
    try (Stage stage = Stage.saying(Lane.GPU, "Yes.")) {
      browser.driver().get(stage.baseUrl().resolve("/").toString());
      browser.await("#door[open]");
      browser.assertAccessible("the key is asked for");
      browser.at("#key").sendKeys("slm-wrong-0123456789", Keys.ENTER);
      browser.awaitText("#door-why", "the API key is wrong");
      browser.picture("key");
      browser.at("#key").sendKeys(stage.key().value(), Keys.ENTER);

      browser.awaitText("#model", Stage.MODEL);
    }
  }

  @Test
  void an_answer_that_is_stopped_keeps_what_came_and_stops_the_engine() throws Exception {
    try (Stage stage = Stage.saying(Lane.GPU, "One", " two")) {
      stage.engine().then(new Behaviour.Stall(1));
      open(stage);
      ask("Count.");
      browser.awaitText(".model .said", "One");
      browser.at("#question").sendKeys(Keys.ESCAPE);

      browser.awaitText(".numbers", "stopped by you");
      assertThat(stage.engine().awaitHangup(Duration.ofMinutes(1))).isTrue();
      ask("Go on.");
      browser.await(".turn:nth-of-type(4) .numbers");
      assertThat(stage.engine().requests().getLast().path("prompt").asString())
          .contains("Count.", "One", "Go on.");
    }
  }

  @Test
  void an_answer_can_be_stopped_before_its_first_word_and_asked_again() throws Exception {
    try (Stage stage = Stage.saying(Lane.GPU, "Well.")) {
      stage.engine().then(new Behaviour.Stall(0));
      open(stage);
      ask("Hello?");
      assertThat(stage.engine().awaitRequest(Duration.ofMinutes(1))).isTrue();
      browser.await("#stop").click();
      browser.awaitText(".refusal", "Stopped before");
      assertThat(stage.engine().awaitHangup(Duration.ofMinutes(1))).isTrue();
      browser.await(".refusal button").click();

      browser.awaitText(".model .said", "Well.");
      assertThat(texts(".turn h2")).containsExactly("You", Stage.MODEL);
    }
  }

  @Test
  void a_call_of_a_tool_is_shown_and_answered() {
    try (Stage stage = Stage.before(Lane.GPU, callingThenSaying("It is 21 degrees."))) {
      open(stage);
      browser.at("#tool-add").click();
      ask("What is the weather in Paris?");
      browser.awaitText(".call", "\"city\": \"Paris\"");
      browser.assertAccessible("a call");
      browser.picture("tool");
      assertThat(browser.at("#send").isEnabled()).isFalse();
      browser.driver().switchTo().activeElement().sendKeys("{\"degrees\": 21}", Keys.ENTER);

      browser.awaitText(".turn:last-of-type .said", "It is 21 degrees.");
      assertThat(stage.engine().requests().getLast().path("prompt").asString())
          .contains("get_weather", "{\"degrees\": 21}");
      assertThat(browser.at("#send").isEnabled()).isTrue();
    }
  }

  @Test
  void a_refusal_is_in_the_words_of_the_api_and_the_question_can_be_changed() {
    try (Stage stage = Stage.saying(Lane.GPU, "Fine.")) {
      open(stage);
      browser.at("#temperature").sendKeys("7");
      ask("How are you?");
      WebElement refusal = browser.await(".refusal");

      assertThat(refusal.getText()).contains("temperature", "400 · invalid_request_error");
      browser.assertAccessible("a refusal");
      browser.picture("refusal");
      browser.all(".refusal button").getLast().click();
      assertThat(browser.all(".turn")).isEmpty();
      assertThat(browser.at("#question").getDomProperty("value")).isEqualTo("How are you?");
      browser.at("#temperature").sendKeys(Keys.BACK_SPACE, "1");
      browser.at("#question").sendKeys(Keys.ENTER);
      browser.awaitText(".model .said", "Fine.");
    }
  }

  @Test
  void an_answer_that_is_cut_says_so() {
    try (Stage stage = Stage.saying(Lane.GPU, "One", " two", " three")) {
      open(stage);
      browser.at("#most").sendKeys("2");
      ask("Count.");

      assertThat(browser.awaitText(".numbers", "cut").getText()).contains("2 out");
      assertThat(browser.at(".model .said").getText()).isEqualTo("One two");
    }
  }

  @Test
  void an_answer_that_breaks_off_keeps_what_came_and_says_why() {
    try (Stage stage = Stage.saying(Lane.GPU, "One", " two")) {
      stage.engine().then(new Behaviour.Break(1));
      open(stage);
      ask("Count.");

      browser.await(".refusal");
      assertThat(browser.at(".model .said").getText()).isEqualTo("One");
    }
  }

  @Test
  void an_answer_is_text_whatever_it_looks_like() {
    String hostile =
        "<img src=x onerror=\"document.title='gone'\"><script>document.title='gone'</script>"
            + "<h1>big</h1> &lt;b&gt; **bold** [link](javascript:alert(1))\n  two";
    try (Stage stage = Stage.saying(Lane.GPU, hostile)) {
      open(stage);
      ask("<b>Markup</b>, please");

      browser.await(".numbers");
      assertThat(browser.at(".model .said").getDomProperty("textContent")).isEqualTo(hostile);
      assertThat(browser.at(".user .said").getText()).isEqualTo("<b>Markup</b>, please");
      assertThat(browser.all("#conversation :is(img, script, h1, b, a)")).isEmpty();
      assertThat(browser.driver().getTitle()).isEqualTo("slm-sagemaker");
    }
  }

  @Test
  void a_schema_that_is_no_json_is_told_and_nothing_is_sent() {
    try (Stage stage = Stage.saying(Lane.GPU, "Yes.")) {
      open(stage);
      browser.at("#schema").sendKeys("{'type': 'object'}");
      ask("Ada is 36");

      browser.awaitText(".refusal", "The JSON schema: this is no JSON");
      browser.awaitText("#schema-flaw", "This is no JSON");
      assertThat(stage.engine().requests()).isEmpty();
    }
  }

  @Test
  void a_new_conversation_knows_nothing_of_the_old() {
    try (Stage stage = Stage.saying(Lane.GPU, "Yes.")) {
      open(stage);
      browser.at("#system").sendKeys("You are brief.");
      ask("First");
      browser.await(".numbers");
      browser.at("#fresh").click();
      assertThat(browser.all(".turn")).isEmpty();
      ask("Second");
      browser.await(".numbers");

      assertThat(stage.engine().requests().getLast().path("prompt").asString())
          .contains("You are brief.", "Second")
          .doesNotContain("First");
    }
  }

  /** Calls a tool, and once it has a result says this. */
  private static FakeContainer callingThenSaying(String text) {
    LlamaServerReplies calling = new LlamaServerReplies(List.of(CALL));
    LlamaServerReplies saying = new LlamaServerReplies(List.of(text));
    return FakeContainer.start(
        request ->
            request.path("prompt").asString("").contains("<tool_response>")
                ? saying.to(request)
                : calling.to(request));
  }

  private void open(Stage stage) {
    browser.driver().get(stage.baseUrl().resolve("/") + "#key=" + stage.key().value());
    browser.awaitText("#model", Stage.MODEL);
  }

  private void ask(String question) {
    browser.at("#question").sendKeys(question, Keys.ENTER);
  }

  private List<String> texts(String selector) {
    return browser.all(selector).stream().map(WebElement::getText).toList();
  }
}
