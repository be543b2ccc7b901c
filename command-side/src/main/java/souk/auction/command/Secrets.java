package souk.auction.command;

/** Makes words that nobody can guess. */
@FunctionalInterface
interface Secrets {

    String next();
}
