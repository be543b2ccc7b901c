package souk.bench.scaling;

/**
 * Who decides and who stores. Times are in microseconds.
 *
 * @param nodes that decide; each has its share of the streams
 * @param processors of each of them
 * @param decideMicros of processor time for a command, in the mean
 * @param commitMicros until a batch of events is on disk, however small it is
 * @param storeMicros more for each command in the batch
 * @param hotShare of the commands that concern the one hot thing
 * @param parts streams that the hot thing has been split into
 */
record Shape(
        int nodes,
        int processors,
        double decideMicros,
        double commitMicros,
        double storeMicros,
        double hotShare,
        int parts) {}
