MERGE INTO channels stored
USING (VALUES (
    CAST(:#CamelPactChannelsCompanyId AS BIGINT),
    CAST(:#CamelPactChannelsChannelId AS BIGINT),
    CAST(:#CamelPactChannelsProvider AS VARCHAR(50))
)) AS listed (company_id, channel_id, provider)
ON stored.company_id = listed.company_id AND stored.channel_id = listed.channel_id
WHEN MATCHED THEN UPDATE SET provider = listed.provider
WHEN NOT MATCHED THEN INSERT (company_id, channel_id, provider)
    VALUES (listed.company_id, listed.channel_id, listed.provider)
