package io.github.slmsagemaker.core.catalogue;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.format.ChatFormat;
import io.github.slmsagemaker.core.format.SpecialVocabulary;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One model.
 *
 * @param id its name here
 * @param huggingFaceId its name there, {@code OWNER/NAME}; empty for the bundled demo model
 * @param licence its licence
 * @param architecture its shape; empty where only its file can tell
 * @param tokens where its text begins and ends
 * @param format how it was taught to converse
 * @param sampling how tokens are drawn where a request says nothing: as its makers recommend
 * @param specialStrings what must not come from a client unbroken
 * @param defaultQuantization name of the one to take when none is asked for
 * @param quantizations published forms of its weights, smallest first
 */
public record Model(
    ModelId id,
    Optional<String> huggingFaceId,
    Licence licence,
    Optional<Architecture> architecture,
    BoundaryTokens tokens,
    ChatFormat format,
    Sampling sampling,
    SpecialVocabulary specialStrings,
    Optional<String> defaultQuantization,
    List<Quantization> quantizations) {

  public Model {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(huggingFaceId, "huggingFaceId");
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(specialStrings, "specialStrings");
    quantizations = List.copyOf(quantizations);
    List<String> names = quantizations.stream().map(Quantization::name).toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("quantizations of " + id + " hold a name twice: " + names);
    }
    if (defaultQuantization.isPresent() && !names.contains(defaultQuantization.get())) {
      throw unknown(id, defaultQuantization.get(), quantizations);
    }
  }

  /** A relative of which nobody knows more than how it was taught to converse. */
  public Model relative(ChatFormat taught) {
    return new Model(
        id,
        Optional.empty(),
        licence,
        Optional.empty(),
        tokens,
        taught,
        Sampling.DEFAULT,
        specialStrings,
        Optional.empty(),
        List.of());
  }

  /**
   * The quantization of this name.
   *
   * @throws UnknownNameException listing the known ones
   */
  public Quantization quantization(String name) {
    return quantizations.stream()
        .filter(quantization -> quantization.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(id, name, quantizations));
  }

  /** The one to take when none is asked for; empty for a model without published files. */
  public Optional<Quantization> preferred() {
    return defaultQuantization.map(this::quantization);
  }

  private static UnknownNameException unknown(
      ModelId id, String name, List<Quantization> quantizations) {
    return new UnknownNameException(
        "quantization of " + id, name, quantizations.stream().map(Quantization::name).toList());
  }
}
