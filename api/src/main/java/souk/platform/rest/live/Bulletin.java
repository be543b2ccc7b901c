package souk.platform.rest.live;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/** All that is told about one event. What is written is the same for all who are told. */
final class Bulletin {

    private final long position;
    private final List<Message> messages;
    private final @Nullable String[] written;

    Bulletin(long position, List<Message> messages) {
        this.position = position;
        this.messages = List.copyOf(messages);
        this.written = new String[messages.size()];
    }

    long position() {
        return position;
    }

    List<Message> messages() {
        return messages;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    // two may write it at once: the same
    String data(int index, Function<Object, String> writing) {
        String known = written[index];
        if (known == null) {
            known = writing.apply(messages.get(index).data());
            written[index] = known;
        }
        return known;
    }
}
