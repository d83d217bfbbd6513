/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message store in a database table, for any number of machines. Each change is a separate transaction. The SQL is understood by
 * H2, PostgreSQL, MySQL and MariaDB.
 *
 * <p>The data source must not take part in the transaction of a route: a message that is rolled back would be sent a second time.
 */
public class JdbcMessageStore extends ServiceSupport implements MessageStore {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcMessageStore.class);

    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

    private static final String COLUMNS =
            "message_key, company_id, channel_id, phone, state, job_id, reason, created_at,"
                    + " finished_at, due_at, version";

    /** SQLSTATE of a violated constraint. */
    private static final String CONSTRAINT = "23";

    /** SQLSTATE of a transaction that was rolled back because of another one. */
    private static final String ROLLED_BACK = "40";

    private static final int MAX_ATTEMPTS = 5;

    private DataSource dataSource;
    private String table = "pact_messages";
    private boolean createTable = true;

    /** For {@link #setDataSource}. */
    public JdbcMessageStore() {}

    /**
     * @param dataSource the database; see {@link #setDataSource}
     */
    public JdbcMessageStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public StoredMessage putIfAbsent(StoredMessage message) {
        while (true) {
            if (insert(message)) {
                return null;
            }
            StoredMessage before = find(message.key());
            if (before != null) {
                return before;
            }
            // It was removed in between.
        }
    }

    private boolean insert(StoredMessage message) {
        String sql = "INSERT INTO " + table + " (" + COLUMNS + ", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        return transaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                set(insert, message);
                insert.setString(12, id(message.key()));
                return insert.executeUpdate() == 1;
            } catch (SQLException e) {
                if (hasState(e, CONSTRAINT)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public StoredMessage find(String key) {
        return first("id = ?", select -> select.setString(1, id(key)));
    }

    @Override
    public StoredMessage findSent(long companyId, long jobId) {
        return first("company_id = ? AND job_id = ? AND state = 'SENT'", select -> {
            select.setLong(1, companyId);
            select.setLong(2, jobId);
        });
    }

    private StoredMessage first(String condition, Parameters parameters) {
        String sql = "SELECT " + COLUMNS + " FROM " + table + " WHERE " + condition;
        return transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                parameters.set(select);
                List<StoredMessage> found = read(select);
                return found.isEmpty() ? null : found.get(0);
            }
        });
    }

    @Override
    public boolean replace(StoredMessage before, StoredMessage next) {
        return transaction(connection -> replace(connection, before, next));
    }

    private boolean replace(Connection connection, StoredMessage before, StoredMessage next) throws SQLException {
        String sql = "UPDATE " + table + " SET " + COLUMNS.replace(",", " = ?,") + " = ? WHERE id = ? AND version = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            set(update, next);
            update.setString(12, id(before.key()));
            update.setLong(13, before.version());
            return update.executeUpdate() == 1;
        }
    }

    @Override
    public boolean remove(StoredMessage message) {
        String sql = "DELETE FROM " + table + " WHERE id = ? AND version = ?";
        return transaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, id(message.key()));
                delete.setLong(2, message.version());
                return delete.executeUpdate() == 1;
            }
        });
    }

    /** The machines read the same rows in the same order. The version lets only one of them take a row. */
    @Override
    public List<StoredMessage> claim(long companyId, Instant now, Instant leaseEnd, int limit) {
        String sql =
                "SELECT " + COLUMNS + " FROM " + table + " WHERE company_id = ? AND due_at <= ? ORDER BY due_at, id";
        return transaction(connection -> {
            List<StoredMessage> due;
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, companyId);
                select.setLong(2, now.toEpochMilli());
                select.setMaxRows(limit);
                due = read(select);
            }
            List<StoredMessage> claimed = new ArrayList<>();
            for (StoredMessage message : due) {
                StoredMessage leased = message.dueAt(leaseEnd);
                if (replace(connection, message, leased)) {
                    claimed.add(leased);
                }
            }
            return claimed;
        });
    }

    @Override
    public long countOpen(long companyId) {
        String sql = "SELECT COUNT(*) FROM " + table + " WHERE company_id = ? AND due_at IS NOT NULL";
        return transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, companyId);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    public DataSource getDataSource() {
        return dataSource;
    }

    /**
     * The database. Its connections must not belong to the transaction of a route. The database must write each commit to the disk
     * before it returns; for H2, which does not by default, the store turns that on.
     */
    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public String getTable() {
        return table;
    }

    /**
     * The name of the table, with a schema if necessary. The default is pact_messages.
     */
    public void setTable(String table) {
        this.table = table;
    }

    public boolean isCreateTable() {
        return createTable;
    }

    /**
     * Whether the table is created if it does not exist. The default is true.
     */
    public void setCreateTable(boolean createTable) {
        this.createTable = createTable;
    }

    @Override
    protected void doStart() throws Exception {
        Objects.requireNonNull(dataSource, "dataSource is missing");
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException("table must be a name, with a schema if necessary (was " + table + ")");
        }
        try (Connection connection = dataSource.getConnection()) {
            writeEachCommit(connection);
        }
        if (createTable && !hasTable()) {
            try {
                createTable();
            } catch (MessageStoreException e) {
                // Another machine may have created it meanwhile.
                if (!hasTable()) {
                    throw e;
                }
            }
        }
    }

    /** H2 writes commits half a second later unless that is turned off; a crash would lose messages that were sent. */
    private static void writeEachCommit(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET WRITE_DELAY 0");
            } catch (SQLException e) {
                LOG.warn("The H2 database may lose messages in a crash. Add ;WRITE_DELAY=0 to its URL", e);
            }
        }
    }

    private boolean hasTable() {
        try {
            first("1 = 0", select -> {});
            return true;
        } catch (MessageStoreException e) {
            LOG.debug("There is no table {}", table, e);
            return false;
        }
    }

    private void createTable() {
        String name = table.substring(table.indexOf('.') + 1);
        execute("CREATE TABLE " + table + " ("
                + "id VARCHAR(64) NOT NULL PRIMARY KEY, "
                + "message_key VARCHAR(255) NOT NULL, "
                + "company_id BIGINT NOT NULL, "
                + "channel_id BIGINT NOT NULL, "
                + "phone VARCHAR(255) NOT NULL, "
                + "state VARCHAR(16) NOT NULL, "
                + "job_id BIGINT, "
                + "reason VARCHAR(1000), "
                + "created_at BIGINT NOT NULL, "
                + "finished_at BIGINT, "
                + "due_at BIGINT, "
                + "version BIGINT NOT NULL)");
        execute("CREATE INDEX " + name + "_due ON " + table + " (company_id, due_at)");
        execute("CREATE INDEX " + name + "_job ON " + table + " (company_id, job_id)");
        LOG.info("Table {} created", table);
    }

    private void execute(String sql) {
        transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** Databases compare texts in different ways, some without case, accents and spaces at the end. They compare hashes in one way. */
    private static String id(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PreparedStatement statement, StoredMessage message) throws SQLException {
        statement.setString(1, message.key());
        statement.setLong(2, message.companyId());
        statement.setLong(3, message.channelId());
        statement.setString(4, message.phone());
        statement.setString(5, message.state().name());
        statement.setObject(6, message.jobId(), Types.BIGINT);
        statement.setString(7, message.reason());
        statement.setObject(8, millis(message.createdAt()), Types.BIGINT);
        statement.setObject(9, millis(message.finishedAt()), Types.BIGINT);
        statement.setObject(10, millis(message.dueAt()), Types.BIGINT);
        statement.setLong(11, message.version());
    }

    private static List<StoredMessage> read(PreparedStatement select) throws SQLException {
        List<StoredMessage> messages = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                messages.add(new StoredMessage(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        MessageState.valueOf(row.getString(5)),
                        number(row, 6),
                        row.getString(7),
                        instant(row, 8),
                        instant(row, 9),
                        instant(row, 10),
                        row.getLong(11)));
            }
        }
        return messages;
    }

    private static Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static Long millis(Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** Retries a transaction that was rolled back because of another one. */
    private <T> T transaction(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return tryTransaction(work);
            } catch (SQLException e) {
                if (attempt == MAX_ATTEMPTS || !hasState(e, ROLLED_BACK)) {
                    throw new MessageStoreException("The message store " + table + " failed: " + e.getMessage(), e);
                }
            }
        }
    }

    private <T> T tryTransaction(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.of(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private static boolean hasState(SQLException e, String stateClass) {
        return e.getSQLState() != null && e.getSQLState().startsWith(stateClass);
    }

    /** A part of a transaction. */
    @FunctionalInterface
    private interface Work<T> {

        T of(Connection connection) throws SQLException;
    }

    /** Sets the parameters of a statement. */
    @FunctionalInterface
    private interface Parameters {

        void set(PreparedStatement statement) throws SQLException;
    }
}
