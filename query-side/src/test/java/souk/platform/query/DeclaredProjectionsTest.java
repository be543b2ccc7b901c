package souk.platform.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import java.util.Set;
import java.util.TreeSet;

class DeclaredProjectionsTest {

    /** Names are stored with tokens and letters: a change of one must move those, too. */
    private static final Set<String> APPROVED =
            Set.of(
                    "account.view",
                    "auction.view",
                    "account.sessions",
                    "audit.accesses",
                    "cart.view",
                    "catalog.view",
                    "inventory.view",
                    "order.view",
                    "payment.view",
                    "probe.view",
                    "returns.view",
                    "seller.view",
                    "stats.sales");

    @Projection(processingGroup = "some.view")
    private static final class Some {}

    @Projection(processingGroup = "some.view")
    private static final class Same {}

    @Projection(processingGroup = "some.sums", undivided = true)
    private static final class Whole {}

    @Projection(processingGroup = "SomeProjection")
    private static final class Shapeless {}

    private static DeclaredProjections of(Class<?>... beans) {
        var context = new DefaultListableBeanFactory();
        for (Class<?> bean : beans) {
            context.registerBeanDefinition(bean.getSimpleName(), new RootBeanDefinition(bean));
        }
        return new DeclaredProjections(context);
    }

    @Test
    void knows_them_by_name() {
        DeclaredProjections declared = of(Some.class);

        assertThat(declared.names()).containsExactly("some.view");
        assertThatThrownBy(() -> declared.mustKnow("other.view"))
                .hasMessageContaining("other.view");
    }

    @Test
    void knows_which_can_not_be_divided() {
        DeclaredProjections declared = of(Some.class, Whole.class);

        assertThat(declared.isUndivided("some.view")).isFalse();
        assertThat(declared.isUndivided("some.sums")).isTrue();
    }

    @Test
    void refuses_two_of_one_name() {
        assertThatThrownBy(() -> of(Some.class, Same.class)).hasMessageContaining("some.view");
    }

    @Test
    void refuses_names_of_another_form() {
        assertThatThrownBy(() -> of(Shapeless.class)).hasMessageContaining("<capability>.<view>");
    }

    @Test
    void names_are_approved() {
        Set<String> names = new TreeSet<>();
        for (Class<?> projection : annotatedWith(Projection.class)) {
            Projection annotation = projection.getAnnotation(Projection.class);
            if (!projection.isMemberClass() && annotation != null) {
                names.add(annotation.processingGroup());
            }
        }

        assertThat(names).containsExactlyInAnyOrderElementsOf(APPROVED);
    }

    @Test
    void each_table_is_in_the_schema_of_a_projection_of_its_package() {
        for (Class<?> row : annotatedWith(Entity.class)) {
            var table = row.getAnnotation(jakarta.persistence.Table.class);
            assertThat(table).as("table of %s", row).isNotNull();
            assertThat(annotatedWith(Projection.class))
                    .as("projection for %s", row)
                    .anyMatch(
                            projection ->
                                    projection.getPackage().equals(row.getPackage())
                                            && DeclaredProjections.schemaOf(
                                                            projection
                                                                    .getAnnotation(Projection.class)
                                                                    .processingGroup())
                                                    .equals(table.schema()));
        }
    }

    private static Set<Class<?>> annotatedWith(
            Class<? extends java.lang.annotation.Annotation> annotation) {
        var scanner =
                new ClassPathScanningCandidateComponentProvider(false) {
                    @Override
                    protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                        return true;
                    }
                };
        scanner.addIncludeFilter(new AnnotationTypeFilter(annotation));
        Set<Class<?>> found = new java.util.HashSet<>();
        scanner.findCandidateComponents("souk")
                .forEach(
                        definition ->
                                found.add(
                                        ClassUtils.resolveClassName(
                                                String.valueOf(definition.getBeanClassName()),
                                                null)));
        return found;
    }
}
