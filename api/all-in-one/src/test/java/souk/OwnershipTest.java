package souk;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Comparator.comparing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

import souk.Members.Member;
import souk.ServedApi.Operation;
import souk.Shopper.Reply;
import souk.Town.Somebody;
import souk.platform.postgres.TestPostgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may do what with what belongs to somebody: every operation that is served, asked for by
 * everybody, against one table that has been thought about. A new operation needs a line there.
 */
@SpringBootTest(
        classes = AllInOne.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {Members.ADMIN_EMAIL, Members.ADMIN_PASSWORD})
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
@Import(CheapPasswords.class)
class OwnershipTest {

    private static final Pattern GAP = Pattern.compile("<(\\w+)>");

    /** Where to, and what to send. */
    private record Request(String target, String body) {}

    @LocalServerPort int port;

    private final Map<String, Request> requests = new LinkedHashMap<>();
    private Town town;
    private URI shop;

    @BeforeEach
    void arrive() throws IOException {
        shop = URI.create("http://localhost:" + port);
        town = new Town(shop);
        for (String line : lines("/ownership-requests.txt")) {
            String[] parts = line.split(" \\| ");
            requests.put(parts[0], new Request(parts[1], parts.length > 2 ? parts[2] : ""));
        }
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = OwnershipTest.class.getResourceAsStream(file)) {
            byte[] all = Objects.requireNonNull(in, file).readAllBytes();
            return new String(all, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void is_as_the_table_says() throws IOException {
        List<String> answers =
                ServedApi.of(new Shopper(shop)).operations().stream()
                        .sorted(comparing(Operation::path).thenComparing(Operation::method))
                        .flatMap(this::rows)
                        .toList();
        List<String> table =
                lines("/ownership.txt").stream().map(OwnershipTest::withSingleBlanks).toList();
        List<String> found = answers.stream().map(OwnershipTest::withSingleBlanks).toList();
        assertThat(found)
                .as("as it is:%n%s%n", String.join("\n", answers))
                .containsExactlyInAnyOrderElementsOf(table);
    }

    /** Who has no account has a cookie, and so have others. */
    @Test
    void of_a_guest_is_no_other_guests() {
        var guest = new Shopper(shop);
        String order = town.orders().placedBy(guest);
        var other = new Shopper(shop);
        town.orders().placedBy(other);
        String path = "/api/orders/" + order;
        String[] now = {"Souk-Position", town.position()};
        String address = requests.get("PUT /api/orders/{id}/shipping-address").body();
        String reason = requests.get("POST /api/orders/{id}/cancellation").body();

        for (Shopper stranger : List.of(other, new Shopper(shop))) {
            for (Reply reply :
                    List.of(
                            stranger.get(path, now),
                            stranger.put(path + "/shipping-address", address),
                            stranger.post(path + "/payment", "{}"),
                            stranger.post(path + "/cancellation", reason),
                            stranger.get("/api/stream?topics=order:" + order, now))) {
                assertThat(reply.status()).isEqualTo(stranger == other ? 404 : 401);
            }
            for (Somebody who : List.of(Somebody.CUSTOMER, Somebody.OTHER_SELLER)) {
                assertThat(stranger.get(path, town.as(who)).status()).isEqualTo(404);
            }
        }

        assertThat(guest.get(path, now).json().get("status").stringValue()).isEqualTo("PLACED");
        town.done(guest.put(path + "/shipping-address", address));
        town.done(guest.post(path + "/payment", "{}"));
        town.done(guest.post(path + "/cancellation", reason));
    }

    private static String withSingleBlanks(String line) {
        return line.strip().replaceAll(" +", " ");
    }

    /** One for the operation itself, one for each further way in which it is asked for. */
    private Stream<String> rows(Operation operation) {
        String name = operation.toString();
        Request plain = new Request(operation.path(), "");
        return Stream.concat(
                Stream.of(row(operation, "", requests.getOrDefault(name, plain))),
                requests.entrySet().stream()
                        .filter(request -> request.getKey().startsWith(name + " "))
                        .map(
                                request ->
                                        row(
                                                operation,
                                                request.getKey().substring(name.length() + 1),
                                                request.getValue())));
    }

    private String row(Operation operation, String how, Request request) {
        String answers =
                Arrays.stream(Somebody.values())
                        .map(who -> "%-8s".formatted(answer(operation, request, who)))
                        .collect(Collectors.joining(" "));
        String what = (operation.path() + " " + how).strip();
        return "%-6s %-52s %s".formatted(operation.method(), what, answers).strip();
    }

    private String answer(Operation operation, Request request, Somebody who) {
        assertThat(operation.needsBody() && request.body().isEmpty())
                .as("ownership-requests.txt says what to send to %s", operation)
                .isFalse();
        Map<String, String> made = new TreeMap<>();
        if (who != Somebody.NOBODY && operation.path().startsWith("/api/carts/current")) {
            fill("<inCart>", made, who);
            town.fillCart(who, made.get("sku"));
        }
        String target = fill(request.target(), made, who);
        String body = fill(request.body(), made, who);
        String[] headers = headers(operation, who);
        Reply reply = new Shopper(shop).send(operation.method(), target, body, headers);
        int status = reply.status();
        return switch (status) {
            case 401, 403, 404 -> String.valueOf(status);
            default ->
                    status >= 200 && status < 300
                            ? "ok"
                            : status >= 400 && status < 500
                                    ? reply.json().path("code").asString("?")
                                    : "FAILED:" + status;
        };
    }

    // whoever looks sees what has just been made
    private String[] headers(Operation operation, Somebody who) {
        String[] identity = town.as(who);
        if (!operation.method().equals("GET")) {
            return identity;
        }
        String[] headers = Arrays.copyOf(identity, identity.length + 2);
        headers[identity.length] = "Souk-Position";
        headers[identity.length + 1] = town.position();
        return headers;
    }

    private String fill(String text, Map<String, String> made, Somebody who) {
        return GAP.matcher(text)
                .replaceAll(gap -> Matcher.quoteReplacement(made(gap.group(1), made, who)));
    }

    private String made(String name, Map<String, String> made, Somebody who) {
        if (!made.containsKey(name)) {
            make(name, made, who);
        }
        return made.get(name);
    }

    private void make(String name, Map<String, String> made, Somebody who) {
        switch (name) {
            case "product", "sku", "inCart" -> {
                Reply product = town.product();
                String sku = product.json().at("/variants/0/sku").stringValue();
                made.put("product", product.json().get("id").stringValue());
                made.put("sku", sku);
                made.put("inCart", sku);
            }
            case "draft" -> made.put(name, town.draft());
            case "seller" -> made.put(name, Town.houseOf(town.person(Somebody.SELLER)));
            case "applicant" -> made.put(name, Town.houseOf(town.applicant()));
            case "approved" -> made.put(name, Town.houseOf(town.seller()));
            case "suspended" -> made.put(name, Town.houseOf(town.suspended()));
            case "category" -> made.put(name, town.category());
            case "account" -> made.put(name, town.newcomer().id());
            case "email" -> made.put(name, town.newcomer().email());
            case "refresh" -> {
                Member member =
                        who == Somebody.NOBODY || who == Somebody.ADMIN
                                ? town.newcomer()
                                : town.again(who);
                made.put(name, member.refreshToken());
            }
            case "order" -> made.put(name, town.orders().placed());
            case "tracking" -> made.put(name, town.orders().trackingToken());
            case "paid" -> made.put(name, town.orders().paid());
            case "sent" -> made.put(name, town.orders().sent());
            case "payment" -> made.put(name, town.orders().payment());
            case "auction" -> made.put(name, town.auction());
            case "forRetailers" -> made.put(name, town.auctionForRetailers());
            case "tomorrow" -> made.put(name, Town.tomorrow());
            case "unused" -> made.put(name, Town.unused());
            default -> throw new IllegalArgumentException(name);
        }
    }
}
