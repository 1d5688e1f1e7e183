/** A partition for each month is made when its first entry comes: `ensure-audit-months.ts`. */
export const auditTrail = {
  number: 2,
  sql: `
    create sequence conversation_transfer.audit_id;

    create table conversation_transfer.audit (
      id bigint not null default nextval('conversation_transfer.audit_id'),
      at timestamptz not null,
      conversation_sid text,
      kind text not null,
      rule text,
      reason text not null,
      steps json not null
    ) partition by range (at);

    create index audit_by_id on conversation_transfer.audit (id);
    create index audit_by_conversation on conversation_transfer.audit (conversation_sid, id);
  `,
}
