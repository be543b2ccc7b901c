package souk.platform.process;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Under which name a command is kept, and which commands can be: those of the published language. A
 * name that is not in here is not read, whoever has written it.
 */
final class ErrandNames {

    private final Map<String, Class<?>> commands = new HashMap<>();

    private ErrandNames(Stream<Class<?>> vocabularies) {
        vocabularies
                .flatMap(vocabulary -> Arrays.stream(vocabulary.getPermittedSubclasses()))
                .forEach(command -> commands.put(nameOf(command), command));
    }

    static ErrandNames of(Class<?>... vocabularies) {
        return new ErrandNames(Arrays.stream(vocabularies));
    }

    /** Every sealed {@code …Command} of a capability on the class path. */
    static ErrandNames published() {
        try {
            return new ErrandNames(
                    Arrays.stream(
                                    new PathMatchingResourcePatternResolver()
                                            .getResources("classpath*:souk/*/*Command.class"))
                            .map(ErrandNames::vocabularyIn)
                            .filter(Class::isSealed));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Class<?> vocabularyIn(org.springframework.core.io.Resource file) {
        try {
            String[] path = file.getURL().getPath().split("/");
            String type = path[path.length - 1].replace(".class", "");
            return ClassUtils.resolveClassName(
                    "souk." + path[path.length - 2] + "." + type,
                    ErrandNames.class.getClassLoader());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** {@code souk.payment.PaymentCommand$EndPayment} is {@code payment.EndPayment}. */
    static String nameOf(Class<?> command) {
        String capability = command.getPackageName();
        return capability.substring(capability.lastIndexOf('.') + 1)
                + "."
                + command.getSimpleName();
    }

    /** The name of a command that can be kept. */
    String mustKnow(Class<?> command) {
        String name = nameOf(command);
        if (commands.get(name) != command) {
            throw new IllegalArgumentException(
                    command.getName() + " is not of the published language: no errand");
        }
        return name;
    }

    Class<?> classOf(String name) {
        Class<?> command = commands.get(name);
        if (command == null) {
            throw new UnknownErrand(name);
        }
        return command;
    }

    /** There is no command of that name, in this version at least. */
    static class UnknownErrand extends RuntimeException {
        UnknownErrand(String name) {
            super("There is no command " + name);
        }
    }
}
