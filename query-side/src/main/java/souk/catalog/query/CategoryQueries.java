package souk.catalog.query;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import souk.catalog.AllCategories;
import souk.catalog.CatalogRejection.CategoryNotFound;
import souk.catalog.CategoryId;
import souk.catalog.CategoryQuery.FindCategory;
import souk.catalog.CategoryQuery.ListCategories;
import souk.catalog.CategoryView;
import souk.catalog.Slug;
import souk.kernel.Rejected;
import souk.platform.query.ReadsFrom;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Answers what is asked about categories. */
@Component
@ReadsFrom("catalog.view")
class CategoryQueries {

    private static final String ALL =
            """
            select c.category_id, c.name, c.slug, c.parent_id, t.version
              from catalog_view.category c, catalog_view.tree t
            """;

    private final JdbcClient database;

    CategoryQueries(JdbcClient database) {
        this.database = database;
    }

    @QueryHandler
    AllCategories handle(ListCategories query) {
        List<CategoryView> all =
                database.sql(ALL + " order by c.name, c.category_id")
                        .query((row, _) -> view(row))
                        .list();
        return new AllCategories(all, all.isEmpty() ? -1 : all.getFirst().version());
    }

    @QueryHandler
    CategoryView handle(FindCategory query) {
        return database.sql(ALL + " where c.category_id = :id")
                .param("id", query.categoryId().value())
                .query((row, _) -> view(row))
                .optional()
                .orElseThrow(() -> new Rejected(new CategoryNotFound()));
    }

    private static CategoryView view(ResultSet row) throws SQLException {
        String parent = row.getString("parent_id");
        return new CategoryView(
                new CategoryId(row.getString("category_id")),
                row.getString("name"),
                new Slug(row.getString("slug")),
                parent == null ? null : new CategoryId(parent),
                row.getLong("version"));
    }
}
