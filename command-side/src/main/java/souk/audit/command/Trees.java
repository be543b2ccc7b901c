package souk.audit.command;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** States and payloads as trees that may be shown, and as bytes that may be kept. */
@Component
class Trees {

    private final Serializer stored;
    private final JsonMapper shown;

    /**
     * @param stored how events and snapshots are written: what is shown is the same, but masked
     */
    Trees(@Qualifier("eventSerializer") Serializer stored) {
        this.stored = stored;
        this.shown =
                ((JsonMapper) ((Jackson3Serializer) stored).getObjectMapper())
                        .rebuild()
                        .changeDefaultPropertyInclusion(
                                inclusion ->
                                        inclusion
                                                .withValueInclusion(JsonInclude.Include.NON_NULL)
                                                .withContentInclusion(JsonInclude.Include.NON_NULL))
                        .addModule(new MaskModule())
                        .build();
    }

    JsonNode shown(Object value, Sight sight) {
        return shown.writer().withAttribute(Sight.class, sight).valueToTree(value);
    }

    /** Maps, lists and values, which any serializer can write. */
    Object plain(JsonNode tree) {
        return shown.treeToValue(tree, Object.class);
    }

    JsonNode nothing() {
        return shown.createObjectNode();
    }

    JsonNode read(byte[] json) {
        return shown.readTree(json);
    }

    /** As a snapshot: personal values are sealed with the keys of their subjects. */
    byte[] kept(Object state) {
        return stored.serialize(state, byte[].class).getData();
    }

    /** Values of those who were erased meanwhile are not in it any more. */
    <T> T restored(byte[] kept, Class<T> type) {
        return stored.deserialize(
                new SimpleSerializedObject<>(kept, byte[].class, stored.typeForClass(type)));
    }
}
