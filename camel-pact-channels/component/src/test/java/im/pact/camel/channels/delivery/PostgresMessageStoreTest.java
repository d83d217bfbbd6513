/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The message store in a PostgreSQL database, if the environment has the address of one, with user and password:
 * {@code jdbc:postgresql://127.0.0.1:5432/test?user=test}.
 */
@EnabledIfEnvironmentVariable(named = "PACT_TEST_POSTGRES_URL", matches = "jdbc:postgresql:.+")
class PostgresMessageStoreTest extends JdbcMessageStoreContract {

    private static final AtomicInteger TABLES = new AtomicInteger();

    private final String table = "pact_messages_" + ProcessHandle.current().pid() + "_" + TABLES.incrementAndGet();

    @Override
    DataSource dataSource() {
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setUrl(System.getenv("PACT_TEST_POSTGRES_URL"));
        return postgres;
    }

    @Override
    String table() {
        return table;
    }
}
