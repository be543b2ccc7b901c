package souk.platform.store;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Writes events and snapshots under their published names, and reads back nothing else. */
public final class PublishedSerializer extends Jackson3Serializer {

    private static final SerializedType METADATA =
            new SimpleSerializedType(MetaData.class.getName(), null);

    private final PublishedNames names;
    private final ClassValue<ObjectReader> readers =
            new ClassValue<>() {
                @Override
                protected ObjectReader computeValue(Class<?> type) {
                    return mapper().readerFor(type);
                }
            };

    public PublishedSerializer(PublishedNames names, PersonalModule personal) {
        super(
                builder()
                        .jsonMapperBuilderCustomizer(
                                mapper ->
                                        StoredJson.configure(mapper, names)
                                                .addModule(personal)
                                                .addModule(new PreparedRecords())));
        this.names = names;
    }

    public JsonMapper mapper() {
        return (JsonMapper) getObjectMapper();
    }

    @Override
    protected ObjectReader getReader(Class<?> type) {
        return readers.get(type);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (SerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        return METADATA.getName().equals(type.getName()) ? MetaData.class : names.classOf(type);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public SerializedType typeForClass(Class type) {
        if (type == Void.class || type == Void.TYPE) {
            return SerializedType.emptyType();
        }
        return MetaData.class.isAssignableFrom(type) ? METADATA : names.typeOf(type);
    }
}
