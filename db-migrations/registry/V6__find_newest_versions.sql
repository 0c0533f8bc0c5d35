ALTER TABLE version
  ADD KEY version_published (published_at) COMMENT 'What was published lately';
