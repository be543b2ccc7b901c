package souk.bench.scaling;

import org.HdrHistogram.Histogram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Commands that come at random, wait for their stream, then for a processor of the node that has
 * it, and then with all others for the next batch of the one store. The same each time.
 */
final class Simulation {

    private static final int COLD_STREAMS = 100_000;
    private static final int LARGEST_BATCH = 1_000;
    private static final long LONGEST_MICROS = 600_000_000L;

    /**
     * From when commands came to when they were stored, in microseconds.
     *
     * @param hot of those that concern the one hot thing
     */
    record Waits(Histogram all, Histogram hot) {

        boolean hold(double percentile, double micros) {
            return all.getValueAtPercentile(percentile) <= micros
                    && hot.getValueAtPercentile(percentile) <= micros;
        }
    }

    private static final class Command {
        private final double came;
        private final int stream;

        Command(double came, int stream) {
            this.came = came;
            this.stream = stream;
        }
    }

    private record Moment(double micros, long order, Runnable what) {}

    private static final class Node {
        private int idle;
        private final Queue<Command> waiting = new ArrayDeque<>();
    }

    private final Shape shape;
    private final SplittableRandom random = new SplittableRandom(11);
    private final PriorityQueue<Moment> moments =
            new PriorityQueue<>(
                    Comparator.comparingDouble(Moment::micros).thenComparingLong(Moment::order));
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Integer, Queue<Command>> held = new HashMap<>();
    private final Queue<Command> toStore = new ArrayDeque<>();
    private final Waits waits =
            new Waits(new Histogram(LONGEST_MICROS, 3), new Histogram(LONGEST_MICROS, 3));
    private boolean storing;
    private double now;
    private long order;

    private Simulation(Shape shape) {
        this.shape = shape;
        for (int i = 0; i < shape.nodes(); i++) {
            Node node = new Node();
            node.idle = shape.processors();
            nodes.add(node);
        }
    }

    /** Of commands that come within this time. */
    static Waits run(Shape shape, double perSecond, double seconds) {
        var simulation = new Simulation(shape);
        simulation.nextArrival(1e6 / perSecond, seconds * 1e6);
        simulation.goOn();
        return simulation.waits;
    }

    private void goOn() {
        for (Moment next = moments.poll(); next != null; next = moments.poll()) {
            now = next.micros();
            next.what().run();
        }
    }

    private void in(double delay, Runnable what) {
        moments.add(new Moment(now + delay, order++, what));
    }

    private double about(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private void nextArrival(double apart, double end) {
        in(
                about(apart),
                () -> {
                    if (now < end) {
                        arrive(new Command(now, stream()));
                        nextArrival(apart, end);
                    }
                });
    }

    // the parts of what is hot come first
    private int stream() {
        return random.nextDouble() < shape.hotShare()
                ? random.nextInt(shape.parts())
                : shape.parts() + random.nextInt(COLD_STREAMS);
    }

    private void arrive(Command command) {
        Queue<Command> others = held.get(command.stream);
        if (others == null) {
            held.put(command.stream, new ArrayDeque<>(0));
            ask(command);
        } else {
            others.add(command);
        }
    }

    private void ask(Command command) {
        Node node = nodes.get(command.stream % nodes.size());
        if (node.idle > 0) {
            node.idle--;
            decide(node, command);
        } else {
            node.waiting.add(command);
        }
    }

    private void decide(Node node, Command command) {
        in(
                about(shape.decideMicros()),
                () -> {
                    Command next = node.waiting.poll();
                    if (next == null) {
                        node.idle++;
                    } else {
                        decide(node, next);
                    }
                    toStore.add(command);
                    store();
                });
    }

    private void store() {
        if (storing || toStore.isEmpty()) {
            return;
        }
        storing = true;
        List<Command> batch = new ArrayList<>();
        while (!toStore.isEmpty() && batch.size() < LARGEST_BATCH) {
            batch.add(toStore.remove());
        }
        in(
                shape.commitMicros() + shape.storeMicros() * batch.size(),
                () -> {
                    storing = false;
                    batch.forEach(this::stored);
                    store();
                });
    }

    private void stored(Command command) {
        long waited = Math.min((long) (now - command.came), LONGEST_MICROS);
        waits.all().recordValue(waited);
        if (command.stream < shape.parts()) {
            waits.hot().recordValue(waited);
        }
        Queue<Command> others = held.get(command.stream);
        Command next = others == null ? null : others.poll();
        if (next == null) {
            held.remove(command.stream);
        } else {
            ask(next);
        }
    }
}
