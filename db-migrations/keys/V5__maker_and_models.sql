ALTER TABLE api_key
  ADD COLUMN made_by BINARY(16) NULL COMMENT 'The person who made it; null: the operator of the installation',
  ADD COLUMN models JSON NULL COMMENT 'Ids of the models that it may call; null: all that its organization may',
  ADD KEY api_key_maker (tenant_id, made_by, id) COMMENT 'The keys that one person made, newest first';
