/** What was spent in the last minute, and whether repairs are frozen: at most one row. */
export const repairAllowance = {
  number: 3,
  sql: `
    create table conversation_transfer.repair_spending (
      at timestamptz not null,
      steps integer not null
    );

    create table conversation_transfer.repair_freeze (
      the_only_one boolean primary key default true check (the_only_one),
      since timestamptz not null,
      reason text not null
    );
  `,
}
