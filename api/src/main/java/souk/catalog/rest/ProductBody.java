package souk.catalog.rest;

import org.jspecify.annotations.Nullable;

import souk.catalog.CategoryId;
import souk.catalog.Editor;
import souk.catalog.NewVariant;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductDetails;
import souk.catalog.ProductId;
import souk.catalog.Slug;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;
import souk.seller.SellerId;

import java.util.List;
import java.util.Map;

/**
 * A product as clients create it.
 *
 * @param sellerId for admins, who name whose it will be
 */
record ProductBody(
        String title,
        @Nullable Slug slug,
        @Nullable String description,
        @Nullable String brand,
        @Nullable CategoryId categoryId,
        @Nullable Boolean featured,
        @Nullable Boolean listed,
        @Nullable List<String> images,
        @Nullable Map<String, String> attributes,
        List<NewVariant> variants,
        @Nullable SellerId sellerId) {

    CreateProduct command(ProductId id, Editor editor) {
        SellerId seller = sellerId == null ? editor.seller() : sellerId;
        if (seller == null) {
            throw new ProblemException(Problem.invalid("sellerId", "required", "must be given"));
        }
        return new CreateProduct(
                id,
                editor,
                seller,
                slug,
                new ProductDetails(
                        title,
                        description == null ? "" : description,
                        brand,
                        categoryId,
                        Boolean.TRUE.equals(featured),
                        images == null ? List.of() : images,
                        attributes == null ? Map.of() : attributes),
                variants,
                Boolean.TRUE.equals(listed));
    }
}
