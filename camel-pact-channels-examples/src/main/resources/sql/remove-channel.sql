DELETE FROM channels
WHERE company_id = :#CamelPactChannelsCompanyId AND channel_id = :#CamelPactChannelsChannelId
