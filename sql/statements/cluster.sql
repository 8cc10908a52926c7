-- Asked by the program about its private cluster, over a connection of its own.

-- name: cluster_identity
SELECT current_setting('data_directory') AS folder, pg_read_file('bakehouse.id', 0, 100, true) AS id

-- name: cluster_database_create
CREATE DATABASE bakehouse
