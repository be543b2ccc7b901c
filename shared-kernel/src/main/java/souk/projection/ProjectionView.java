package souk.projection;

/**
 * How far one projection is. Positions are of the last event handled and the last event stored, -1
 * before any.
 */
public record ProjectionView(
        String name,
        int generation,
        long position,
        long head,
        long lag,
        double rate,
        long deadLetters) {}
