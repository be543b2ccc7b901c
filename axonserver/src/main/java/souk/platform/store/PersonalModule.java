package souk.platform.store;

import org.jspecify.annotations.Nullable;

import souk.kernel.Personal;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Personal values in JSON: sealed where they are stored, plain where they only travel. */
public final class PersonalModule extends SimpleModule {

    /** What keeps a value secret until its subject is erased. */
    public interface Cipher {

        byte[] seal(String subject, byte[] plain);

        /** The plain bytes, or null once the subject is erased. */
        byte @Nullable [] open(String subject, byte[] sealed);
    }

    private static final String SUBJECT = "subject";
    private static final String VALUE = "value";
    private static final String SEALED = "sealed";

    private PersonalModule(@Nullable Cipher cipher) {
        super("souk-personal");
        addSerializer(new Writer(cipher));
        addDeserializer(Personal.class, new Reader(cipher, Values.ANY));
    }

    public static PersonalModule sealing(Cipher cipher) {
        return new PersonalModule(cipher);
    }

    public static PersonalModule plain() {
        return new PersonalModule(null);
    }

    @SuppressWarnings("rawtypes") // Jackson finds serializers by raw type
    private static final class Writer extends ValueSerializer<Personal> {

        private final @Nullable Cipher cipher;

        Writer(@Nullable Cipher cipher) {
            this.cipher = cipher;
        }

        @Override
        public Class<Personal> handledType() {
            return Personal.class;
        }

        @Override
        public void serialize(Personal personal, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty(SUBJECT, personal.subject());
            if (personal instanceof Personal.Known<?> known) {
                if (cipher == null) {
                    json.writeName(VALUE);
                    context.writeValue(json, known.value());
                } else {
                    byte[] plain = Values.MAPPER.writeValueAsBytes(known.value());
                    json.writeName(SEALED);
                    json.writeBinary(cipher.seal(personal.subject(), plain));
                }
            }
            json.writeEndObject();
        }
    }

    @SuppressWarnings("rawtypes") // Jackson finds deserializers by raw type
    private static final class Reader extends ValueDeserializer<Personal> {

        private final @Nullable Cipher cipher;
        private final ObjectReader values;

        Reader(@Nullable Cipher cipher, ObjectReader values) {
            this.cipher = cipher;
            this.values = values;
        }

        @Override
        public ValueDeserializer<?> createContextual(
                DeserializationContext context, @Nullable BeanProperty property) {
            JavaType type = property == null ? context.getContextualType() : property.getType();
            return new Reader(cipher, Values.MAPPER.readerFor(type.containedTypeOrUnknown(0)));
        }

        @Override
        public Personal deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = context.readTree(parser);
            String subject = tree.get(SUBJECT).stringValue();
            if (tree.has(VALUE)) {
                return Personal.of(subject, values.readValue(tree.get(VALUE)));
            }
            if (cipher == null || !tree.has(SEALED)) {
                return new Personal.Erased<>(subject);
            }
            byte[] plain = cipher.open(subject, tree.get(SEALED).binaryValue());
            return plain == null
                    ? new Personal.Erased<>(subject)
                    : Personal.of(subject, values.<Object>readValue(plain));
        }
    }

    /** Values inside are plain records, strings and numbers: any mapper will do. */
    private static final class Values {

        static final JsonMapper MAPPER =
                JsonMapper.builder().addModule(new PreparedRecords()).build();

        static final ObjectReader ANY = MAPPER.readerFor(Object.class);
    }
}
