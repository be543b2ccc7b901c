package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

import souk.Shopper.Reply;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The shop in which races are run, one process for all of them. Each is run a few times; {@code
 * -Dsouk.trials=1000} has it run so often.
 */
final class Arena implements AutoCloseable {

    /** Lets tests in, and opens for the first. */
    static final class Door implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Arena.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Arena.class))
                    .computeIfAbsent(Arena.class, _ -> new Arena());
        }
    }

    private static final int TRIALS = Integer.getInteger("souk.trials", 12);

    private final Path directory;
    private final House house;
    private final Bookkeeper books;

    private Arena() {
        try {
            directory = Files.createTempDirectory("souk-arena-");
            house = new House(directory);
            house.start();
            books = new Bookkeeper(shop());
        } catch (IOException noRoom) {
            throw new java.io.UncheckedIOException(noRoom);
        }
    }

    URI shop() {
        return house.shop();
    }

    List<Buyer> buyers(int many) {
        return IntStream.range(0, many).mapToObj(_ -> new Buyer(shop())).peek(Buyer::take).toList();
    }

    void trials(IntConsumer trial) {
        IntStream.range(0, TRIALS).forEach(trial);
    }

    /** After races, up to that answer: whoever reads the log finds nothing wrong with it. */
    void mustAddUp(Reply last) {
        books.readOn(Long.parseLong(last.header("Souk-Position")));
        books.mustAddUp();
    }

    /** How many were answered like that; none was answered in a way that is not expected. */
    static int count(int status, List<Reply> replies, Integer... others) {
        assertThat(replies)
                .allSatisfy(
                        reply ->
                                assertThat(
                                                status == reply.status()
                                                        || Set.of(others).contains(reply.status()))
                                        .as(reply.status() + " " + reply.response().body())
                                        .isTrue());
        return (int) replies.stream().filter(reply -> reply.status() == status).count();
    }

    @Override
    public void close() throws IOException {
        try {
            house.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        FileSystemUtils.deleteRecursively(directory);
    }
}
