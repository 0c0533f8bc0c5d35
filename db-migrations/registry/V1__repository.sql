CREATE TABLE repository (
  id         BINARY(16)  NOT NULL,
  tenant_id  BINARY(16)  NOT NULL COMMENT 'Its owner, who is also its publisher',
  kind       VARCHAR(10) NOT NULL,
  slug       VARCHAR(63) NOT NULL,
  visibility VARCHAR(10) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY repository_slug (tenant_id, kind, slug),
  CONSTRAINT repository_kind CHECK (kind IN ('model', 'dataset')),
  CONSTRAINT repository_visibility CHECK (visibility IN ('private', 'public'))
);
