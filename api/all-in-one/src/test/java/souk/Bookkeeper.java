package souk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import souk.Shopper.Reply;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Goes through the log as auditors export it and keeps books of his own, with nothing of the
 * engine's: what a stranger would make of these lines. Each line has to be possible after those
 * before; in the end all of it has to add up.
 */
final class Bookkeeper {

    /** What there is of one SKU, and to whom it is promised. */
    private static final class Shelf {
        private long onHand;
        private final Map<String, Long> promised = new HashMap<>();

        private long promised() {
            return promised.values().stream().mapToLong(Long::longValue).sum();
        }

        void enter(String type, JsonNode event) {
            long quantity = event.path("quantity").asLong(0);
            String reference = event.path("reference").asString("");
            switch (type) {
                case "StockReserved" ->
                        assertThat(promised.put(reference, quantity)).as("promised twice").isNull();
                case "StockReleased" ->
                        assertThat(promised.remove(reference)).as("released").isEqualTo(quantity);
                case "StockCommitted" -> {
                    assertThat(promised.remove(reference)).as("committed").isEqualTo(quantity);
                    onHand -= quantity;
                }
                case "StockReceived", "StockReturned" -> onHand += quantity;
                case "StockAdjusted" -> onHand += event.get("delta").longValue();
                case "StockCounted" -> onHand = event.get("onHand").longValue();
                default -> {}
            }
            assertThat(promised()).as("promised of " + onHand).isBetween(0L, onHand);
        }
    }

    private static final class Bill {
        private long total;
        private boolean placed;
        private boolean paid;
        private boolean cancelled;
        private final Map<String, Long> pieces = new HashMap<>();

        /** For whom it was, and what is in it. */
        void place(JsonNode event) {
            assertThat(placed).as("placed twice").isFalse();
            placed = true;
            total = event.at("/amounts/total/amount").longValue();
            long lines = 0;
            for (JsonNode line : event.get("lines")) {
                pieces.merge(
                        line.get("sku").stringValue(), line.get("quantity").longValue(), Long::sum);
                lines += line.at("/total/amount").longValue();
            }
            assertThat(event.at("/amounts/subtotal/amount").longValue()).isEqualTo(lines);
        }

        void pay(JsonNode event) {
            assertThat(paid || cancelled).as("paid once, while it was open").isFalse();
            assertThat(event.at("/amount/amount").longValue()).isEqualTo(total);
            paid = true;
        }
    }

    private static final class Account {
        private final Map<String, Long> captured = new HashMap<>();
        private final Set<String> refunds = new HashSet<>();
        private long balance;

        void capture(String transaction, long amount) {
            assertThat(captured.put(transaction, amount)).as("captured twice").isNull();
            balance += amount;
        }

        void giveBack(String refund, long amount) {
            assertThat(refunds.add(refund)).as("given back twice").isTrue();
            balance -= amount;
            assertThat(balance).as("given back more than there was").isNotNegative();
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI shop;
    private final Members members;
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Shelf> shelves = new HashMap<>();
    private final Map<String, Bill> bills = new HashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, String> soldCarts = new HashMap<>();
    private final Set<String> numbers = new HashSet<>();
    private long next;
    private boolean anyWithheld;

    Bookkeeper(URI shop) {
        this(shop, new Members(shop));
    }

    Bookkeeper(URI shop, Members members) {
        this.shop = shop;
        this.members = members;
    }

    /** Everything that was not read before, up to that position at least. */
    void readOn(long position) {
        // a token would not last as long as he does
        var auditor = new Auditor(shop, members.admin());
        await().atMost(PATIENCE)
                .until(
                        () ->
                                auditor.ask("log/checkpoint").json().path("size").asLong(-1)
                                        > position);
        Reply lines = auditor.ask("log/events?from=" + next);
        assertThat(lines.status()).isEqualTo(200);
        lines.response().body().lines().map(JSON::readTree).forEach(this::enter);
        assertThat(next).isGreaterThan(position);
    }

    private void enter(JsonNode line) {
        assertThat(line.get("position").longValue()).as("no gap, nothing twice").isEqualTo(next++);
        if (line.has("withheld")) {
            anyWithheld = true;
            return;
        }
        String stream = line.get("stream").stringValue();
        long sequence = line.get("sequence").longValue();
        Long before = sequences.put(stream, sequence);
        if (!anyWithheld) {
            assertThat(sequence).as(stream).isEqualTo(before == null ? 0 : before + 1);
        }
        String type = line.get("type").stringValue();
        int dot = type.indexOf('.');
        JsonNode event = JSON.readTree(line.get("payload").stringValue());
        try {
            enter(type.substring(0, dot), type.substring(dot + 1), event);
        } catch (AssertionError wrong) {
            throw new AssertionError(line + ": " + wrong.getMessage(), wrong);
        }
    }

    private void enter(String of, String type, JsonNode event) {
        switch (of) {
            case "inventory" ->
                    shelves.computeIfAbsent(event.get("sku").stringValue(), _ -> new Shelf())
                            .enter(type, event);
            case "order" -> order(type, event);
            case "payment" -> money(type, event);
            case "cart" -> {
                if (type.equals("CartCheckedOut")) {
                    soldCarts.put(
                            event.get("order").stringValue(), event.get("cartId").stringValue());
                }
            }
            default -> {}
        }
    }

    private void order(String type, JsonNode event) {
        String id = event.path("orderId").asString("");
        Bill bill = bills.computeIfAbsent(id, _ -> new Bill());
        switch (type) {
            case "OrderNumberTaken" ->
                    assertThat(numbers.add(event.get("number").stringValue())).isTrue();
            case "OrderPlaced" -> bill.place(event);
            case "OrderPaid" -> bill.pay(event);
            case "OrderCancelled" -> {
                assertThat(bill.cancelled).as("cancelled twice").isFalse();
                bill.cancelled = true;
            }
            default -> {}
        }
    }

    private void money(String type, JsonNode event) {
        Account account =
                accounts.computeIfAbsent(event.get("reference").stringValue(), _ -> new Account());
        long amount = event.at("/amount/amount").asLong(0);
        switch (type) {
            case "MoneyCaptured" -> account.capture(event.get("transaction").stringValue(), amount);
            case "RefundSucceeded", "RefundedElsewhere" ->
                    account.giveBack(event.get("refundId").stringValue(), amount);
            default -> {}
        }
    }

    /** These were answered for: nothing may be missing of them. */
    void mustHave(Set<String> orders) {
        assertThat(bills.keySet()).containsAll(orders);
    }

    int orders() {
        return bills.size();
    }

    /** Of orders that nothing is under way of any more. */
    void mustAddUp() {
        bills.forEach(
                (order, bill) -> {
                    assertThat(bill.placed).as(order + " was placed").isTrue();
                    long balance = accounts.getOrDefault(order, new Account()).balance;
                    if (bill.cancelled) {
                        assertThat(balance).as(order + " keeps nothing").isZero();
                    }
                    if (!bill.paid && !bill.cancelled) {
                        bill.pieces.forEach(
                                (sku, pieces) ->
                                        assertThat(shelves.get(sku).promised)
                                                .as(order + " waits for its money")
                                                .containsEntry(order, pieces));
                    } else {
                        assertThat(shelves.values())
                                .as(order + " holds nothing back")
                                .noneMatch(shelf -> shelf.promised.containsKey(order));
                    }
                });
        assertThat(bills.keySet()).containsAll(soldCarts.keySet());
    }

    /** What the shop tells of its stock is what the books say. */
    void mustAgree(Shelves told, String... names) {
        for (String name : names) {
            JsonNode stock = told.look(name);
            Shelf shelf = shelves.get(told.sku(name));
            assertThat(shelf.onHand + "/" + shelf.promised())
                    .as(name)
                    .isEqualTo(stock.get("onHand") + "/" + stock.get("reserved"));
        }
    }
}
