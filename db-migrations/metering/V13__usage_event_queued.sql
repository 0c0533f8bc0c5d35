-- The wait in a replica's queue, which no call told before. Added without copying the table.
ALTER TABLE usage_event
  ADD COLUMN queued_micros BIGINT NULL COMMENT 'On the replica, until it began to compute; null: not known',
  ALGORITHM = INSTANT;
