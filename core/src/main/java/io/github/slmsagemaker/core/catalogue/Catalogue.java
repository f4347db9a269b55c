package io.github.slmsagemaker.core.catalogue;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was known of models on one day.
 *
 * @param date when the figures were read
 * @param models every model, each id once
 * @param sections the data file's other parts by name, for those whose numbers they are
 */
public record Catalogue(LocalDate date, List<Model> models, Map<String, ObjectNode> sections) {

  /** Id of the model that is served unless told otherwise. */
  public static final String DEFAULT_MODEL = "hermes-3-llama-3.1-8b";

  /** Where models are published unless somebody has a mirror. */
  public static final URI HUB = URI.create("https://huggingface.co");

  public Catalogue {
    Objects.requireNonNull(date, "date");
    models = List.copyOf(models);
    sections = Map.copyOf(sections);
    List<ModelId> ids = models.stream().map(Model::id).toList();
    if (ids.stream().distinct().count() != ids.size()) {
      throw new IllegalArgumentException("models hold an id twice: " + ids);
    }
  }

  /**
   * The catalogue that this version of the product was built with; read once.
   *
   * @throws IllegalStateException naming the field, if the data file is not as described here
   */
  public static Catalogue load() {
    return Bundled.CATALOGUE;
  }

  /**
   * The model of this id, as a client or operator wrote it.
   *
   * @throws UnknownNameException listing the known ones
   */
  public Model model(String id) {
    return models.stream()
        .filter(model -> model.id().value().equals(id))
        .findFirst()
        .orElseThrow(() -> new UnknownNameException("model", id, ids()));
  }

  /** The model of this id. */
  public Model model(ModelId id) {
    return model(id.value());
  }

  /** Whether there is a model of this id. */
  public boolean knows(String id) {
    return ids().contains(id);
  }

  /** Every id, in the order of the file. */
  public List<String> ids() {
    return models.stream().map(model -> model.id().value()).toList();
  }

  /**
   * A part of the data file that is no business of this package, such as prices.
   *
   * @throws UnknownNameException listing the parts there are
   */
  public ObjectNode section(String name) {
    ObjectNode section = sections.get(name);
    if (section == null) {
      throw new UnknownNameException(
          "section of the catalogue", name, sections.keySet().stream().sorted().toList());
    }
    return section.deepCopy();
  }

  /** Holds the one instance, read when it is first asked for. */
  private static final class Bundled {
    static final Catalogue CATALOGUE = CatalogueReader.bundled();
  }
}
