package souk.catalog.rest;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.catalog.BulkOutcome;
import souk.catalog.CatalogRejection.BulkRefused;
import souk.catalog.CatalogRejection.BulkRefused.RowError;
import souk.catalog.Editor;
import souk.catalog.ProductCommand.ChangeManyProducts;
import souk.catalog.ProductCommand.ChangeProduct;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductId;
import souk.catalog.ProductQuery.FindProduct;
import souk.catalog.ProductView;
import souk.kernel.Rejected;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;
import souk.platform.rest.call.Mint;
import souk.platform.rest.json.BodyReader;
import souk.platform.rest.problem.FieldProblem;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Many products at once: all of them or none. */
@RestController
class BulkController {

    record Bulk(
            @ArraySchema(schema = @Schema(implementation = ProductBody.class))
                    @Nullable List<JsonNode> create,
            @ArraySchema(schema = @Schema(implementation = ProductPatch.class))
                    @Nullable List<JsonNode> update) {}

    private final Commands commands;
    private final Queries queries;
    private final Mint mint;
    private final BodyReader bodies;

    BulkController(Commands commands, Queries queries, Mint mint, BodyReader bodies) {
        this.commands = commands;
        this.queries = queries;
        this.mint = mint;
        this.bodies = bodies;
    }

    @PostMapping("/api/products/bulk")
    BulkOutcome change(@Caller Optional<AccountId> caller, @RequestBody Bulk bulk) {
        Editor editor = Editors.of(caller);
        List<FieldProblem> problems = new ArrayList<>();
        List<CreateProduct> create =
                BodyReader.rows("create", rows(bulk.create), row -> create(row, editor), problems);
        List<ChangeProduct> update =
                BodyReader.rows("update", rows(bulk.update), row -> update(row, editor), problems);
        if (!problems.isEmpty()) {
            throw new Rejected(
                    new BulkRefused(problems.stream().map(BulkController::row).toList()));
        }
        var command = new ChangeManyProducts(mint.id("bulk_"), create, update);
        return commands.send(command, BulkOutcome.class)
                .orElseRead(at -> outcome(command, editor, at));
    }

    private CreateProduct create(JsonNode row, Editor editor) {
        return bodies.read(row, ProductBody.class)
                .command(new ProductId(mint.id(ProductId.PREFIX)), editor);
    }

    private ChangeProduct update(JsonNode row, Editor editor) {
        ProductPatch patch = bodies.read(row, ProductPatch.class);
        if (patch.id() == null) {
            throw new ProblemException(Problem.invalid("id", "required", "must be given"));
        }
        return new ChangeProduct(patch.id(), editor, patch.change(BodyReader.nullsIn(row)));
    }

    private BulkOutcome outcome(ChangeManyProducts command, Editor editor, @Nullable Long at) {
        return new BulkOutcome(
                command.create().stream().map(it -> row(it.productId(), editor, at)).toList(),
                command.update().stream().map(it -> row(it.productId(), editor, at)).toList());
    }

    private BulkOutcome.Row row(ProductId id, Editor editor, @Nullable Long at) {
        ProductView product =
                queries.ask(new FindProduct(id.value(), editor), ProductView.class, at);
        return new BulkOutcome.Row(product.id(), product.slug(), product.version());
    }

    private static RowError row(FieldProblem problem) {
        return new RowError(problem.field(), problem.code(), problem.message());
    }

    private static List<JsonNode> rows(@Nullable List<JsonNode> rows) {
        List<JsonNode> given = rows == null ? List.of() : rows;
        if (given.size() > ChangeManyProducts.MOST) {
            throw new ProblemException(
                    Problem.invalid(
                            "rows",
                            "invalid_rows",
                            "must be 1 to " + ChangeManyProducts.MOST + " rows"));
        }
        return given;
    }
}
