package io.github.slmsagemaker.capacity.platform;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Entry;
import io.github.slmsagemaker.core.catalogue.ModelId;
import io.github.slmsagemaker.deployment.ServerlessLimits;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.deployment.engine.Engines;
import java.util.Locale;
import java.util.OptionalLong;

/** Reads the sections of the data file that are this module's. */
final class PlatformReader {
  private PlatformReader() {}

  static Platform read(Catalogue catalogue) {
    Entry root = Entry.section("platform", catalogue.section("platform"));
    root.allow("serverless", "newAccount", "instances", "prices", "images", "speeds");
    Entry prices = root.object("prices");
    prices.allow("serverlessGigabyteSecond", "bedrock");
    return new Platform(
        catalogue.date(),
        ServerlessLimits.of(catalogue),
        newAccount(root.object("newAccount")),
        root.list("instances").stream().map(PlatformReader::instance).toList(),
        price(prices.object("serverlessGigabyteSecond")),
        prices.list("bedrock").stream().map(entry -> bedrock(catalogue, entry)).toList(),
        root.list("images").stream().map(PlatformReader::image).toList(),
        root.list("speeds").stream().map(entry -> speed(catalogue, entry)).toList());
  }

  private static NewAccount newAccount(Entry entry) {
    return new NewAccount(
        entry.integer("serverlessMemoryMb"),
        entry.integer("serverlessConcurrency"),
        entry.integer("gpuInstances"),
        entry.integer("codeBuilds"),
        entry.integer("lambdaConcurrency"),
        entry.text("source"));
  }

  private static InstanceType instance(Entry entry) {
    entry.allow(
        "name", "card", "generation", "cardMib", "gigabytesPerSecond", "hourlyPrice", "source");
    return entry.checked(
        () ->
            new InstanceType(
                entry.text("name"),
                entry.text("card"),
                entry.parsed("generation", PlatformReader::generation),
                entry.integer("cardMib"),
                entry.integer("gigabytesPerSecond"),
                entry.optionalObject("hourlyPrice").map(PlatformReader::price),
                entry.text("source")));
  }

  private static InstanceType.Generation generation(String word) {
    return InstanceType.Generation.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Price price(Entry entry) {
    entry.allow("dollars", "asOf", "source");
    return entry.checked(
        () -> new Price(entry.decimal("dollars"), entry.text("asOf"), entry.text("source")));
  }

  private static BedrockPrice bedrock(Catalogue catalogue, Entry entry) {
    return new BedrockPrice(
        model(catalogue, entry),
        entry.text("offered"),
        entry.decimal("inputPerMillion"),
        entry.decimal("outputPerMillion"),
        entry.text("asOf"),
        entry.text("source"));
  }

  private static BaseImage image(Entry entry) {
    entry.allow("engine", "name", "bytes", "source");
    OptionalLong bytes =
        entry.names().contains("bytes")
            ? OptionalLong.of(entry.number("bytes"))
            : OptionalLong.empty();
    return new BaseImage(engine(entry), entry.text("name"), bytes, entry.text("source"));
  }

  private static MeasuredSpeed speed(Catalogue catalogue, Entry entry) {
    return new MeasuredSpeed(
        engine(entry),
        model(catalogue, entry),
        entry.text("quantization"),
        entry.decimal("promptTokensPerSecond"),
        entry.decimal("decodeTokensPerSecond"),
        entry.integer("threads"),
        entry.text("source"));
  }

  private static ModelId model(Catalogue catalogue, Entry entry) {
    return catalogue.model(entry.text("model")).id();
  }

  private static EngineProfile engine(Entry entry) {
    return Engines.OURS.named(entry.text("engine"));
  }
}
