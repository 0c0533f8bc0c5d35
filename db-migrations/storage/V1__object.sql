-- Objects are keyed by (organization, digest): one quota, one owner to erase, and nobody learns what others hold.
CREATE TABLE object (
  tenant_id  BINARY(16)  NOT NULL,
  digest     BINARY(32)  NOT NULL COMMENT 'SHA-256 of the content',
  size_bytes BIGINT      NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (tenant_id, digest)
);
