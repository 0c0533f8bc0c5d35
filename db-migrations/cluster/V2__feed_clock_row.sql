INSERT INTO feed_clock (id, number) VALUES (1, 0);
