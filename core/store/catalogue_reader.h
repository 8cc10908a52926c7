#pragma once

#include "catalogue.h"
#include "sql.h"

/// Goods, rates, stock and heads of one moment, in a transaction of its own.
CatalogueRead readCatalogue(Sql &sql);
