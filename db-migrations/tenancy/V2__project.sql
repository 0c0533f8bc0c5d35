CREATE TABLE project (
  id         BINARY(16)  NOT NULL,
  tenant_id  BINARY(16)  NOT NULL,
  slug       VARCHAR(63) NOT NULL,
  name       VARCHAR(80) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY project_slug (tenant_id, slug),
  CONSTRAINT project_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
);
