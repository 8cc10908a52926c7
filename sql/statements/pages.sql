-- Checks of pages need the extension amcheck. It is put there for as long as one lasts, by whoever has the lock: a dump
-- that holds it could be restored by superusers only.

-- name: pages_lock
SELECT pg_advisory_lock(hashtextextended('bakehouse.pages', 0));

-- name: pages_extension
SELECT extname FROM pg_extension WHERE extname = 'amcheck';

-- name: pages_extension_make
CREATE EXTENSION amcheck SCHEMA pg_catalog;

-- name: pages_extension_drop
DROP EXTENSION amcheck;
