package io.github.slmsagemaker.acceptance.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser without a window, and what a person sees in it. Skips where the machine has none. */
final class Chromium implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final ChromeDriver driver;

  Chromium() {
    Optional<File> browser = BROWSERS.stream().flatMap(Chromium::onPath).findFirst();
    Optional<File> control = onPath("chromedriver").findFirst();
    assumeTrue(
        browser.isPresent() && control.isPresent(),
        "skipped: no chromium and chromedriver on the PATH; Debian has them as chromium and"
            + " chromium-driver");
    ChromeOptions options =
        new ChromeOptions()
            .setBinary(browser.orElseThrow())
            // Its own sandbox does not run as root, nor in most containers.
            .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(control.orElseThrow())
                .withSilent(true)
                .build(),
            options);
  }

  ChromeDriver driver() {
    return driver;
  }

  /** The one element. */
  WebElement at(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Waits until an element is there and looks like this. */
  WebElement await(String selector, Predicate<WebElement> wanted) {
    List<WebElement> found = new ArrayList<>();
    new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> selector + " in:\n" + at("body").getText())
        .until(
            _ -> {
              all(selector).stream().filter(wanted).findFirst().ifPresent(found::add);
              return !found.isEmpty();
            });
    return found.getFirst();
  }

  WebElement await(String selector) {
    return await(selector, WebElement::isDisplayed);
  }

  WebElement awaitText(String selector, String text) {
    return await(selector, element -> element.getText().contains(text));
  }

  /** The looks that the person's system asks for. */
  void prefers(String colors) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
  }

  void size(int width, int height, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width,
            "height", height,
            "deviceScaleFactor", phone ? 2 : 1,
            "mobile", phone));
  }

  /** Keeps what is seen, under {@code target/screenshots}. */
  void picture(String name) {
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** What the console has said since it was last asked; refusals of the API are none of it. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(line -> !(line.contains("/v1/") && line.contains("Failed to load resource")))
        .toList();
  }

  /** No rule of axe-core (dequeuniversity.com/rules) is broken by what is seen now. */
  void assertAccessible(String state) {
    driver.executeScript(axe());
    Object broken =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(found => done(
              found.violations.flatMap(rule =>
                rule.nodes.map(node => rule.id + ': ' + node.html + ' ' + node.failureSummary))));
            """);
    assertThat((List<?>) broken).as(state).isEmpty();
  }

  private static String axe() {
    try (InputStream script = Chromium.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script, "axe.min.js").readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<File> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> new File(folder, program))
        .filter(File::canExecute);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
