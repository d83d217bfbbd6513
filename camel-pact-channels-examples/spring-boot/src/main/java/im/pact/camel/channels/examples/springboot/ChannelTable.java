/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples.springboot;

import im.pact.camel.channels.model.PactChannel;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The table of the channels. The consumer emits a change at least once, so each method leads to the same result when it is called
 * again.
 */
@Repository
class ChannelTable {

    private final JdbcTemplate jdbc;

    ChannelTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts or updates a channel. */
    void save(PactChannel channel, String json) {
        jdbc.update(
                "merge into channel (channel_id, provider, fields) key (channel_id) values (?, ?, ?)",
                channel.channelId(),
                channel.provider(),
                json);
    }

    void delete(long channelId) {
        jdbc.update("delete from channel where channel_id = ?", channelId);
    }

    List<Map<String, Object>> rows() {
        return jdbc.queryForList("select channel_id, provider from channel order by channel_id");
    }
}
