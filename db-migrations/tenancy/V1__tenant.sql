CREATE TABLE tenant (
  id                 BINARY(16)  NOT NULL,
  slug               VARCHAR(63) NOT NULL COMMENT 'Stands in addresses; never given to anybody else',
  name               VARCHAR(80) NOT NULL,
  currency           CHAR(3)     NOT NULL COMMENT 'ISO 4217; fixed with the first usage event',
  default_project_id BINARY(16)  NOT NULL,
  created_at         DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY tenant_slug (slug)
);
