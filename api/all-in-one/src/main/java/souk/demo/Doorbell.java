package souk.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Tells who is in, and how to get in as one of them. */
record Doorbell(Market market) {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    void tell() {
        LOG.info("Demo: everybody logs in with the password {}", Demo.PASSWORD);
        Set<String> told = new HashSet<>();
        market.houses().stream()
                .filter(house -> told.add(house.tier()))
                .forEach(house -> tell(house.tier(), house.owner()));
        market.people().stream()
                .filter(person -> told.add(person.role()))
                .forEach(person -> tell(person.role(), person.name()));
    }

    private static void tell(String as, String name) {
        LOG.info(
                "  {} {}",
                "%-10s".formatted(as.toLowerCase(Locale.ROOT)),
                Naming.email(name).value());
    }
}
