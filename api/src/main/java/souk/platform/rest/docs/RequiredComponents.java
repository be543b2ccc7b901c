package souk.platform.rest.docs;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;

/**
 * What a record does not mark as {@code @Nullable} is always there, and has to be given. What is
 * part of a view is named after it.
 */
@Component
@SuppressWarnings("rawtypes") // as swagger's model has it
class RequiredComponents implements ModelConverter {

    @Override
    public @Nullable Schema resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Class<?> described = Json.mapper().constructType(type.getType()).getRawClass();
        if (isPartOfView(described)) {
            type.setName(described.getEnclosingClass().getSimpleName() + described.getSimpleName());
        }
        Schema resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Schema<?> model = resolved == null ? null : definition(resolved, context);
        if (described.isRecord() && model != null && model.getProperties() != null) {
            for (RecordComponent component : described.getRecordComponents()) {
                if (model.getProperties().containsKey(component.getName())
                        && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    model.addRequiredItem(component.getName());
                }
            }
        }
        return resolved;
    }

    // carts have lines, and so have orders
    private static boolean isPartOfView(Class<?> type) {
        Class<?> whole = type.getEnclosingClass();
        return type.isRecord() && whole != null && whole.getSimpleName().endsWith("View");
    }

    private static @Nullable Schema definition(Schema schema, ModelConverterContext context) {
        return schema.get$ref() == null
                ? schema
                : context.getDefinedModels().get(schema.get$ref().replaceAll(".*/", ""));
    }
}
