export const cluster = {
  number: 4,
  sql: `
    create table conversation_transfer.turn (
      name text primary key,
      taken_at timestamptz not null
    );

    create table conversation_transfer.process (
      process_id text primary key,
      seen_at timestamptz not null
    );

    create table conversation_transfer.bookmark (
      name text primary key,
      value text not null
    );
  `,
}
