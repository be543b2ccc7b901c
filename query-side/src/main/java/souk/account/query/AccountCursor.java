package souk.account.query;

import org.jspecify.annotations.Nullable;

import souk.account.AccountOrder;

/** The account at which a page ended, in the order of the list. */
record AccountCursor(String at, String id) {

    private static final String SEPARATOR = " "; // in no address

    static @Nullable AccountCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(SEPARATOR, -1);
        return new AccountCursor(parts[1], parts[2]);
    }

    static String behind(AccountRow row, AccountOrder order) {
        String at = Accounts.isByEmail(order) ? row.emailKey : row.createdAt.toString();
        return String.join(SEPARATOR, order.name(), at, row.accountId);
    }
}
