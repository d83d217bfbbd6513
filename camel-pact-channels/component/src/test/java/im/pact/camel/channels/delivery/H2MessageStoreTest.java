/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The message store in an H2 database. */
class H2MessageStoreTest extends JdbcMessageStoreContract {

    @TempDir
    Path directory;

    @Override
    DataSource dataSource() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:" + directory.resolve("messages") + ";DB_CLOSE_DELAY=-1");
        return h2;
    }

    @Override
    void drop() throws Exception {
        execute("SHUTDOWN");
    }

    @Test
    void each_commit_is_written() throws Exception {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery(
                        "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'")) {
            setting.next();
            assertThat(setting.getString(1)).isEqualTo("0");
        }
    }
}
