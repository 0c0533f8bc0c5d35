ALTER TABLE deployment
  ADD COLUMN replaces BOOLEAN NOT NULL DEFAULT FALSE
    COMMENT 'Once it is ready, production moves to its version and earlier deployments of its model stop';
