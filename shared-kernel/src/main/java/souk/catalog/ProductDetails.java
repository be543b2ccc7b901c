package souk.catalog;

import org.jspecify.annotations.Nullable;

import souk.kernel.InvalidValue;
import souk.kernel.Text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said about a product. */
public record ProductDetails(
        String title,
        String description,
        @Nullable String brand,
        @Nullable CategoryId categoryId,
        boolean featured,
        List<String> images,
        Map<String, String> attributes) {

    private static final int MOST_IMAGES = 20;
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int MOST_ATTRIBUTES = 50;

    public ProductDetails {
        title = Text.line("title", title, 200);
        description = Text.lines("description", description, 20_000);
        brand = brand == null ? null : Text.line("brand", brand, 100);
        images = checked(images);
        attributes = checked(attributes);
    }

    private static List<String> checked(List<String> images) {
        if (images.size() > MOST_IMAGES || !images.stream().allMatch(ProductDetails::isAddress)) {
            throw new InvalidValue(
                    "invalid_images", "must be " + MOST_IMAGES + " http(s) URLs at most");
        }
        return List.copyOf(images);
    }

    private static boolean isAddress(String image) {
        try {
            URI address = new URI(image);
            return image.length() <= LONGEST_ADDRESS
                    && address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Map<String, String> checked(Map<String, String> attributes) {
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw new InvalidValue("invalid_attributes", "must be " + MOST_ATTRIBUTES + " at most");
        }
        Map<String, String> checked = new LinkedHashMap<>();
        attributes.forEach(
                (name, value) ->
                        checked.put(
                                Text.line("attributes", name, 64),
                                Text.line("attributes", value, 500)));
        return Collections.unmodifiableMap(checked);
    }
}
