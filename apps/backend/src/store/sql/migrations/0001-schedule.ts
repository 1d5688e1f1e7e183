/**
 * A row for each live conversation. `look_at` alone says when it is due: whoever claims a row moves it to the end of the lease,
 * so that one index finds the rows whose time has come and those whose holder has died. `json` and not `jsonb`: it keeps what
 * was written, down to characters that `jsonb` refuses.
 */
export const schedule = {
  number: 1,
  sql: `
    create sequence conversation_transfer.fence;

    create table conversation_transfer.schedule (
      conversation_sid text collate "C" primary key,
      interaction_sid text,
      channel_sid text,
      task_sids text[] not null,
      memory json not null,
      standing json,
      state text not null,
      look_at timestamptz not null,
      claimed_at timestamptz,
      looked_at timestamptz,
      requested bigint not null,
      fence bigint not null,
      failures integer not null,
      last_error text,
      changed_at timestamptz not null
    ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

    create index schedule_by_time on conversation_transfer.schedule (look_at, conversation_sid);
  `,
}
