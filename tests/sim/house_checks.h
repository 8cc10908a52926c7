#pragma once

#include "day_house.h"

/// The database, table by table, against the books.
void checkBooks(DayHouse &house);
/// Every journal against what its till did, byte by byte against the database, link by link.
void checkJournals(DayHouse &house);
/// Every receipt that was printed is stored once; every order that a customer was told of exists.
void checkAcknowledged(DayHouse &house);
/// What the counters show for stock, and the product's own check of everything.
void checkShownStock(DayHouse &house);
void checkVerify(DayHouse &house);
/// Every page and index of the database, by PostgreSQL's own means; on some days only, and where
/// the server has its extension for that.
void checkPages(DayHouse &house);
