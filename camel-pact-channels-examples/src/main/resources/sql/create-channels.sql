CREATE TABLE IF NOT EXISTS channels (
    company_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    provider VARCHAR(50),
    PRIMARY KEY (company_id, channel_id)
)
