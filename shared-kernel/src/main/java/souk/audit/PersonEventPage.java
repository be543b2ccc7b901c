package souk.audit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some events about a person, and where to go on. */
public record PersonEventPage(List<PersonEvent> items, @Nullable String next) {

    public PersonEventPage {
        items = List.copyOf(items);
    }
}
