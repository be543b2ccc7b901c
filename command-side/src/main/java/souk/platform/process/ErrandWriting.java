package souk.platform.process;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

import souk.kernel.CallsOutside;
import souk.kernel.MessageKeys;
import souk.platform.command.Apart;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes errands of commands, and commands of errands. */
class ErrandWriting {

    private static final String SYSTEM = "system";

    private final ErrandNames names;
    private final Serializer serializer;

    ErrandWriting(ErrandNames names, Serializer serializer) {
        this.names = names;
        this.serializer = serializer;
    }

    /** It is us who act, because of what started the message that is being handled. */
    Errand errand(Object command) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(MessageKeys.ACTOR, SYSTEM);
        metadata.put(MessageKeys.ROLE, SYSTEM);
        if (CurrentUnitOfWork.isStarted()) {
            Map<String, ?> origin = CurrentUnitOfWork.correlationData();
            for (String key : List.of(MessageKeys.CORRELATION_ID, MessageKeys.CAUSATION_ID)) {
                if (origin.get(key) instanceof String cause) {
                    metadata.put(key, cause);
                }
            }
        }
        String name = names.mustKnow(command.getClass());
        JsonNode payload = serializer.serialize(command, JsonNode.class).getData();
        return Errand.of(name, payload, metadata);
    }

    /** Whether somebody else decides how long it takes. */
    boolean callsOutside(Errand errand) {
        return names.classOf(errand.command()).isAnnotationPresent(CallsOutside.class);
    }

    /** Apart, or the message would take over what belongs to the message that is being handled. */
    CommandMessage<?> command(Errand errand) {
        Object command =
                serializer.deserialize(
                        new SimpleSerializedObject<>(
                                errand.payload(),
                                JsonNode.class,
                                new SimpleSerializedType(
                                        names.classOf(errand.command()).getName(), null)));
        return Apart.from(
                () -> new GenericCommandMessage<>(command, MetaData.from(errand.metadata())));
    }
}
