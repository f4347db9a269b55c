package io.github.slmsagemaker.infra.constructs.watch;

import io.github.slmsagemaker.infra.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dashboard as a picture, from the body that its template gives to CloudWatch: where each graph
 * stands, and the name of each line on it. It has no data, and so it has no lines.
 */
final class DashboardPicture {
  /** CloudWatch's grid has 24 columns; pixels of one cell. */
  private static final int WIDE = 40;

  private static final int HIGH = 36;
  private static final int LINE = 17;
  private static final int LONG_TITLE = 48;
  private static final List<String> COLOURS = List.of("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728");

  private final StringBuilder svg = new StringBuilder();

  private DashboardPicture() {}

  static String of(Template template) {
    String body = Template.brief(template.only("AWS::CloudWatch::Dashboard").get("DashboardBody"));
    List<JsonNode> widgets = Template.each(JsonMapper.shared().readTree(body).get("widgets"));
    int height =
        widgets.stream().mapToInt(it -> number(it, "y") + number(it, "height")).max().orElse(1);
    DashboardPicture picture = new DashboardPicture();
    picture.add(
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 960 %d' font-family='sans-serif'"
                + " font-size='11'>")
            .formatted(height * HIGH));
    picture.add("<title>The dashboard, without data</title>");
    picture.add("<rect width='960' height='%d' fill='#f2f3f3'/>".formatted(height * HIGH));
    widgets.forEach(picture::widget);
    return picture.svg.append("</svg>\n").toString();
  }

  private void widget(JsonNode widget) {
    int x = number(widget, "x") * WIDE;
    int y = number(widget, "y") * HIGH;
    int width = number(widget, "width") * WIDE;
    int height = number(widget, "height") * HIGH;
    add(
        "<rect x='%d' y='%d' width='%d' height='%d' rx='4' fill='white' stroke='#d5dbdb'/>"
            .formatted(x + 4, y + 4, width - 8, height - 8));
    JsonNode properties = widget.get("properties");
    if (properties.has("markdown")) {
      label(x + 16, y + 26, properties.get("markdown").asString());
      return;
    }
    String title = properties.get("title").asString();
    add(
        "<text x='%d' y='%d' font-size='%s' font-weight='bold'>%s</text>"
            .formatted(x + 16, y + 24, title.length() > LONG_TITLE ? "9.5" : "11", escaped(title)));
    List<String> lines = lines(properties);
    int bottom = y + height - 16 - lines.size() * LINE;
    axes(x + 16, y + 36, width - 32, bottom);
    limits(properties, x + 16, width - 32, y + 36 + (bottom - y - 36) / 3);
    for (int line = 0; line < lines.size(); line++) {
      int at = bottom + 18 + line * LINE;
      add(
          "<rect x='%d' y='%d' width='10' height='10' fill='%s'/>"
              .formatted(x + 16, at - 9, COLOURS.get(line % COLOURS.size())));
      label(x + 32, at, lines.get(line));
    }
  }

  private void axes(int x, int top, int width, int bottom) {
    for (int step = 0; step <= 4; step++) {
      int y = top + (bottom - top) * step / 4;
      add("<path d='M%d %d h%d' stroke='#e8eaeb'/>".formatted(x, y, width));
    }
  }

  private void limits(JsonNode properties, int x, int width, int y) {
    for (JsonNode limit : Template.each(properties.at("/annotations/horizontal"))) {
      add("<path d='M%d %d h%d' stroke='#555' stroke-dasharray='5 4'/>".formatted(x, y, width));
      label(x + 4, y - 4, limit.get("label").asString() + " " + limit.get("value").asString());
    }
  }

  /**
   * What a line is called: its own label, or metric and statistic; hidden ones are only counted
   * with.
   */
  private static List<String> lines(JsonNode properties) {
    List<String> lines = new ArrayList<>();
    for (JsonNode metric : Template.each(properties.get("metrics"))) {
      JsonNode settings = metric.get(metric.size() - 1);
      if (settings.path("visible").asBoolean(true)) {
        lines.add(
            Optional.ofNullable(settings.get("label"))
                .map(JsonNode::asString)
                .orElseGet(
                    () -> metric.get(1).asString() + ", " + settings.path("stat").asString("")));
      }
    }
    return lines;
  }

  private void label(int x, int y, String text) {
    add("<text x='%d' y='%d'>%s</text>".formatted(x, y, escaped(text)));
  }

  private void add(String line) {
    svg.append(line).append('\n');
  }

  private static int number(JsonNode node, String name) {
    return node.get(name).asInt();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
