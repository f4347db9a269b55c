package io.github.slmsagemaker.core.catalogue;

import io.github.slmsagemaker.core.catalogue.BoundaryTokens.Token;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.format.ChatFormat;
import io.github.slmsagemaker.core.format.SpecialVocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the data file; by hand, as a reflective mapper would cost the invoker's start more. */
final class CatalogueReader {
  private static final String FILE = "catalogue.json";
  private static final List<String> OWN = List.of("date", "models", "specialStrings");

  private final Map<String, SpecialVocabulary> vocabularies = new HashMap<>();

  private CatalogueReader() {}

  static Catalogue bundled() {
    try (InputStream in =
        Objects.requireNonNull(CatalogueReader.class.getResourceAsStream(FILE), FILE)) {
      return read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Catalogue read(byte[] json) {
    JsonMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    return new CatalogueReader().catalogue(Entry.root(mapper.readTree(json)));
  }

  private Catalogue catalogue(Entry root) {
    Entry specials = root.object("specialStrings");
    specials.names().forEach(name -> vocabularies.put(name, vocabulary(name, specials)));
    Map<String, ObjectNode> sections = new HashMap<>();
    root.names().stream()
        .filter(name -> !OWN.contains(name))
        .forEach(name -> sections.put(name, root.object(name).node()));
    return new Catalogue(
        root.parsed("date", LocalDate::parse),
        root.list("models").stream().map(this::model).toList(),
        sections);
  }

  private static SpecialVocabulary vocabulary(String name, Entry specials) {
    Entry entry = specials.object(name);
    return new SpecialVocabulary(
        name,
        entry.list("groups").stream().flatMap(CatalogueReader::strings).toList(),
        entry.list("families").stream().map(CatalogueReader::family).toList());
  }

  private static Stream<String> strings(Entry group) {
    group.text("source");
    return group.texts("strings").stream();
  }

  private static SpecialVocabulary.Family family(Entry entry) {
    entry.text("source");
    return new SpecialVocabulary.Family(entry.text("prefix"), entry.text("suffix"));
  }

  private Model model(Entry entry) {
    entry.allow(
        "id",
        "huggingFaceId",
        "licence",
        "architecture",
        "tokens",
        "format",
        "sampling",
        "specialStrings",
        "defaultQuantization",
        "quantizations");
    Entry licence = entry.object("licence");
    return entry.checked(
        () ->
            new Model(
                new ModelId(entry.text("id")),
                entry.optionalText("huggingFaceId"),
                new Licence(licence.text("id"), licence.text("source")),
                entry.optionalObject("architecture").map(CatalogueReader::architecture),
                tokens(entry.object("tokens")),
                entry.parsed("format", ChatFormat::named),
                entry
                    .optionalObject("sampling")
                    .map(CatalogueReader::sampling)
                    .orElse(Sampling.DEFAULT),
                vocabularyNamed(entry.text("specialStrings")),
                entry.optionalText("defaultQuantization"),
                entry.list("quantizations").stream().map(CatalogueReader::quantization).toList()));
  }

  private SpecialVocabulary vocabularyNamed(String name) {
    SpecialVocabulary vocabulary = vocabularies.get(name);
    if (vocabulary == null) {
      throw new UnknownNameException(
          "set of special strings", name, vocabularies.keySet().stream().sorted().toList());
    }
    return vocabulary;
  }

  private static Architecture architecture(Entry entry) {
    return entry.checked(
        () ->
            new Architecture(
                entry.text("family"),
                entry
                    .optionalObject("hybrid")
                    .<Blocks>map(CatalogueReader::hybrid)
                    .orElse(new Blocks.Dense()),
                entry.integer("layers"),
                entry.integer("heads"),
                entry.integer("kvHeads"),
                entry.integer("headDim"),
                entry.integer("hidden"),
                entry.integer("ffn"),
                entry.integer("vocabulary"),
                entry.integer("contextLength"),
                entry.flag("tiedEmbeddings"),
                entry.text("source")));
  }

  private static Blocks.Hybrid hybrid(Entry entry) {
    Entry state = entry.object("stateSpace");
    Entry experts = entry.object("experts");
    return entry.checked(
        () ->
            new Blocks.Hybrid(
                entry.integer("attentionLayers"),
                new Blocks.StateSpace(
                    state.integer("heads"),
                    state.integer("headDim"),
                    state.integer("stateDim"),
                    state.integer("groups"),
                    state.integer("convolution")),
                new Blocks.Experts(
                    experts.integer("all"), experts.integer("used"), experts.integer("ffn"))));
  }

  private static Sampling sampling(Entry entry) {
    entry.allow("temperature", "topP", "topK", "source");
    entry.text("source");
    Sampling.Beyond beyond =
        new Sampling.Beyond(entry.optionalInteger("topK").orElse(0), 0, 1, false);
    return entry.checked(
        () ->
            new Sampling(
                entry.decimal("temperature"),
                entry.decimal("topP"),
                0,
                0,
                OptionalLong.empty(),
                Map.of(),
                beyond));
  }

  private static BoundaryTokens tokens(Entry entry) {
    return new BoundaryTokens(
        entry.optionalObject("bos").map(CatalogueReader::token),
        token(entry.object("eos")),
        entry.text("source"));
  }

  private static Token token(Entry entry) {
    return new Token(entry.text("text"), entry.optionalInteger("id"));
  }

  private static Quantization quantization(Entry entry) {
    entry.allow("name", "format", "repository", "revision", "file", "size", "sha256", "source");
    return entry.checked(
        () ->
            new Quantization(
                entry.text("name"),
                entry.parsed("format", CatalogueReader::format),
                entry.optionalText("repository"),
                entry.optionalText("revision"),
                entry.optionalText("file"),
                entry
                    .optionalObject("size")
                    .map(size -> new Quantization.Size(size.number("bytes"), size.flag("exact"))),
                entry.optionalText("sha256"),
                entry.text("source")));
  }

  private static Quantization.Format format(String word) {
    return Quantization.Format.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
