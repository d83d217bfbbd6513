/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message store in a database does, whatever the database. Two stores are two machines. */
abstract class JdbcMessageStoreContract extends MessageStoreContract {

    private JdbcMessageStore store;
    private JdbcMessageStore other;

    /** The database of the test. */
    abstract DataSource dataSource();

    /** The table of the test. */
    String table() {
        return "pact_messages";
    }

    @BeforeEach
    void open() {
        store = newStore();
        other = newStore();
    }

    @AfterEach
    void drop() throws Exception {
        execute("DROP TABLE " + table());
    }

    private JdbcMessageStore newStore() {
        JdbcMessageStore opened = new JdbcMessageStore(dataSource());
        opened.setTable(table());
        opened.start();
        return opened;
    }

    @Override
    MessageStore store() {
        return store;
    }

    @Override
    MessageStore otherMachine() {
        return other;
    }

    @Override
    MessageStore restarted() {
        store.stop();
        store = newStore();
        return store;
    }

    @Test
    void machines_that_start_together_create_one_table() throws Exception {
        execute("DROP TABLE " + table());
        concurrently(thread -> List.of(newStore()));

        assertThat(store.putIfAbsent(message("a"))).isNull();
        assertThat(other.find("a")).isEqualTo(message("a"));
    }

    @Test
    void the_table_can_be_created_by_the_user() throws Exception {
        execute("DROP TABLE " + table());
        JdbcMessageStore without = new JdbcMessageStore();
        without.setDataSource(dataSource());
        without.setTable(table());
        without.setCreateTable(false);
        without.start();

        assertThatThrownBy(() -> without.putIfAbsent(message("a")))
                .isInstanceOf(MessageStoreException.class)
                .hasMessageStartingWith("The message store " + table() + " failed: ");
        newStore();
        assertThat(without.putIfAbsent(message("a"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;DROP TABLE b", "a.b.c", "1a", "a'"})
    void a_table_needs_a_name(String name) {
        JdbcMessageStore invalid = new JdbcMessageStore(dataSource());
        invalid.setTable(name);

        assertThatThrownBy(invalid::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table must be a name, with a schema if necessary (was " + name + ")");
    }

    @Test
    void does_not_start_without_a_data_source() {
        assertThatThrownBy(() -> new JdbcMessageStore().start()).hasMessage("dataSource is missing");
    }

    /** A connection pool may turn auto-commit off. */
    @Test
    void a_connection_is_given_back_as_it_was() throws Exception {
        try (Connection connection = dataSource().getConnection()) {
            DataSource pool = new SingleConnection(connection);
            for (boolean autoCommit : new boolean[] {true, false}) {
                connection.setAutoCommit(autoCommit);
                JdbcMessageStore pooled = new JdbcMessageStore(pool);
                pooled.setTable(table());
                pooled.start();
                pooled.putIfAbsent(message("key " + autoCommit));
                assertThat(pooled.putIfAbsent(message("key " + autoCommit))).isNotNull();

                assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
                assertThat(store.find("key " + autoCommit)).isNotNull();
            }
        }
    }

    void execute(String sql) throws Exception {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
