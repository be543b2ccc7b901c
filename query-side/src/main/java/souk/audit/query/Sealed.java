package souk.audit.query;

/** How far the sealer is, for as long as neither the tables nor the file are changed by others. */
final class Sealed {

    private final Growth growth;
    private final Chain chain;
    private long lines;
    private long fileLength;

    Sealed(Growth growth, Chain chain, long lines, long fileLength) {
        this.growth = growth;
        this.chain = chain;
        this.lines = lines;
        this.fileLength = fileLength;
    }

    Growth growth() {
        return growth;
    }

    Chain chain() {
        return chain;
    }

    long lines() {
        return lines;
    }

    long fileLength() {
        return fileLength;
    }

    void added(long length) {
        lines++;
        fileLength = length;
    }

    boolean isAt(LogTable.State state) {
        return growth.size() == state.size()
                && lines == state.lines()
                && chain.origin().equals(state.origin());
    }

    boolean isAt(long lengthOfFile) {
        return fileLength == lengthOfFile;
    }
}
