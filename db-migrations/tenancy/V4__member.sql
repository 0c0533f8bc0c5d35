CREATE TABLE member (
  tenant_id BINARY(16)  NOT NULL,
  person_id BINARY(16)  NOT NULL,
  role      VARCHAR(20) NOT NULL COMMENT 'owner or developer',
  since     DATETIME(6) NOT NULL,
  PRIMARY KEY (tenant_id, person_id),
  KEY member_person (person_id) COMMENT 'The organizations of a person',
  CONSTRAINT member_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id),
  CONSTRAINT member_role CHECK (role IN ('owner', 'developer'))
);
