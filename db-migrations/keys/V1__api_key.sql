-- One row per issued key. The secret itself is never stored.
CREATE TABLE api_key (
  id         BINARY(16)  NOT NULL,
  tenant_id  BINARY(16)  NOT NULL,
  project_id BINARY(16)  NOT NULL,
  name       VARCHAR(80) NOT NULL,
  hint       VARCHAR(16) NOT NULL COMMENT 'First characters of the secret, shown in lists',
  digest     BINARY(32)  NOT NULL COMMENT 'SHA-256 of the 40 characters that both spellings share',
  issued_at  DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NULL COMMENT 'Null: never expires',
  revoked_at DATETIME(6) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY api_key_digest (digest),
  KEY api_key_tenant (tenant_id, id) COMMENT 'One organization''s keys, newest first',
  CONSTRAINT api_key_expires_later CHECK (expires_at IS NULL OR expires_at > issued_at)
);
