package souk.errand;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of many parked errands, and where to go on. */
public record ErrandPage(List<ParkedErrand> items, @Nullable String next, @Nullable Long total) {

    public ErrandPage {
        items = List.copyOf(items);
    }
}
