package souk.catalog;

import souk.kernel.Rejection;
import souk.kernel.Sku;

import java.util.List;

/** Every way in which the catalog says no. */
public sealed interface CatalogRejection extends Rejection {

    /** There is none, or it is none of the caller's business. */
    record ProductNotFound() implements CatalogRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such product.";
        }
    }

    record ProductIsArchived() implements CatalogRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "The product is archived, and stays as it is.";
        }
    }

    record SlugTaken(Slug slug) implements CatalogRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "Something else is called " + slug + ".";
        }
    }

    record SkuTaken(Sku sku) implements CatalogRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "Another product has the SKU " + sku + ", or another seller had it.";
        }
    }

    record SkuRepeated(Sku sku) implements CatalogRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "The SKU " + sku + " is given more than once.";
        }
    }

    record MixedCurrencies() implements CatalogRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "All variants of a product are priced in one currency.";
        }
    }

    /** A product is to be in a category that is none. */
    record UnknownCategory(CategoryId categoryId) implements CatalogRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "There is no category " + categoryId + ".";
        }
    }

    record CategoryNotFound() implements CatalogRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such category.";
        }
    }

    record CategoryCycle(CategoryId categoryId) implements CatalogRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "A category cannot be below itself.";
        }
    }

    record TreeTooLarge(int categories, int levels) implements CatalogRejection {
        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "There are at most %d categories on %d levels.".formatted(categories, levels);
        }
    }

    /** Nothing was changed, because of these rows. */
    record BulkRefused(List<RowError> errors) implements CatalogRejection {

        /** The field names the row: {@code create[3]}. */
        public record RowError(String field, String code, String message) {}

        public BulkRefused {
            errors = List.copyOf(errors);
        }

        @Override
        public Kind kind() {
            return Kind.UNPROCESSABLE;
        }

        @Override
        public String message() {
            return "Nothing was changed: rows are refused.";
        }
    }
}
