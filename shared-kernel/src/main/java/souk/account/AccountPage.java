package souk.account;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Some accounts of many.
 *
 * @param next where the next page begins, after the name of the order; null on the last
 * @param total of all pages, where that was asked
 */
public record AccountPage(List<AccountView> items, @Nullable String next, @Nullable Long total) {

    public AccountPage {
        items = List.copyOf(items);
    }
}
