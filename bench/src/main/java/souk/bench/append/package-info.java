/** How many durable commands a second, beside what PostgreSQL itself and Axon's own engines do. */
@org.jspecify.annotations.NullMarked
package souk.bench.append;
