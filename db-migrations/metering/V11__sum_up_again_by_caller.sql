-- Hours that were summed up before rollups by caller existed have none: they are marked, and the leader computes them
-- again. Running it twice does no harm.
INSERT IGNORE INTO usage_dirty_hour (payer_id, hour) SELECT DISTINCT payer_id, hour FROM usage_hour;
