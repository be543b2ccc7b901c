package souk.bench.http;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** A shop full of products, filled over HTTP as a seller would. */
final class Shelves {

    private static final int CATEGORIES = 40;
    private static final int WORDS = 4_000;
    private static final int ROWS = 500;

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<String> categories = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> products = new ArrayList<>();
    private final Merchant merchant;

    private Shelves(Merchant merchant) {
        this.merchant = merchant;
        for (int i = 0; i < WORDS; i++) {
            words.add(newWord());
        }
    }

    static Shelves fill(int port, int products, PrintStream progress) throws Exception {
        return fill(new Merchant(port), products, progress);
    }

    static Shelves fill(Merchant merchant, int products, PrintStream progress) throws Exception {
        Shelves shelves = new Shelves(merchant);
        shelves.fill(products, progress);
        return shelves;
    }

    /** The id of one of them. */
    String product(SplittableRandom random) {
        return products.get(random.nextInt(products.size()));
    }

    String category(SplittableRandom random) {
        return categories.get(random.nextInt(categories.size()));
    }

    String word(SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }

    private void fill(int many, PrintStream progress) throws Exception {
        for (int i = 0; i < CATEGORIES; i++) {
            categories.add(
                    merchant.postAsAdmin(
                                    "/api/categories", "{\"name\":\"Category %d\"}".formatted(i))
                            .get("id")
                            .stringValue());
        }
        for (int done = 0; done < many; done += ROWS) {
            merchant.post("/api/products/bulk", bulk(Math.min(ROWS, many - done)))
                    .get("created")
                    .forEach(row -> products.add(row.get("id").stringValue()));
            if (done % 10_000 == 0) {
                progress.printf("%,d of %,d products%n", done, many);
                merchant.logIn();
            }
        }
        merchant.awaitSight("/api/products?limit=1");
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
}
