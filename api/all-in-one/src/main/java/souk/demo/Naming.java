package souk.demo;

import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.catalog.CategoryId;
import souk.catalog.ProductId;
import souk.kernel.Ids;
import souk.kernel.Sha256;
import souk.kernel.Sku;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;

/** Ids and addresses that are the same whenever, and wherever, the examples are made. */
final class Naming {

    private static final long OPENING = Instant.parse("2026-01-01T08:00:00Z").toEpochMilli();

    private Naming() {}

    static AccountId account(String person) {
        return new AccountId(id(AccountId.PREFIX, 0, person));
    }

    static CategoryId category(String path) {
        return new CategoryId(id(CategoryId.PREFIX, 0, path));
    }

    /** The later ones of many are the newer ones. */
    static ProductId product(int number) {
        return new ProductId(id(ProductId.PREFIX, number, "product"));
    }

    static Sku sku(int product, int variant) {
        return new Sku("SOUK-%04d-%d".formatted(product, variant));
    }

    /** At a domain that nobody can have (RFC 2606). */
    static EmailAddress email(String person) {
        String plain = Normalizer.normalize(person, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return new EmailAddress(plain.toLowerCase(Locale.ROOT).replace(' ', '.') + "@souk.example");
    }

    private static String id(String prefix, int minutes, String name) {
        return Ids.of(prefix, OPENING + minutes * 60_000L, Sha256.of(prefix + name));
    }
}
