-- Every slug an organization ever had, so that none is given to anybody else.
CREATE TABLE tenant_slug_history (
  slug      VARCHAR(63) NOT NULL,
  tenant_id BINARY(16)  NOT NULL,
  PRIMARY KEY (slug)
);
