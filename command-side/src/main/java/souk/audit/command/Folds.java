package souk.audit.command;

import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

import souk.kernel.Published;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All aggregates there are, whatever they are about. */
@Component
class Folds {

    /**
     * @param byType by the names of their streams, and by those they are published under
     * @param prefixes of the ids that they have
     */
    private record Known(Map<String, Fold<?>> byType, Set<String> prefixes) {}

    private final SingletonSupplier<Known> known;

    // Axon's configuration wants all handlers of queries first
    Folds(ObjectProvider<Configuration> axon) {
        this.known = SingletonSupplier.of(() -> in(axon.getObject()));
    }

    /** Nothing where streams of that type are no aggregates. */
    Optional<Fold<?>> of(String streamType) {
        return Optional.ofNullable(known.obtain().byType.get(streamType));
    }

    /** What names of streams begin with, where they are followed by 26 characters. */
    Set<String> prefixes() {
        return known.obtain().prefixes;
    }

    private static Known in(Configuration axon) {
        Map<String, Fold<?>> byType = new HashMap<>();
        Set<String> prefixes = new HashSet<>();
        for (AggregateConfiguration<?> aggregate : axon.findModules(AggregateConfiguration.class)) {
            Fold<?> fold = foldOf(aggregate, axon);
            byType.put(fold.model().type(), fold);
            Published name = aggregate.aggregateType().getAnnotation(Published.class);
            if (name != null) {
                byType.put(name.value(), fold);
            }
            prefixOf(aggregate.aggregateType()).ifPresent(prefixes::add);
        }
        return new Known(Map.copyOf(byType), Set.copyOf(prefixes));
    }

    private static <T> Fold<T> foldOf(AggregateConfiguration<T> aggregate, Configuration axon) {
        Class<T> type = aggregate.aggregateType();
        var model =
                AnnotatedAggregateMetaModelFactory.inspectAggregate(
                        type, axon.parameterResolverFactory(), axon.handlerDefinition(type));
        return new Fold<>(model, aggregate.aggregateFactory(), axon.eventBus());
    }

    private static Optional<String> prefixOf(Class<?> aggregate) {
        return Arrays.stream(aggregate.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(AggregateIdentifier.class))
                .findFirst()
                .flatMap(field -> prefixIn(field.getType()));
    }

    private static Optional<String> prefixIn(Class<?> id) {
        try {
            Field prefix = id.getField("PREFIX");
            return Optional.of(String.valueOf(prefix.get(null)));
        } catch (ReflectiveOperationException none) {
            return Optional.empty();
        }
    }
}
