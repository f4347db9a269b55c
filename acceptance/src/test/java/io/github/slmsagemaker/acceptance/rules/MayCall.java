package io.github.slmsagemaker.acceptance.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The last sentence of a {@code package-info.java}: "May call" and then the packages of the
 * project, in code tags and without the root's name, and the libraries, by their usual names.
 */
final class MayCall {
  /** Libraries by the name that a sentence uses, with the packages that belong to each. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("Jackson", Set.of("tools.jackson.", "com.fasterxml.jackson.")),
          Map.entry("Netty", Set.of("io.netty.")),
          Map.entry("the AWS SDK", Set.of("software.amazon.awssdk.", "org.reactivestreams.")),
          Map.entry("AWS's event streams", Set.of("software.amazon.eventstream.")),
          Map.entry("the CDK", Set.of("software.amazon.awscdk.", "software.constructs.")),
          Map.entry("Lambda's interfaces", Set.of("com.amazonaws.services.lambda.")),
          Map.entry("JLine", Set.of("org.jline.")),
          Map.entry("picocli", Set.of("picocli.")),
          Map.entry("networknt", Set.of("com.networknt.")),
          Map.entry("progressbar", Set.of("me.tongfei.progressbar.")),
          Map.entry("nimbus-jose-jwt", Set.of("com.nimbusds.")),
          Map.entry("the JDK's HTTP server", Set.of("com.sun.net.httpserver.")),
          Map.entry("JUnit", Set.of("org.junit.", "org.opentest4j.")),
          Map.entry("AssertJ", Set.of("org.assertj.")));

  private static final Set<String> ALWAYS =
      Set.of("java.", "javax.", "com.sun.management.", "org.jspecify.", "jdk.");
  private static final Pattern SENTENCE = Pattern.compile("May call (.*?)\\s*\\*/", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("\\{@code ([a-z.]+)}");

  private MayCall() {}

  /** What a package's own words allow; empty where they do not say. */
  static Optional<Set<String>> allowed(String packageInfo) {
    return SENTENCE
        .matcher(packageInfo.replaceAll("\\n \\*(?!/) ?", " "))
        .results()
        .findFirst()
        .map(MayCall::named);
  }

  private static Set<String> named(MatchResult sentence) {
    String words = sentence.group(1);
    Set<String> names = new TreeSet<>();
    CODE.matcher(words).results().map(code -> code.group(1)).forEach(names::add);
    LIBRARIES.keySet().stream().filter(words::contains).forEach(names::add);
    return names;
  }

  /** The name that a sentence gives the package of something used; empty for the JDK. */
  static Optional<String> nameOf(String usedPackage) {
    String used = usedPackage + ".";
    if (used.startsWith(Modules.ROOT)) {
      return Optional.of(usedPackage.substring(Modules.ROOT.length()));
    }
    if (ALWAYS.stream().anyMatch(used::startsWith)) {
      return Optional.empty();
    }
    return Optional.of(
        LIBRARIES.entrySet().stream()
            .filter(library -> library.getValue().stream().anyMatch(used::startsWith))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(usedPackage));
  }
}
