package souk.platform.store;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

import tools.jackson.databind.json.JsonMapper;

/** Writes events and snapshots under their published names, and reads back nothing else. */
public final class PublishedSerializer implements Serializer {

    private static final SerializedType METADATA =
            new SimpleSerializedType(MetaData.class.getName(), null);

    private final PublishedNames names;
    private final Jackson3Serializer json;

    public PublishedSerializer(PublishedNames names, PersonalModule personal) {
        this.names = names;
        this.json =
                Jackson3Serializer.builder()
                        .jsonMapperBuilderCustomizer(
                                mapper -> StoredJson.configure(mapper, names).addModule(personal))
                        .build();
    }

    public JsonMapper mapper() {
        return (JsonMapper) json.getObjectMapper();
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> representation) {
        SerializedType type = typeForClass(object == null ? Void.class : object.getClass());
        SerializedObject<T> written = json.serialize(object, representation);
        return new SimpleSerializedObject<>(written.getData(), representation, type);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return json.canSerializeTo(representation);
    }

    @Override
    public <S, T> T deserialize(SerializedObject<S> stored) {
        if (SerializedType.emptyType().equals(stored.getType())) {
            return json.deserialize(stored);
        }
        SerializedType javaType =
                new SimpleSerializedType(classForType(stored.getType()).getName(), null);
        return json.deserialize(
                new SimpleSerializedObject<>(stored.getData(), stored.getContentType(), javaType));
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

    @Override
    public Converter getConverter() {
        return json.getConverter();
    }
}
