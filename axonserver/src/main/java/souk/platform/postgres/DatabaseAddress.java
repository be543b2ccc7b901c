package souk.platform.postgres;

import org.jspecify.annotations.Nullable;

/** Where a database is and who may enter. */
public record DatabaseAddress(String url, @Nullable String username, @Nullable String password) {

    @Override
    public String toString() {
        return url;
    }
}
