package souk.platform.query;

import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.spi.Getter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * How the mapping of a class of rows spreads them over the columns of their table.
 *
 * @param keys of which the values are found in a key
 * @param others of which the values are found in a row
 */
public record Columns(List<Column> keys, List<Column> others) {

    /** Gets a part of a row, or of a key. */
    private interface Part {
        @Nullable Object of(Object whole);
    }

    /** One column, and where its value is found, as it is stored. */
    public record Column(String name, JdbcMapping mapping, Part part) {

        public @Nullable Object valueIn(Object whole) {
            return part.of(whole);
        }
    }

    private static final Part ITSELF = it -> it;

    public static Columns of(EntityPersister rows) {
        List<Column> keys = new ArrayList<>();
        List<Column> others = new ArrayList<>();
        EntityIdentifierMapping id = rows.getIdentifierMapping();
        if (id.getPartMappingType() instanceof EmbeddableMappingType parts) {
            parts.getAttributeMappings().forEach(part -> add(part, ITSELF, keys));
        } else {
            keys.add(column(id.getSelectable(0), ITSELF));
        }
        rows.getAttributeMappings().forEach(attribute -> add(attribute, ITSELF, others));
        return new Columns(keys, others);
    }

    private static void add(AttributeMapping attribute, Part whole, List<Column> columns) {
        Getter getter = attribute.getPropertyAccess().getGetter();
        Part part =
                whole == ITSELF
                        ? getter::get
                        : it -> {
                            Object around = whole.of(it);
                            return around == null ? null : getter.get(around);
                        };
        if (attribute.getMappedType() instanceof EmbeddableMappingType embedded) {
            embedded.getAttributeMappings().forEach(inner -> add(inner, part, columns));
        } else {
            columns.add(column(attribute.getSelectable(0), part));
        }
    }

    private static Column column(SelectableMapping column, Part part) {
        JdbcMapping mapping = column.getJdbcMapping();
        boolean isStoredAsItIs = mapping.getValueConverter() == null;
        return new Column(
                column.getSelectionExpression(),
                mapping,
                isStoredAsItIs ? part : it -> mapping.convertToRelationalValue(part.of(it)));
    }
}
