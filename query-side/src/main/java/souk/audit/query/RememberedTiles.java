package souk.audit.query;

import java.util.HashMap;
import java.util.Map;

/** Reads each tile once. */
final class RememberedTiles implements HashTree.Tiles {

    private record Place(int level, long number) {}

    private final HashTree.Tiles tiles;
    private final Map<Place, Tile> known = new HashMap<>();

    RememberedTiles(HashTree.Tiles tiles) {
        this.tiles = tiles;
    }

    @Override
    public Tile tile(int level, long number) {
        return known.computeIfAbsent(
                new Place(level, number), place -> tiles.tile(place.level(), place.number()));
    }
}
