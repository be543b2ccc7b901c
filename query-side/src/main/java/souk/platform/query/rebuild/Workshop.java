package souk.platform.query.rebuild;

import org.axonframework.config.Configuration;
import org.axonframework.messaging.annotation.AnnotatedHandlerInspector;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.JdbcOperations;

import souk.kernel.EventArchive;
import souk.kernel.EventArchive.Wanted;
import souk.platform.query.DeclaredProjections;
import souk.platform.query.Projections;
import souk.platform.query.StoredTokens;
import souk.platform.query.Tables;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

import javax.sql.DataSource;

/** What rebuilds are made with. */
record Workshop(
        EventArchive archive,
        ExecutorService decoders,
        DataSource dataSource,
        DataSource background,
        SessionFactoryImplementor mappings,
        DeclaredProjections declared,
        StoredTokens tokens,
        BeanFactory beans,
        Supplier<Configuration> axon,
        Projections projections,
        RebuildSettings settings,
        Courtesy courtesy,
        Clock clock) {

    /** For what one rebuild does beside itself: those who decode must be free for all. */
    static Executor beside() {
        return task -> Thread.ofPlatform().daemon().name("rebuild beside").start(task);
    }

    /** How far live tables are; where there are none yet, all there is. */
    Segments live(Rebuild rebuild, JdbcOperations transaction) {
        return live(rebuild, tokens.positions(rebuild.projection(), transaction));
    }

    private Segments live(Rebuild rebuild, Map<Integer, Long> positions) {
        boolean all = positions.isEmpty() && rebuild.kind() == Rebuild.Kind.BUILD;
        return new Segments(all ? Map.of(0, archive.head()) : positions);
    }

    /** How far to read for all of them together. */
    long target(List<Rebuild> together) {
        return together.stream()
                .map(rebuild -> live(rebuild, tokens.positions(rebuild.projection())))
                .mapToLong(live -> live.reached().min())
                .min()
                .orElseThrow();
    }

    /** The projection's own handlers, over other tables. */
    Fold fold(String projection, Tables tables) {
        Class<?> type = declared.handlersOf(projection);
        return new Fold(handlers(type, tables), inspector(type));
    }

    /** The events that the projection handles. */
    Wanted wanted(String projection) {
        Class<?> type = declared.handlersOf(projection);
        return Fold.wanted(type, inspector(type));
    }

    private AnnotatedHandlerInspector<Object> inspector(Class<?> type) {
        Configuration configuration = axon.get();
        return AnnotatedHandlerInspector.inspectType(
                type,
                configuration.parameterResolverFactory(),
                configuration.handlerDefinition(type));
    }

    private Object handlers(Class<?> type, Tables tables) {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.trySetAccessible();
        Object[] arguments =
                Arrays.stream(constructor.getParameters())
                        .map(parameter -> argument(parameter, tables))
                        .toArray();
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException unlike) {
            throw new IllegalStateException(type.getName() + " can't be made anew", unlike);
        }
    }

    private Object argument(Parameter parameter, Tables tables) {
        return parameter.getType() == Tables.class ? tables : beans.getBean(parameter.getType());
    }

    /** Positions that somebody has decided the projection does without. */
    static Set<Long> discarded(String projection, JdbcOperations jdbc) {
        return new HashSet<>(
                jdbc.queryForList(
                        "select position from axon.discarded_letter where processing_group = ? and"
                                + " position is not null",
                        Long.class,
                        projection));
    }

    /** Positions that wait among the live projection's letters. */
    Set<Long> parked(String projection, JdbcOperations jdbc) {
        return tokens.parked(projection, jdbc);
    }

    /**
     * Takes away the letters that the rebuild has read, and answers how many positions those were.
     */
    long letGo(Rebuild rebuild, JdbcOperations jdbc) {
        return tokens.letGo(rebuild.projection(), rebuild.options().first(), jdbc);
    }
}
