CREATE TABLE price_line (
  price_version_id BINARY(16)  NOT NULL,
  meter            VARCHAR(40) NOT NULL,
  pico_per_unit    BIGINT      NOT NULL COMMENT 'Pico-units (1e-12) of the currency per base unit; 0 is free',
  PRIMARY KEY (price_version_id, meter),
  CONSTRAINT price_line_version FOREIGN KEY (price_version_id) REFERENCES price_version (id),
  CONSTRAINT price_line_not_negative CHECK (pico_per_unit >= 0)
);
