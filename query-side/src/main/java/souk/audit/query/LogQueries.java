package souk.audit.query;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.audit.CheckpointPage;
import souk.audit.Consistency;
import souk.audit.Inclusion;
import souk.audit.Leaves;
import souk.audit.LogKeys;
import souk.audit.LogQuery.FindCheckpoint;
import souk.audit.LogQuery.FindLeaves;
import souk.audit.LogQuery.ListCheckpoints;
import souk.audit.LogQuery.ListLogKeys;
import souk.audit.LogQuery.ProveConsistency;
import souk.audit.LogQuery.ProveInclusion;
import souk.audit.LogRejection.CheckpointNotFound;
import souk.audit.LogRejection.NotSealedYet;
import souk.kernel.Rejected;
import souk.kernel.proof.Checkpoint;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;

/** Answers what is asked about the log, as far as it is sealed. */
@Component
class LogQueries {

    private final LogTable table;

    LogQueries(LogTable table) {
        this.table = table;
    }

    @QueryHandler
    Checkpoint handle(FindCheckpoint query) {
        Long size = query.size();
        Checkpoint found =
                size == null
                        ? latest()
                        : checkpoints(table.checkpoints(size, 1)).findFirst().orElse(null);
        if (found == null) {
            throw new Rejected(new CheckpointNotFound());
        }
        return found;
    }

    @QueryHandler
    CheckpointPage handle(ListCheckpoints query) {
        List<Checkpoint> found =
                checkpoints(table.checkpoints(query.after() + 1, query.limit() + 1)).toList();
        return new CheckpointPage(
                found.subList(0, Math.min(query.limit(), found.size())),
                found.size() > query.limit());
    }

    @QueryHandler
    LogKeys handle(ListLogKeys query) {
        LogTable.State state = table.state();
        return new LogKeys(
                state == null ? "" : state.origin(),
                table.keyLines().stream()
                        .map(Line::parse)
                        .filter(Line.OfKey.class::isInstance)
                        .map(line -> ((Line.OfKey) line).key())
                        .toList());
    }

    @QueryHandler
    Inclusion handle(ProveInclusion query) {
        long size = sealed(query.size());
        mustBeSealed(query.position() + 1, size);
        HashTree tree = tree();
        return new Inclusion(
                query.position(),
                size,
                tree.leaf(query.position()),
                tree.inclusion(query.position(), size),
                tree.root(size),
                ofSize(size));
    }

    @QueryHandler
    Consistency handle(ProveConsistency query) {
        long to = sealed(query.to());
        mustBeSealed(query.from(), to);
        HashTree tree = tree();
        return new Consistency(
                query.from(),
                tree.root(query.from()),
                to,
                tree.root(to),
                tree.consistency(query.from(), to));
    }

    @QueryHandler
    Leaves handle(FindLeaves query) {
        long sealed = size();
        long from = Math.min(query.from(), sealed);
        long to = Math.min(sealed, from + query.limit());
        if (from == to) {
            return new Leaves(from, new byte[0], sealed);
        }
        var hashes = new ByteArrayOutputStream();
        long first = from / Tile.WIDTH;
        table.tiles(0, first, (to - 1) / Tile.WIDTH)
                .forEach(tile -> hashes.writeBytes(tile.hashes(0, tile.count())));
        int begin = (int) (from % Tile.WIDTH);
        byte[] all = hashes.toByteArray();
        return new Leaves(from, new Tile(all).hashes(begin, begin + (int) (to - from)), sealed);
    }

    private HashTree tree() {
        return new HashTree(new RememberedTiles(table::tile));
    }

    private long sealed(@Nullable Long asked) {
        long sealed = size();
        if (asked != null) {
            mustBeSealed(asked, sealed);
        }
        return asked == null ? sealed : asked;
    }

    private long size() {
        LogTable.State state = table.state();
        return state == null ? 0 : state.size();
    }

    private static void mustBeSealed(long asked, long sealed) {
        if (asked > sealed) {
            throw new Rejected(new NotSealedYet(asked, sealed));
        }
    }

    private @Nullable Checkpoint latest() {
        String last = table.lastCheckpoint();
        return last == null ? null : checkpoints(List.of(last)).findFirst().orElse(null);
    }

    private @Nullable Checkpoint ofSize(long size) {
        return checkpoints(table.checkpoints(size, 1))
                .filter(checkpoint -> checkpoint.size() == size)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Checkpoint> checkpoints(List<String> lines) {
        return lines.stream()
                .map(Line::parse)
                .filter(Line.OfCheckpoint.class::isInstance)
                .map(line -> ((Line.OfCheckpoint) line).checkpoint());
    }
}
