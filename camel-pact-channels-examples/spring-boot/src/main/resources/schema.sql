create table if not exists channel (
    channel_id bigint primary key,
    provider varchar(100),
    fields varchar not null
);
