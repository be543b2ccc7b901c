package souk;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.spring.stereotype.Saga;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Component;

import souk.kernel.Published;
import souk.kernel.Rejection;

import java.security.CodeSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the compiler can't see. ArchUnit fails a rule that matches nothing, so no rule is
 * decoration.
 */
class ArchitectureTest {

    private static final JavaClasses SOUK =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("souk");

    private static final DescribedPredicate<JavaClass> TESTS_OF_OTHERS =
            DescribedPredicate.describe(
                    "tests of other modules", type -> moduleOf(type).contains("-tests.jar"));

    private static final DescribedPredicate<JavaClass> LANGUAGE =
            DescribedPredicate.describe(
                    "the published language", type -> moduleOf(type).contains("shared-kernel"));

    private static String moduleOf(JavaClass type) {
        return type.getSource().map(source -> source.getUri().toString()).orElse("");
    }

    @Nested
    class Capabilities {

        @Test
        void know_only_what_they_declare() {
            ApplicationModules.of(AllInOne.class, TESTS_OF_OTHERS).verify();
        }

        @Test
        void have_sub_packages_by_side_only() {
            classes()
                    .that(
                            resideInAnyPackage(
                                    "souk.account..",
                                    "souk.seller..",
                                    "souk.catalog..",
                                    "souk.inventory..",
                                    "souk.cart..",
                                    "souk.order..",
                                    "souk.auction..",
                                    "souk.errand..",
                                    "souk.projection..",
                                    "souk.stats..",
                                    "souk.audit.."))
                    .should()
                    .resideInAnyPackage(
                            "souk.*",
                            "souk.*.command",
                            "souk.*.process",
                            "souk.*.port",
                            "souk.*.query",
                            "souk.*.rest")
                    .check(SOUK);
        }

        @Test
        void show_only_ports_of_their_sides() {
            classes()
                    .that()
                    .resideInAnyPackage(
                            "souk.*.command", "souk.*.process", "souk.*.query", "souk.*.rest")
                    .and()
                    .resideOutsideOfPackage("souk.platform..")
                    .and()
                    .areTopLevelClasses()
                    .should()
                    .notBePublic()
                    .orShould()
                    .beInterfaces()
                    .orShould()
                    .beRecords()
                    .orShould()
                    .beAnnotatedWith(Saga.class) // Axon makes them
                    .check(SOUK);
        }

        @Test
        void live_in_one_module_each_package() {
            Map<String, Set<String>> modules =
                    SOUK.stream()
                            .filter(type -> !type.getPackageName().equals("souk"))
                            .collect(
                                    Collectors.groupingBy(
                                            JavaClass::getPackageName,
                                            Collectors.mapping(
                                                    type -> sourceOf(type.reflect()),
                                                    Collectors.toSet())));

            assertThat(modules).isNotEmpty().allSatisfy((_, homes) -> assertThat(homes).hasSize(1));
        }

        private String sourceOf(Class<?> type) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return source.getLocation().toString();
        }
    }

    @Nested
    class TheLanguage {

        @Test
        void is_made_of_records_enums_and_sealed_interfaces() {
            classes()
                    .that(LANGUAGE)
                    .and()
                    .resideOutsideOfPackages(
                            "souk.kernel", "souk.kernel.proof", "souk.platform", "souk")
                    .and()
                    .doNotHaveSimpleName("package-info")
                    .should()
                    .beRecords()
                    .orShould()
                    .beEnums()
                    .orShould()
                    .beInterfaces()
                    .check(SOUK);
        }

        @Test
        void knows_no_framework_but_its_annotations_and_the_refusal() {
            noClasses()
                    .that(LANGUAGE)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "org.springframework..",
                                            "org.axonframework..",
                                            "tools.jackson..")
                                    .and(
                                            DescribedPredicate.not(
                                                    resideInAnyPackage(
                                                            "org.springframework.modulith")))
                                    .and(
                                            DescribedPredicate.describe(
                                                    "not allowed",
                                                    type ->
                                                            !Set.of(
                                                                            "TargetAggregateIdentifier",
                                                                            "RoutingKey",
                                                                            "HandlerExecutionException",
                                                                            "Revision")
                                                                    .contains(
                                                                            type.getSimpleName()))))
                    .check(SOUK);
        }

        @Test
        void has_no_floating_point() {
            noFields()
                    .that()
                    .areDeclaredInClassesThat(LANGUAGE)
                    .and()
                    .areDeclaredInClassesThat()
                    .doNotHaveSimpleName("ProjectionView") // a rate is no amount
                    .should()
                    .haveRawType(double.class)
                    .orShould()
                    .haveRawType(float.class)
                    .check(SOUK);
        }

        @Test
        void publishes_a_name_for_every_event() {
            classes()
                    .that()
                    .areRecords()
                    .and()
                    .areAssignableTo(
                            DescribedPredicate.describe(
                                    "an event vocabulary",
                                    type ->
                                            type.isInterface()
                                                    && type.getSimpleName().endsWith("Event")))
                    .should()
                    .beAnnotatedWith(Published.class)
                    .check(SOUK);
        }

        @Test
        void refuses_by_records() {
            classes()
                    .that()
                    .areAssignableTo(Rejection.class)
                    .and()
                    .areNotInterfaces()
                    .should()
                    .beRecords()
                    .check(SOUK);
        }
    }

    @Nested
    class Handlers {

        @Test
        void decide_on_the_command_side_only() {
            methods()
                    .that()
                    .areAnnotatedWith(CommandHandler.class)
                    .and()
                    .areDeclaredInClassesThat()
                    // what is done to views and to the log, those do who keep them
                    .resideOutsideOfPackages("souk.projection.query", "souk.audit.query")
                    .should()
                    .beDeclaredInClassesThat()
                    // the sandbox is a provider: it decides in its own house
                    .resideInAnyPackage("souk.*.command", "souk.payment.sandbox")
                    .check(SOUK);
        }

        @Test
        void of_every_command_are_one() {
            Map<Class<?>, Long> handlers =
                    SOUK.stream()
                            .flatMap(type -> type.getMethods().stream())
                            .filter(method -> method.isAnnotatedWith(CommandHandler.class))
                            .collect(
                                    Collectors.groupingBy(
                                            method ->
                                                    method.getRawParameterTypes()
                                                            .getFirst()
                                                            .reflect(),
                                            Collectors.counting()));

            Set<Class<?>> commands =
                    SOUK.stream()
                            .filter(
                                    type ->
                                            type.isInterface()
                                                    && type.getSimpleName().endsWith("Command"))
                            .map(JavaClass::reflect)
                            .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                            .collect(Collectors.toSet());

            assertThat(handlers.keySet()).isEqualTo(commands).isNotEmpty();
            assertThat(handlers.values()).containsOnly(1L);
        }

        @Test
        void of_every_query_are_one() {
            Set<Class<?>> asked =
                    SOUK.stream()
                            .filter(
                                    type ->
                                            type.isInterface()
                                                    && type.getSimpleName().endsWith("Query"))
                            .map(JavaClass::reflect)
                            .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                            .collect(Collectors.toSet());
            List<Class<?>> answered =
                    SOUK.stream()
                            .flatMap(type -> type.getMethods().stream())
                            .filter(method -> method.isAnnotatedWith(QueryHandler.class))
                            .<Class<?>>map(
                                    method -> method.getRawParameterTypes().getFirst().reflect())
                            .toList();

            assertThat(answered).doesNotHaveDuplicates().hasSameElementsAs(asked).isNotEmpty();
        }

        // the elements of a bare list lose their types on the way through Axon Server
        @Test
        void of_queries_answer_with_records() {
            methods()
                    .that()
                    .areAnnotatedWith(QueryHandler.class)
                    .should()
                    .haveRawReturnType(DescribedPredicate.describe("a record", JavaClass::isRecord))
                    .check(SOUK);
        }

        @Test
        void of_events_name_their_processing_group() {
            classes()
                    .that()
                    .containAnyMethodsThat(
                            DescribedPredicate.describe(
                                    "handle events",
                                    method -> method.isAnnotatedWith(EventHandler.class)))
                    .should()
                    .beMetaAnnotatedWith(ProcessingGroup.class)
                    .check(SOUK);
        }

        @Test
        void of_http_and_processes_alone_send_commands() {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "souk.*.process", "souk.*.rest", "souk.platform..", "souk.demo")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(CommandGateway.class)
                    .allowEmptyShould(false)
                    .check(SOUK);
        }
    }

    @Nested
    class Habits {

        @Test
        void time_and_chance_come_from_outside() {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("souk.platform..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .check(SOUK);
        }

        @Test
        void beans_are_given_what_they_need() {
            noFields().should().beAnnotatedWith(Autowired.class).check(SOUK);
        }

        @Test
        void fields_of_components_are_final() {
            fields().that()
                    .areDeclaredInClassesThat()
                    .areMetaAnnotatedWith(Component.class)
                    .and()
                    .areDeclaredInClassesThat()
                    .resideOutsideOfPackage("souk.*.command") // aggregates are beans to Axon
                    .and()
                    .areDeclaredInClassesThat()
                    .areNotAnnotatedWith(Saga.class) // and so are sagas
                    .should()
                    .haveModifier(JavaModifier.FINAL)
                    .check(SOUK);
        }

        @Test
        void names_say_what_a_thing_is() {
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Impl")
                    .orShould()
                    .haveSimpleNameEndingWith("Manager")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Utils")
                    .orShould()
                    .haveSimpleNameEndingWith("Dto")
                    .orShould()
                    .haveSimpleNameStartingWith("Abstract")
                    .check(SOUK);
        }

        @Test
        void sides_of_the_house_do_not_meet() {
            noClasses()
                    .that(resideInAPackage("souk.*.command"))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("souk.*.query", "souk.*.rest"))
                    .check(SOUK);
        }
    }
}
