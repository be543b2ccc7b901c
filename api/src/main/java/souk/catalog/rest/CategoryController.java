package souk.catalog.rest;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.catalog.AllCategories;
import souk.catalog.CategoryCommand;
import souk.catalog.CategoryCommand.AddCategory;
import souk.catalog.CategoryCommand.ChangeCategory;
import souk.catalog.CategoryId;
import souk.catalog.CategoryQuery.FindCategory;
import souk.catalog.CategoryQuery.ListCategories;
import souk.catalog.CategoryView;
import souk.catalog.Slug;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;
import souk.platform.rest.call.Mint;
import souk.platform.rest.json.BodyReader;
import souk.platform.rest.problem.FieldProblem;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.List;

/** The tree of categories. */
@RestController
@RequestMapping("/api/categories")
class CategoryController {

    private static final String PARENT = "parentId";

    record CategoryBody(String name, @Nullable Slug slug, @Nullable CategoryId parentId) {}

    /** A parent that is null makes a root. */
    record CategoryPatch(
            @Nullable String name, @Nullable Slug slug, @Nullable CategoryId parentId) {}

    private final Commands commands;
    private final Queries queries;
    private final Mint mint;
    private final BodyReader bodies;

    CategoryController(Commands commands, Queries queries, Mint mint, BodyReader bodies) {
        this.commands = commands;
        this.queries = queries;
        this.mint = mint;
        this.bodies = bodies;
    }

    @GetMapping
    AllCategories list() {
        return queries.ask(new ListCategories(), AllCategories.class);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CategoryView> add(@RequestBody CategoryBody body) {
        CategoryView category =
                send(
                        new AddCategory(
                                new CategoryId(mint.id(CategoryId.PREFIX)),
                                body.name(),
                                body.slug(),
                                body.parentId()));
        return ResponseEntity.created(URI.create("/api/categories/" + category.id()))
                .body(category);
    }

    @PatchMapping("/{id}")
    CategoryView change(
            @PathVariable CategoryId id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = CategoryPatch.class)))
                    @RequestBody
                    JsonNode body) {
        CategoryPatch patch = bodies.read(body, CategoryPatch.class);
        List<String> nulls = BodyReader.nullsIn(body);
        List<FieldProblem> problems =
                nulls.stream()
                        .filter(name -> !name.equals(PARENT))
                        .map(name -> new FieldProblem(name, "required", "must not be null"))
                        .toList();
        if (!problems.isEmpty()) {
            throw new ProblemException(Problem.invalid(problems));
        }
        return send(
                new ChangeCategory(
                        id, patch.name(), patch.slug(), patch.parentId(), nulls.contains(PARENT)));
    }

    private CategoryView send(CategoryCommand command) {
        return commands.send(command, CategoryView.class)
                .orElseRead(
                        at ->
                                queries.ask(
                                        new FindCategory(command.categoryId()),
                                        CategoryView.class,
                                        at));
    }
}
