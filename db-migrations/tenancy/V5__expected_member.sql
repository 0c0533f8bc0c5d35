-- Who becomes a member when they first sign in with this address. A row is used once and then kept.
CREATE TABLE expected_member (
  tenant_id  BINARY(16)   NOT NULL,
  email      VARCHAR(254) NOT NULL COMMENT 'In lower case',
  role       VARCHAR(20)  NOT NULL COMMENT 'owner or developer',
  created_at DATETIME(6)  NOT NULL,
  used_by    BINARY(16)   NULL COMMENT 'Person; null: has not come yet',
  PRIMARY KEY (tenant_id, email),
  KEY expected_member_email (email) COMMENT 'Where somebody who signs in is expected',
  CONSTRAINT expected_member_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id),
  CONSTRAINT expected_member_role CHECK (role IN ('owner', 'developer'))
);
