package souk.catalog.rest;

import org.jspecify.annotations.Nullable;

import souk.catalog.CategoryId;
import souk.catalog.NewVariant;
import souk.catalog.ProductChange;
import souk.catalog.ProductChange.Clearable;
import souk.catalog.ProductId;
import souk.catalog.Slug;
import souk.platform.rest.problem.FieldProblem;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What clients change about a product: what is left out stays, what is null goes (RFC 7396).
 *
 * @param id in bulk; else the path names it
 */
record ProductPatch(
        @Nullable ProductId id,
        @Nullable String title,
        @Nullable Slug slug,
        @Nullable String description,
        @Nullable String brand,
        @Nullable CategoryId categoryId,
        @Nullable Boolean featured,
        @Nullable List<String> images,
        @Nullable Map<String, String> attributes,
        @Nullable List<NewVariant> variants) {

    private static final Map<String, Clearable> CLEARABLE =
            Map.of(
                    "description", Clearable.DESCRIPTION,
                    "brand", Clearable.BRAND,
                    "categoryId", Clearable.CATEGORY);

    /** With the names of the members that were given as null. */
    ProductChange change(List<String> nulls) {
        List<Clearable> cleared = new ArrayList<>();
        List<FieldProblem> problems = new ArrayList<>();
        for (String name : nulls) {
            Clearable clearable = CLEARABLE.get(name);
            if (clearable == null) {
                problems.add(new FieldProblem(name, "required", "must not be null"));
            } else {
                cleared.add(clearable);
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(Problem.invalid(problems));
        }
        return new ProductChange(
                title,
                slug,
                description,
                brand,
                categoryId,
                featured,
                images,
                attributes,
                variants,
                cleared);
    }
}
