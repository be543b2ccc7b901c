package souk.audit;

import java.util.List;

/** All keys that have ever signed the log, the first first: each vouches for the next. */
public record LogKeys(String origin, List<LogKey> items) {

    public LogKeys {
        items = List.copyOf(items);
    }
}
