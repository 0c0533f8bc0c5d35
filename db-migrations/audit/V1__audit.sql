-- Who did what. Rows are written in the transaction of the change and never altered (see the triggers).
CREATE TABLE audit (
  id         BINARY(16)    NOT NULL COMMENT 'UUIDv7: sorts by time',
  at         DATETIME(6)   NOT NULL,
  tenant_id  BINARY(16)    NULL COMMENT 'Null: concerns the installation',
  actor_kind VARCHAR(20)   NOT NULL,
  actor      VARCHAR(80)   NOT NULL COMMENT 'An id, never a name',
  action     VARCHAR(60)   NOT NULL COMMENT 'For example api_key.issue',
  subject    VARCHAR(80)   NOT NULL COMMENT 'Id of what was acted on',
  outcome    VARCHAR(10)   NOT NULL COMMENT 'done or refused',
  detail     JSON          NOT NULL COMMENT 'Before and after, never a secret',
  origin     VARCHAR(80)   NOT NULL COMMENT 'Network address, or local',
  request_id VARCHAR(40)   NOT NULL COMMENT 'Empty where there was no request',
  PRIMARY KEY (id),
  KEY audit_tenant (tenant_id, id) COMMENT 'One organization''s log, newest first',
  CONSTRAINT audit_outcome CHECK (outcome IN ('done', 'refused'))
);
