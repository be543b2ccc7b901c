package souk.bench.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** A shop full of products, filled over HTTP as a seller would. */
final class Shelves {

    private static final String PASSWORD = "correct horse battery";

    private static final int CATEGORIES = 40;
    private static final int WORDS = 4_000;
    private static final int ROWS = 500;
    private static final String SELLER = "seller@example.org";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<String> categories = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final int port;
    private String position = "0";

    private Shelves(int port) {
        this.port = port;
        for (int i = 0; i < WORDS; i++) {
            words.add(newWord());
        }
    }

    static Shelves fill(int port, int products, PrintStream progress) throws Exception {
        Shelves shelves = new Shelves(port);
        shelves.fill(products, progress);
        return shelves;
    }

    String category(SplittableRandom random) {
        return categories.get(random.nextInt(categories.size()));
    }

    String word(SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }

    private void fill(int products, PrintStream progress) throws Exception {
        String admin = login(Seller.ADMIN_EMAIL, Seller.ADMIN_PASSWORD);
        post(
                "/api/accounts",
                "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"Bench\"}"
                        .formatted(SELLER, PASSWORD),
                "");
        String applicant = login(SELLER, PASSWORD);
        String seller =
                post("/api/sellers", "{\"name\":\"Bench\",\"tier\":\"RETAILER\"}", applicant)
                        .get("id")
                        .asString();
        post("/api/admin/sellers/" + seller + "/approval", "{}", admin);
        String token = login(SELLER, PASSWORD);
        for (int i = 0; i < CATEGORIES; i++) {
            categories.add(
                    post("/api/categories", "{\"name\":\"Category %d\"}".formatted(i), admin)
                            .get("id")
                            .asString());
        }
        for (int done = 0; done < products; done += ROWS) {
            post("/api/products/bulk", bulk(Math.min(ROWS, products - done)), token);
            if (done % 10_000 == 0) {
                progress.printf("%,d of %,d products%n", done, products);
                token = login(SELLER, PASSWORD);
            }
        }
        awaitView();
    }

    private String bulk(int rows) {
        StringJoiner all = new StringJoiner(",", "{\"create\":[", "]}");
        for (int row = 0; row < rows; row++) {
            all.add(
                    """
                    {"title":"%s %s %s","brand":"%s","categoryId":"%s","listed":true,
                     "description":"%s","variants":[
                      {"price":{"amount":%d,"currency":"TND"},"options":{"size":"M"}},
                      {"price":{"amount":%d,"currency":"TND"},"options":{"size":"L"}}]}\
                    """
                            .formatted(
                                    word(random),
                                    word(random),
                                    word(random),
                                    words.get(random.nextInt(200)),
                                    category(random),
                                    word(random) + " " + word(random),
                                    1 + random.nextInt(500_000),
                                    1 + random.nextInt(500_000)));
        }
        return all.toString();
    }

    private String newWord() {
        StringBuilder word = new StringBuilder();
        for (int syllable = 2 + random.nextInt(2); syllable > 0; syllable--) {
            word.append("bcdfglmnprstvz".charAt(random.nextInt(14)))
                    .append("aeiou".charAt(random.nextInt(5)));
        }
        return word.toString();
    }

    private String login(String email, String password) throws IOException, InterruptedException {
        return post(
                        "/api/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password),
                        "")
                .get("accessToken")
                .asString();
    }

    private JsonNode post(String path, String json, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                at(path).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.body());
        }
        position = answer.headers().firstValue("Souk-Position").orElse(position);
        return JSON.readTree(answer.body());
    }

    private void awaitView() throws IOException, InterruptedException {
        HttpRequest request =
                at("/api/products?limit=1").header("Souk-Position", position).GET().build();
        while (http.send(request, BodyHandlers.discarding()).statusCode() != 200) {
            MILLISECONDS.sleep(500);
        }
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }
}
