-- Replicas that ended stay for a while; those that should exist are read every second and with every heartbeat.
ALTER TABLE replica
  DROP KEY replica_worker,
  ADD KEY replica_live (removed_at) COMMENT 'Placement: all that should exist; cleaning: what ended long ago',
  ADD KEY replica_live_of_worker (worker_id, removed_at) COMMENT 'What one worker should run';
