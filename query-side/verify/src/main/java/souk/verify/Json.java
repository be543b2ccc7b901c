package souk.verify;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON. An object that says something twice is refused: who knows which one counts. */
final class Json {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private Json() {}

    static Fields line(String text) throws Unreadable {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            Fields fields = next(parser);
            if (fields == null || parser.nextToken() != null) {
                throw new Unreadable("the line is not one JSON object");
            }
            return fields;
        } catch (JacksonException broken) {
            throw new Unreadable("the line is no JSON");
        }
    }

    /** Objects one after the other, on one line each or not. */
    static List<Fields> objects(Path file, int most) throws Unreadable {
        List<Fields> all = new ArrayList<>();
        try (var in = Files.newInputStream(file);
                JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            for (Fields it = next(parser); it != null; it = next(parser)) {
                if (all.size() == most) {
                    throw new Unreadable("has more than " + most + " of them");
                }
                all.add(it);
            }
            return all;
        } catch (JacksonException broken) {
            throw new Unreadable("is no JSON");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static @Nullable Fields next(JsonParser parser) throws Unreadable {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw new Unreadable("there should be a JSON object");
        }
        return object(parser);
    }

    private static Fields object(JsonParser parser) throws Unreadable {
        Map<String, Object> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                values.put(name, value);
            }
        }
        return new Fields(values);
    }

    private static @Nullable Object value(JsonParser parser) throws Unreadable {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> throw new Unreadable("numbers should be whole");
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object value = value(parser);
                    if (value == null) {
                        throw new Unreadable("null in a list");
                    }
                    list.add(value);
                }
                yield list;
            }
            default -> null;
        };
    }
}
