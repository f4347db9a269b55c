package io.github.slmsagemaker.core.json;

import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as RFC 8259 has it, and less of it than Jackson's defaults take.
 *
 * <p>UTF-8 without a byte order mark; no duplicate names, however they are escaped; one value and
 * nothing after it; at most {@value #MAX_DEPTH} levels; finite numbers of at most {@value
 * #MAX_NUMBER_CHARS} characters; text without U+0000 and without half characters; at most {@value
 * #MAX_TOKENS} tokens. Every refusal is a {@link BadRequest} whose message is one line.
 */
public final class StrictJson {
  static final int MAX_DEPTH = 64;
  static final int MAX_NUMBER_CHARS = 100;
  static final int MAX_NAME_CHARS = 1024;
  static final int MAX_TOKENS = 200_000;

  /** Names are not shared between requests: one client's must not fill a table for all. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH + 1)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .maxNameLength(MAX_NAME_CHARS)
                  .maxTokenCount(MAX_TOKENS)
                  .build())
          .build();

  private StrictJson() {}

  /**
   * Parses one JSON value.
   *
   * @throws BadRequest for anything else; it names the field at fault where it is in one
   */
  public static JsonNode parse(byte[] body) {
    CharBuffer text = decode(body);
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), text.array(), 0, text.limit())) {
      if (parser.nextToken() == null) {
        throw Refusal.body("the body is empty, expected a JSON object");
      }
      JsonNode root = new TreeBuilder(parser).value(1);
      if (parser.nextToken() != null) {
        throw Refusal.body(
            "the body goes on after its JSON value, at "
                + Position.of(parser.currentTokenLocation())
                + "; expected one object");
      }
      return root;
    } catch (StreamConstraintsException tooMuch) {
      throw tooMuch(tooMuch);
    } catch (UnexpectedEndOfInputException truncated) {
      throw Refusal.body(
          "the body is not JSON: it ends too early, at " + Position.of(truncated.getLocation()));
    } catch (JacksonException malformed) {
      throw malformed(malformed);
    }
  }

  /**
   * Parses one JSON object, the form of every request.
   *
   * @throws BadRequest as {@link #parse}, and for any other kind of value
   */
  public static ObjectNode parseObject(byte[] body) {
    JsonNode root = parse(body);
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw Refusal.body("the body is " + Shown.value(root) + ", expected a JSON object");
  }

  private static CharBuffer decode(byte[] body) {
    if (Position.looksLikeWideEncoding(body)) {
      throw Refusal.body("the body looks like UTF-16 or UTF-32, expected UTF-8");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer text = CharBuffer.allocate(body.length);
    CoderResult result = decoder.decode(bytes, text, true);
    if (result.isError()) {
      throw Refusal.body("the body is not UTF-8: byte " + (bytes.position() + 1) + " is malformed");
    }
    return text.flip();
  }

  private static BadRequest tooMuch(StreamConstraintsException tooMuch) {
    return Refusal.body(
        "the body is over a limit, at "
            + Position.of(tooMuch.getLocation())
            + ": numbers have at most "
            + MAX_NUMBER_CHARS
            + " characters, names "
            + MAX_NAME_CHARS
            + ", and all of it "
            + MAX_TOKENS
            + " tokens");
  }

  private static BadRequest malformed(JacksonException malformed) {
    return Refusal.body(
        "the body is not JSON, at "
            + Position.of(malformed.getLocation())
            + "; expected RFC 8259, so no comments, single quotes, trailing commas, NaN or raw"
            + " control characters");
  }
}
