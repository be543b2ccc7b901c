package souk.account;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of the sessions of an account, and where to go on. */
public record SessionPage(List<SessionEntry> items, @Nullable String next) {

    public SessionPage {
        items = List.copyOf(items);
    }
}
