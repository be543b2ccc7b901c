package souk.catalog.rest;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.rest.Caller;
import souk.catalog.Editor;
import souk.catalog.ProductCommand;
import souk.catalog.ProductCommand.ArchiveProduct;
import souk.catalog.ProductCommand.ChangeProduct;
import souk.catalog.ProductCommand.CreateProduct;
import souk.catalog.ProductCommand.ListProduct;
import souk.catalog.ProductId;
import souk.catalog.ProductQuery.FindProduct;
import souk.catalog.ProductView;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;
import souk.platform.rest.call.Mint;
import souk.platform.rest.json.BodyReader;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.Optional;

/** Products, for who sells them. */
@RestController
@RequestMapping("/api/products")
class ProductController {

    record Listing(boolean listed) {}

    private final Commands commands;
    private final Queries queries;
    private final Mint mint;
    private final BodyReader bodies;

    ProductController(Commands commands, Queries queries, Mint mint, BodyReader bodies) {
        this.commands = commands;
        this.queries = queries;
        this.mint = mint;
        this.bodies = bodies;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ProductView> create(
            @Caller Optional<AccountId> caller, @RequestBody ProductBody body) {
        Editor editor = Editors.of(caller);
        CreateProduct command = body.command(new ProductId(mint.id(ProductId.PREFIX)), editor);
        ProductView product = send(command, command.productId(), editor);
        return ResponseEntity.created(URI.create("/api/products/" + product.id())).body(product);
    }

    @PatchMapping("/{id}")
    ProductView change(
            @Caller Optional<AccountId> caller,
            @PathVariable ProductId id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = ProductPatch.class)))
                    @RequestBody
                    JsonNode body) {
        Editor editor = Editors.of(caller);
        ProductPatch patch = bodies.read(body, ProductPatch.class);
        var change = patch.change(BodyReader.nullsIn(body));
        return send(new ChangeProduct(id, editor, change), id, editor);
    }

    @PostMapping("/{id}/listing")
    ProductView list(
            @Caller Optional<AccountId> caller,
            @PathVariable ProductId id,
            @RequestBody Listing listing) {
        Editor editor = Editors.of(caller);
        return send(new ListProduct(id, editor, listing.listed()), id, editor);
    }

    /** It stays in orders and in history, but nowhere else. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(@Caller Optional<AccountId> caller, @PathVariable ProductId id) {
        commands.send(new ArchiveProduct(id, Editors.of(caller)), ProductView.class);
    }

    private ProductView send(ProductCommand command, ProductId id, Editor editor) {
        return commands.send(command, ProductView.class).orElseRead(at -> find(id, editor, at));
    }

    private ProductView find(ProductId id, Editor editor, @Nullable Long position) {
        return queries.ask(new FindProduct(id.value(), editor), ProductView.class, position);
    }
}
